"""News text in, attributed quotes out: whose words stand between the marks, and in what role they speak.

Nothing here is guessed: a speaker who is not named beside the quote is None. The words it goes by are in `reporting`.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from sentiment.article import reporting
from sentiment.article.paragraph import Block, blocks_of
from sentiment.article.speaker import People, Speaker, attribution, is_verb, people, reports, subject, words_of
from sentiment.comment import Comment

LONGEST = 4 << 20  # letters in an article
REACH = 12  # a quote runs over at most so many paragraphs
NEAR = 400  # characters around a quote in which its speaker is looked for

_BRACKET = re.compile(r"\s?\[[^\[\]]{0,400}\]")
_LETTER_BRACKET = re.compile(r"\[(\w{1,3})\](?=\w)")
_EDITOR = re.compile(
    r"\s?\([^()]{0,200}?(?:\b(?:ed|red|ред|прим)\.|editor.s note|redaksiya\w* qeyd\w*|editörün notu)[^()]{0,200}\)",
    re.I,
)

_MARK = re.compile('[“”„"«»]')
_CLOSERS = {"“": '”"', "„": '“”"', "«": "»", '"': '"', "”": "”"}
_ENDS = ".!?…"
_SENTENCE_END = re.compile(r"(?<!\b\w)(?<!\b(?:Dr|Mr|Ms|St|Dç))(?<!\b(?:Mrs|Doç))(?<!\bProf)[.!?…]+(?=[\s”»\"]|$)")
_DASH = re.compile(r"(?<=[,.!?…»”\"])\s{1,3}[—–-]{1,2}\s{1,3}")


class Quote(Comment, total=False):
    """A row with the place of the quote: `position` is the number of the paragraph in which it begins, from 1."""

    position: int


class _Span(NamedTuple):
    start: int  # of the opening mark
    end: int  # after the closing mark


def quotes(document: str) -> list[Quote]:
    """Find the quotes of a news text (plain, Markdown or HTML, told apart by its tags), in order.

    Each has `text`, `author`, `group` and `position`; author and group are None where the article does not say.
    The parts of a quote that its attribution interrupts are one row, its paragraphs are kept apart by an empty line.
    """
    blocks = blocks_of(document)
    known = people([block.text for block in blocks])
    rows: list[Quote] = []
    listing, introduction = False, ""
    for position, (text, kind), spans in _paragraphs(blocks):
        speech = _dialogue(text) if kind == "dash" else None
        if speech:
            found = [_row(speech[0], attribution(speech[1], known) or Speaker())]
        elif listing and kind in ("dash", "item") and not spans:
            found = [_row(text, Speaker(group="commenter"))]
        elif kind == "quote" and not (spans and spans[0].start < 2):
            found = [_blockquote(text, introduction, known)]
        else:
            found = _spoken(text, spans, known, introduction, listing)
        for row in found:
            row["position"] = position
            row["text"] = (row["text"] or "").removesuffix(",").strip()  # the comma belongs to the sentence around
        rows += found
        goes_on = listing and bool(found) and (kind in ("dash", "item") or spans[:1] != [] and spans[0].start < 2)
        listing = goes_on or (text.endswith(":") and _lists_comments(_last_sentence(text[-NEAR:]), known))
        introduction = _last_sentence(text[-NEAR:]) if text.endswith(":") else ""
    return rows


def without_brackets(text: str) -> str:
    """Drop what an editor added to a quote: [brackets], (– ed.); a bracketed letter, [T]he, stays as a letter."""
    text = _LETTER_BRACKET.sub(r"\1", text)
    return _EDITOR.sub("", _BRACKET.sub("", text)).strip()


def _row(text: str, speaker: Speaker) -> Quote:
    return {"text": text.strip(), "author": speaker.author, "group": speaker.group}


# --- marks


def _scan(text: str) -> tuple[list[_Span], int | None, bool]:
    """Pair the marks: outermost spans, the mark left open (or None), whether a mark closes nothing."""
    spans: list[_Span] = []
    stack: list[tuple[str, int]] = []
    for match in _MARK.finditer(text):
        at, mark = match.start(), match[0]
        before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
        left = before.isspace() or before in "([{—–-/“«„" or bool(stack and stack[-1][1] == at - 1)
        right = not (after.isspace() or after in ",.;:!?…)»”")
        if mark in "«„" or (mark == "“" and (left or not stack)) or (left and right and mark == '"'):
            stack.append((mark, at))
        elif mark == "”" and not stack and left and right:
            stack.append((mark, at))
        else:
            level = next(
                (i for i in range(len(stack) - 1, max(-1, len(stack) - 4), -1) if mark in _CLOSERS[stack[i][0]]), -1
            )
            if level < 0 and mark == '"' and (before.isdigit() or stack):
                continue  # inches, or a stray mark inside others
            if level < 0:
                return spans, None, True
            if level and (gap := re.match(r"[,.!?…]?\s[—–-]\s", text[at + 1 : at + 5])):
                said = reports(text[at + 1 + gap.end() : at + 60], within=3)
                level = 0 if said else level  # «газета «Правда», — сказал
            if level == 0:
                spans.append(_Span(stack[0][1], at + 1))
            del stack[level:]
    return spans, stack[0][1] if stack else None, False


def _paragraphs(blocks: list[Block]) -> Iterator[tuple[int, Block, list[_Span]]]:
    """Join the paragraphs over which a quote runs; those whose marks do not pair come without spans."""
    closed: dict[tuple[int, str], bool] = {}

    def body(i: int, mark: str) -> str:
        return mark + blocks[i].text.removeprefix(mark)

    i = 0
    while i < len(blocks):
        position, (text, kind) = i + 1, blocks[i]
        spans, opened, broken = _scan(text)
        while opened is not None and text[:opened].rstrip()[-1:] in ':,.!?…—–-”»"':
            mark = text[opened]
            for j in range(i + 1, min(position - 1 + REACH, len(blocks))):
                if blocks[j].kind != kind or kind not in ("text", "quote"):
                    break
                if (j, mark) not in closed:
                    carried = _scan(body(j, mark))
                    closed[j, mark] = bool(carried[0] and carried[0][0].start == 0 and not carried[2])
                if closed[j, mark]:
                    text = "\n\n".join([text, *(blocks[k].text.removeprefix(mark) for k in range(i + 1, j + 1))])
                    spans, opened, broken = _scan(text)
                    i = j
                    break
            else:
                break
            if i != j:
                break
        yield position, Block(text, kind), [] if broken or opened is not None else spans
        i += 1


def _outside(text: str, spans: list[_Span]) -> str:
    """Return what stands outside the marks."""
    borders = [0, *(border for span in spans for border in span), len(text)]
    return " ".join(text[start:end] for start, end in zip(borders[::2], borders[1::2], strict=True))


# --- which spans are speech


class _Place(NamedTuple):
    """What stands around a span."""

    before: str  # of the same sentence
    lead: str  # the same, or the introduction in the paragraph before
    after: str
    alone: bool  # nothing else in the paragraph
    comment: bool  # in a list of comments
    continues: bool  # the attribution of a quote stands right before


def _spoken(text: str, spans: list[_Span], known: People, introduction: str, listing: bool) -> list[Quote]:
    """Tell speech from titles and scare quotes, and join the parts of one utterance."""
    alone, since, continues = not words_of(_outside(text, spans)), 0, False
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


def _sentence_like(text: str, span: _Span) -> bool:
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
    if not (many or ends or opens or quotative):
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
        if not (after.author or after.group or after.pronoun) and place.lead:  # X, "..." dedi.
            after = subject(words_of(place.lead), known) or after
        return after, ahead.end() + len(clause)
    if said and (
        colon or (many and (ends or inner[:1].islower() or place.before[-1:] == "," or _introduces(place.lead)))
    ):
        return said, 0
    if dash and opens and not comma and len(clause) < 120 and (signed := subject(words_of(clause), known)):
        return signed, len(place.after)
    if place.comment or (opens and ends and (many or place.continues or (place.alone and " " in inner))):
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
    return not (speaker and (speaker.author or speaker.group not in (None, "user", "commenter")))


def _first_sentence(text: str) -> str:
    match = _SENTENCE_END.search(text)
    return text[: match.start()] if match else text


def _last_sentence(text: str) -> str:
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    last = text[ends[-1] if ends else 0 :].strip(' \n”»"')
    return last if last.strip(",;—–-") else ""
