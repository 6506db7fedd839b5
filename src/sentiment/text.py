"""Pure functions from string to string: what the model reads, what copies are compared by, what a screen may show."""

import hashlib
import html
import re
import unicodedata
from collections.abc import Callable, Sequence
from itertools import accumulate

VERSION = 2  # of `clean`: raise it when a comment may come out another way, so that old scores are not taken for new
_TAG_BREAK = re.compile(r"<br\s*/?>|</p>\s*<p[^<>]*>|</(?:p|div|li)>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--[^<>]*-->")
_FILLERS = "\u2800\u3164\u115f\u1160\uffa0"  # letters and signs that look like nothing
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f"  # controls, but not tab and newlines
    "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
# Handles of YouTube have a dash in them; VK writes who is meant as [id12|Ivan] and @id12 (Ivan).
_MEANT = (
    r"\[(?:id|club|public|event)\d+(?::[^|\]\n]{0,40})?\|[^\]\n]{0,100}\]"
    r"|[@＠*](?:id|club|public)\d+ \([^()\n]{1,100}\)"
)
_HANDLE = re.compile(rf"{_MEANT}|(?<![\w@/.])@\w[\w.·-]*(?<![.-])")
# What a quote hides, drawn wider than what `clean` replaces: hiding too much costs a word, too little a person.
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?:[@＠]|\s?[(\[](?:at|a|et)[)\]]\s?)[\w-]{1,63}(?:\.[\w-]{1,63})+", re.IGNORECASE
)
_ADDRESS = re.compile(
    r"(?:\w{2,12}:/{2}|\bwww\.)\S+|(?<![\w.-])(?:[\w-]{1,63}\.){1,4}(?:[a-z]{2,12}/\S+|(?-i:com|net|org|info|az|tr|ru|me|io)\b)",
    re.IGNORECASE,
)
_MENTION = re.compile(rf"{_MEANT}|[@＠]\w[\w.·-]*(?<![.-])")
_DATE = r"(?<!\d)(?:[0-3]?\d[./-][01]?\d[./-](?:19|20)\d\d|(?:19|20)\d\d[./-][01]\d[./-][0-3]\d)(?!\d)"
# Between digits may stand blanks, marks, joiners and what makes a keycap emoji of one; a comma or colon parts numbers.
_NUMBER = re.compile(
    rf"(?P<date>{_DATE})|[+(]{{0,2}}\d(?:(?:_|[^\w\n,;:!?@#%]){{0,5}}\d){{8,}}"
    r"|(?<!\d)\(?\d{3}[) ‐-―-]{1,2}\d\d[ ‐-―-]\d\d(?!\d)"
)
_VEIL, _VEILED = "\ue000", re.compile("\ue000+")  # a letter that stands for nothing, in the place of each hidden one
_CARD = 15  # digits; a phone number with 00 and its country has fewer
# A run of marks that belong to no letter in any language; putting it in order costs the square of its length.
_MARKS = re.compile(r"[^\w\s\x00-\u02ff]{31,}")
_NON_STARTERS = 30  # in a row: the bound of the Stream-Safe Text Format (Unicode Standard Annex 15, section 13)
_PLACEHOLDER = re.compile(r"@user\b|\bhttp\b")
_STRETCH = re.compile(r"(\w)\1{3,}")
_SPACE = re.compile(r"\s+")
# Marks that belong to the letter before them; `\w` leaves them out, and with them the vowels of Hindi.
MARKS = "".join(mark for mark in map(chr, range(0x300, 0x1E00)) if unicodedata.category(mark)[0] == "M")
WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{MARKS}])*")  # letters with their marks
_WORD = re.compile(rf"[\w{MARKS}]+")
_ASCII = tuple(zip("əƏıİğĞşŞçÇöÖüÜâÂîÎûÛ", "eEiIgGsScCoOuUaAiIuU", strict=True))


def visible(text: str) -> str:
    """Drop escape sequences, control characters, bidi controls and lone surrogates; keep tab and newline."""
    return _INVISIBLE.sub("", _ANSI.sub("", text))


def is_blank(text: str) -> bool:
    """Return whether nothing of a text is seen: blanks, marks of no width, fillers."""
    return not text.strip() or (
        len(text) < 99 and all(c in _FILLERS or unicodedata.category(c)[0] in "ZC" for c in text)
    )


def without_markup(text: str) -> str:
    """Return the text of a piece of HTML: breaks as line breaks, no tags, letters for entities."""
    return html.unescape(_TAG.sub("", _TAG_BREAK.sub("\n", text))).strip()


def clean(text: str) -> str:
    """Make of a comment what the model reads.

    Entities are unescaped, invisible characters dropped, links become `http` and handles `@user` (the convention of
    XLM-T, Barbieri et al. 2022), the names that VK puts in brackets too; letters stretched beyond three are cut to
    three, white space is folded. Case, spelling, punctuation and emoji stay.
    """
    text = visible(html.unescape(unicodedata.normalize("NFC", stream_safe(visible(text)))))
    text = _HANDLE.sub("@user", _LINK.sub("http", text))
    return _SPACE.sub(" ", _STRETCH.sub(r"\1\1\1", text)).strip()


def stream_safe(text: str) -> str:
    """Cut runs of more than thirty combining marks, so that normalising a text is linear in its length."""
    return text if text.isascii() else _MARKS.sub(_thirty, text)


def _thirty(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for letter in run[0]:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= _NON_STARTERS:
            kept.append(letter)
    return "".join(kept)


def says_something(cleaned: str) -> bool:
    """Say whether a cleaned comment has a word, a number or a symbol beside links, handles and punctuation."""
    return any(unicodedata.category(c)[0] in "LNS" for c in _PLACEHOLDER.sub("", cleaned))


def cleaned(text: str | None) -> str | None:
    """Return what the model reads of a comment; None where that is nothing."""
    said = clean(text) if text else ""
    return said if says_something(said) else None


def lower(text: str) -> str:
    """Lower case that is safe for Turkish and Azerbaijani: every I, dotted or not, becomes `i`."""
    # `str.translate` asks for each letter outside ASCII alone, and takes ten to thirty times as long.
    return text.replace("İ", "i").replace("I", "i").replace("ı", "i").casefold()


def fold(text: str) -> str:
    """Reduce a cleaned comment to what makes two of them copies: words or, in their absence, the symbols."""
    folded = lower(text)
    return " ".join(_WORD.findall(folded)) or _SPACE.sub("", folded)


def digest(folded: str) -> int:
    """Return 64 bits that stand for a folded comment; of ten million comments no two are likely to share them."""
    return int.from_bytes(hashlib.blake2b(folded.encode("utf-8", "replace"), digest_size=8).digest(), signed=True)


def to_ascii(text: str) -> str:
    """Spell Azerbaijani or Turkish as people type it without their letters: ə to e, ş to s, ı to i."""
    if not text.isascii():
        for letter, typed in _ASCII:
            text = text.replace(letter, typed)
    return text


def mask(text: str) -> str:
    """Hide links, e-mail addresses, handles, phone, card and account numbers, for a quote that others will read."""
    return _hidden(visible(text), lambda name, found: name)


def mask_words(words: Sequence[str]) -> list[str]:
    """Hide the same in words that follow one another in a text, also where it takes several to tell: 055 123 45 67."""
    veiled = _hidden(" ".join(words), lambda name, found: _VEIL * len(found))
    ends = accumulate(len(word) + 1 for word in words)
    parts = [veiled[end - 1 - len(word) : end - 1] for word, end in zip(words, ends, strict=True)]
    masked = map(mask, words)
    return [
        own if own != word else _VEILED.sub("…", part) for own, word, part in zip(masked, words, parts, strict=True)
    ]


def _hidden(text: str, by: Callable[[str, str], str]) -> str:
    """Put something in the place of all that `mask` hides, by what it is called there and how it is written."""
    text = _EMAIL.sub(lambda found: by("[e-mail]", found[0]), text)
    text = _ADDRESS.sub(lambda found: by("[link]", found[0]), text)
    text = _MENTION.sub(lambda found: by("@…", found[0]), text)
    return _NUMBER.sub(lambda found: found[0] if found["date"] else by(_called(found[0]), found[0]), text)


def _called(number: str) -> str:
    return "[number]" if sum(map(str.isdigit, number)) >= _CARD else "[phone]"


def shorten(text: str, width: int) -> str:
    """Cut on a word border so that the result, with its ellipsis, has at most `width` characters."""
    text = _SPACE.sub(" ", text).strip()
    if len(text) <= width:
        return text
    head = text[: width - 1]
    border = head.rfind(" ")
    return (head[:border] if border > width // 2 else head).rstrip() + "…"
