"""Marks and the words around them in, speech out: who says it, or that it is a title or a scare quote."""

import re
from itertools import pairwise
from typing import NamedTuple

from sentiment.article import reporting
from sentiment.article.between import begins_next, goes_on, joins
from sentiment.article.clues import Place
from sentiment.article.clues import heard as heard_by
from sentiment.article.mark import Span, outside
from sentiment.article.name import People
from sentiment.article.paragraph import Block
from sentiment.article.sentence import ENDS, first_sentence, last_sentence
from sentiment.article.speaker import Speaker, attribution, reports, subject
from sentiment.article.word import words_of
from sentiment.table.comment import Comment

NEAR = 400  # characters around a quote in which its speaker is looked for

_CUE = re.compile(r"([^:\n]{1,160}:)\s{0,2}[—–-]{1,2}\s{1,3}(?=\S)")
_OF_THEM = re.compile(r"d[aeə]n$")  # istifadəçilərdən bəziləri
_DASH = re.compile(r"(?<=[,.!?…»”\"])\s{1,3}[—–-]{1,2}\s{1,3}")


class Quote(Comment, total=False):
    """A row with the place of the quote: `position` is the number of the paragraph in which it begins, from 1."""

    position: int


class _Waiting(NamedTuple):
    """A quote that an "and" joins to the next one, and its speaker as far as it is heard alone."""

    text: str
    speaker: Speaker | None


class Around(NamedTuple):
    """What the paragraph before says of the next one."""

    introduction: str = ""  # its last sentence, where that ends in a colon
    listing: bool = False  # comments that nobody signed follow
    talking: bool = False  # it is spoken, after a dash


def read(block: Block, spans: list[Span], known: People, around: Around) -> tuple[list[Quote], Around]:
    """Return the quotes of a paragraph, and what it says of the next one."""
    if cue := _cue(block, known):
        spans = [Span(start - len(cue), end - len(cue)) for start, end in spans if start >= len(cue)]
        block, around = Block(block.text[len(cue) :], "dash"), Around(cue.rstrip(" —–-"))
    text, kind = block
    opens = bool(spans) and spans[0].start < 2
    aloud = _aloud(block, known, around) if kind in ("dash", "item") and not opens else None
    if aloud:
        found = [aloud]
    elif around.listing and kind in ("dash", "item") and not spans:
        found = [_row(text, Speaker(group="commenter"))]
    elif kind == "quote" and not opens:
        found = [_blockquote(text, around.introduction, known)]
    else:
        found = _spoken(text, spans, known, around)
    goes_on = around.listing and bool(found) and (kind in ("dash", "item") or opens)
    introduction = last_sentence(text[-NEAR:]) if text.endswith(":") else ""
    return found, Around(introduction, goes_on or _lists_comments(introduction, known), aloud is not None)


def _row(text: str, speaker: Speaker) -> Quote:
    return {"text": text.strip(), "author": speaker.author, "group": speaker.group}


def _cue(block: Block, known: People) -> str:
    """Return the name of who speaks after a colon and a dash: Resident Ali Aliyev: — ..."""
    match = _CUE.match(block.text) if block.kind == "text" else None
    speaker = attribution(match[1], known, before=True) if match else None
    return match[0] if match and speaker and (speaker.author or speaker.group) else ""


def _aloud(block: Block, known: People, around: Around) -> Quote | None:
    """Read a paragraph after a dash as speech: attributed in it, introduced before it, or an answer."""
    text, kind = block
    if parts := _dialogue(text):
        return _row(parts[0], attribution(parts[1], known) or Speaker())
    if kind != "dash" or around.listing:
        return None
    speaker = attribution(around.introduction, known, before=True)
    if speaker and (speaker.author or speaker.group) and text[-1] not in ",;":
        return _row(text, speaker)
    return _row(text, Speaker()) if around.talking and text[-1] in ENDS else None


def _spoken(text: str, spans: list[Span], known: People, around: Around) -> list[Quote]:
    """Tell speech from titles and scare quotes, and join the parts of one utterance."""
    introduction, listing, _ = around
    alone, since, continues = not words_of(outside(text, spans)), 0, False
    rows: list[Quote] = []
    waiting: list[_Waiting] = []
    gaps = [text[one.end : other.start] for one, other in pairwise(spans)]
    turns = [begins_next(gap, text[span.end : span.end + NEAR]) for gap, span in zip(gaps, spans[1:], strict=True)]
    for number, (start, end) in enumerate(spans):
        since = max(since, start - NEAR, spans[number - 3].end if number > 2 else 0)
        turn = turns[number - 1] if number else None
        if turn is not None:
            since, continues = spans[number - 1].end + turn, False
        before = "" if waiting else last_sentence(text[since:start])
        followed = number < len(gaps) and joins(gaps[number])
        stop = spans[number + 1].start if followed else _stop(text, spans, number, turns)
        lead = before or (introduction if start < 2 else "")
        listing = listing or (lead.endswith(":") and _lists_comments(lead, known))
        comment = listing and (not before or before.endswith(":"))
        place = Place(before, lead, text[end:stop], alone, comment, continues)
        speech = _dialogue(text[start + 1 : end - 1])
        inner = speech[0] if speech else text[start + 1 : end - 1].strip()
        heard = (attribution(speech[1], known) or Speaker(), 0) if speech else heard_by(inner, place, known)
        speaker, used = heard or (None, 0)
        signed = speaker is not None and bool(speaker.author or speaker.group)
        if followed and not (used or signed or comment or continues or speech):
            waiting.append(_Waiting(inner, speaker))
            since = end
            continue
        rows += _series(waiting, speaker if used else None)
        waiting = []
        if turn is not None and rows and goes_on(before) and (speaker or inner.count(" ") > 2):
            rows.append({**rows[-1], "text": inner})
        elif speaker is None:
            if rows and inner.count(" ") > 2 and inner[0].islower() and len(words_of(text[since:start])) < 3:
                rows[-1]["text"], since = f"{rows[-1]['text']} {inner}", end  # “a b”, and that “c d”
            continue
        elif continues and not before and not signed and not comment:
            rows[-1]["text"] = f"{rows[-1]['text']} {inner}"
        else:
            unsigned = comment and not speaker.author and speaker.group in (None, "user")
            rows.append(_row(inner, speaker._replace(group="commenter") if unsigned else speaker))
        continues = bool(used) or bool(speech) or (continues and not signed)
        since = end + used
    return rows


def _series(waiting: list[_Waiting], speaker: Speaker | None) -> list[Quote]:
    """Give quotes that an "and" joins to the next one its speaker; words and titles among them are dropped."""
    many = speaker is not None and speaker.group in ("user", "commenter") and not speaker.author
    heard = [
        (text, speaker if speaker and (many or own or text.count(" ") > 2 or text[-1:] in ENDS) else own)
        for text, own in waiting
    ]
    return [_row(text, who) for text, who in heard if who is not None]


def _sentence_like(text: str, span: Span) -> bool:
    return text[span.end - 2] in ENDS + "," or text.count(" ", *span) > 2


def _dialogue(text: str) -> tuple[str, str] | None:
    """Split what is said from the words about the speaker between dashes: — Текст, — сказал X. — Текст."""
    parts = _DASH.split(text)
    said, clause = [parts[0]], ""
    for part in parts[1:]:
        if not clause and reports(part[:NEAR]):
            clause = part
        else:
            said.append(part)
    return (" ".join(said), first_sentence(clause)) if clause else None


def _stop(text: str, spans: list[Span], number: int, turns: list[int | None]) -> int:
    """Return where the words after a quote end that may say whose it is: at the next whole sentence, or turn."""
    end = spans[number].end
    sentence = next((span.start for span in spans[number + 1 : number + 3] if _sentence_like(text, span)), len(text))
    third = spans[number + 3].start if number + 3 < len(spans) else len(text)
    return min(sentence, third, end + NEAR, end + next(filter(None, turns[number : number + 1]), NEAR))


def _blockquote(text: str, introduction: str, known: People) -> Quote:
    """Read a block that its layout makes a quote; a last "— Name, role" is its speaker."""
    head, dash, tail = text.rpartition("— ")
    signed = subject(words_of(tail), known) if dash and len(tail) < 120 else None
    speaker = signed or attribution(introduction, known, before=True) or Speaker()
    return _row(head if signed else text, speaker)


def _lists_comments(text: str, known: People) -> bool:
    if not any({word.low, _OF_THEM.sub("", word.low)} & reporting.COMMENT_LISTS for word in words_of(text[-NEAR:])):
        return False
    speaker = attribution(text, known, before=True)
    if speaker and speaker.group == "user" and any(word.low in reporting.ONE for word in words_of(text[-NEAR:])):
        return False
    return not (speaker and (speaker.author or speaker.group not in (None, "user", "commenter")))
