"""Marks and the words around them in, speech out: who says it, or that it is a title or a scare quote."""

import re
from typing import NamedTuple

from sentiment.article import reporting
from sentiment.article.mark import Span, outside
from sentiment.article.name import People
from sentiment.article.paragraph import Block
from sentiment.article.speaker import Speaker, attribution, is_final, reports, subject
from sentiment.article.word import is_verb, words_of
from sentiment.table.comment import Comment

NEAR = 400  # characters around a quote in which its speaker is looked for

_ENDS = ".!?…"
_SENTENCE_END = re.compile(r"(?<!\b\w)(?<!\b(?:Dr|Mr|Ms|St|Dç))(?<!\b(?:Mrs|Doç))(?<!\bProf)[.!?…]+(?=[\s”»\"]|$)")
_CUE = re.compile(r"([^:\n]{1,160}:)\s{0,2}[—–-]{1,2}\s{1,3}(?=\S)")
_DASH = re.compile(r"(?<=[,.!?…»”\"])\s{1,3}[—–-]{1,2}\s{1,3}")


class Quote(Comment, total=False):
    """A row with the place of the quote: `position` is the number of the paragraph in which it begins, from 1."""

    position: int


class Around(NamedTuple):
    """What the paragraph before says of the next one."""

    introduction: str = ""  # its last sentence, where that ends in a colon
    listing: bool = False  # comments that nobody signed follow
    talking: bool = False  # it is spoken, after a dash


class _Place(NamedTuple):
    """What stands around a span."""

    before: str  # of the same sentence
    lead: str  # the same, or the introduction in the paragraph before
    after: str
    alone: bool  # nothing else in the paragraph
    comment: bool  # in a list of comments
    continues: bool  # the attribution of a quote stands right before


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
    introduction = _last_sentence(text[-NEAR:]) if text.endswith(":") else ""
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
    return _row(text, Speaker()) if around.talking and text[-1] in _ENDS else None


def _spoken(text: str, spans: list[Span], known: People, around: Around) -> list[Quote]:
    """Tell speech from titles and scare quotes, and join the parts of one utterance."""
    introduction, listing, _ = around
    alone, since, continues = not words_of(outside(text, spans)), 0, False
    rows: list[Quote] = []
    for number, (start, end) in enumerate(spans):
        since = max(since, start - NEAR, spans[number - 3].end if number > 2 else 0)
        before = _last_sentence(text[since:start])
        stop = next((span.start for span in spans[number + 1 : number + 3] if _sentence_like(text, span)), len(text))
        stop = min(stop, end + NEAR, spans[number + 3].start if number + 3 < len(spans) else len(text))
        lead = before or (introduction if start < 2 else "")
        listing = listing or (lead.endswith(":") and _lists_comments(lead, known))
        comment = listing and (not before or before.endswith(":"))
        place = _Place(before, lead, text[end:stop], alone, comment, continues)
        speech = _dialogue(text[start + 1 : end - 1])
        inner = speech[0] if speech else text[start + 1 : end - 1].strip()
        heard = (attribution(speech[1], known) or Speaker(), 0) if speech else _speaker(inner, place, known)
        if heard is None:
            if rows and inner.count(" ") > 2 and inner[0].islower() and len(words_of(text[since:start])) < 3:
                rows[-1]["text"], since = f"{rows[-1]['text']} {inner}", end  # “a b”, and that “c d”
            continue
        speaker, used = heard
        signed = speaker.author or speaker.group
        if continues and not before and not signed and not comment:
            rows[-1]["text"] = f"{rows[-1]['text']} {inner}"
        else:
            unsigned = comment and not speaker.author and speaker.group in (None, "user")
            rows.append(_row(inner, speaker._replace(group="commenter") if unsigned else speaker))
        continues = bool(used) or bool(speech) or (continues and not signed)
        since = end + used
    return rows


def _sentence_like(text: str, span: Span) -> bool:
    return text[span.end - 2] in _ENDS + "," or text.count(" ", *span) > 2


def _speaker(inner: str, place: _Place, known: People) -> tuple[Speaker, int] | None:
    """Decide whether a span is speech; return its speaker and how far the words about the speaker go after it."""
    ahead = re.match(r"([,.!?…]{0,2})\s{0,2}([—–-]{0,2})\s{0,2}", place.after)
    assert ahead is not None
    clause = _first_sentence(place.after[ahead.end() :])
    first = [word.low for word in words_of(clause[:60])[:2]] or [""]
    quotative = first[0] in reporting.QUOTATIVES and first[1:] != ["ki"]
    many, ends = inner.count(" ") > 2, inner[-1:] in _ENDS + ",]"
    opens = not place.before or place.before[-1] in ":,—–-"
    colon, comma, dash = place.lead.endswith(":"), ahead[1] == ",", bool(ahead[2])
    verbal = bool(place.lead) and is_final(clause)  # X "..." yazdı.
    agent = subject(words_of(place.lead), known, opens=place.lead.count(" ") > 0) if place.lead else None
    who = agent if verbal and " " in inner else None
    if not (many or ends or opens or quotative or who):
        return None  # a scare quote or a title
    said = attribution(place.lead, known, before=True) if place.lead else None
    if said and place.before.endswith(":"):
        return said, 0
    after = None if clause.rstrip().endswith(":") else attribution(clause, known)  # of the next quote
    if after and ahead[1].startswith(".") and not dash and first[0] not in reporting.ANAPHORS:
        after = None  # the next sentence speaks of something else
    ends = ends or ahead[1].startswith(".")
    if after and (
        quotative or (opens and (ends or dash or comma and (many or after.near))) or (many and (ends or comma))
    ):
        if not (after.author or after.group or after.pronoun):  # X, "..." dedi.
            after = agent or after
        return after, ahead.end() + len(clause)
    if after and (who or (verbal and (many or ends))):
        return who or after, ahead.end() + len(clause)
    if dash and opens and len(clause) < 120 and not (said and said.author):
        signed = subject(words_of(clause), known)  # “...” — X, role
        if signed and (signed.author or not comma):
            return signed, len(place.after)
    if said and (
        colon or (many and (ends or inner[:1].islower() or place.before[-1:] == "," or _introduces(place.lead)))
    ):
        return said, 0
    cued = place.before.endswith(":") and " " in inner
    if place.comment or (opens and ends and (many or cued or place.continues or (place.alone and " " in inner))):
        return Speaker(), 0
    return None


def _introduces(before: str) -> bool:
    """Say whether the words before a mark end in the verb, or in its "that"."""
    words = words_of(before)
    return bool(words) and (words[-1].low in ("that", "что", "ki") or bool(is_verb(words, len(words) - 1)))


def _dialogue(text: str) -> tuple[str, str] | None:
    """Split what is said from the words about the speaker between dashes: — Текст, — сказал X. — Текст."""
    parts = _DASH.split(text)
    said, clause = [parts[0]], ""
    for part in parts[1:]:
        if not clause and reports(part[:NEAR]):
            clause = part
        else:
            said.append(part)
    return (" ".join(said), _first_sentence(clause)) if clause else None


def _blockquote(text: str, introduction: str, known: People) -> Quote:
    """Read a block that its layout makes a quote; a last "— Name, role" is its speaker."""
    head, dash, tail = text.rpartition("— ")
    signed = subject(words_of(tail), known) if dash and len(tail) < 120 else None
    speaker = signed or attribution(introduction, known, before=True) or Speaker()
    return _row(head if signed else text, speaker)


def _lists_comments(text: str, known: People) -> bool:
    if not any(word.low in reporting.COMMENT_LISTS for word in words_of(text[-NEAR:])):
        return False
    speaker = attribution(text, known, before=True)
    if speaker and speaker.group == "user" and any(word.low in reporting.ONE for word in words_of(text[-NEAR:])):
        return False
    return not (speaker and (speaker.author or speaker.group not in (None, "user", "commenter")))


def _first_sentence(text: str) -> str:
    match = _SENTENCE_END.search(text)
    return text[: match.start()] if match else text


def _last_sentence(text: str) -> str:
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    last = text[ends[-1] if ends else 0 :].strip(' \n”»"')
    return last if last.strip(",;—–-") else ""
