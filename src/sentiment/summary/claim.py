"""What a sentence such as "mostly satisfied" claims about shares, in English, Azerbaijani, Turkish and Russian.

A claim is read as a region of the shares: how much (a quantifier) of what (a label or a stance). The words stand in
tables of stems; what no table holds is refused with a list, never guessed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from sentiment.errors import DataError
from sentiment.table.labels import NEGATIVE, NEUTRAL, POSITIVE, STANCES
from sentiment.text import lower

Floats = npt.NDArray[np.float64]
FAVOR, AGAINST, NEITHER = STANCES
TO_STANCE = {POSITIVE: FAVOR, NEGATIVE: AGAINST, NEUTRAL: NEITHER}
ROUND = 0.05  # how far off a share may be for "a third" or "40 %" to be a fair way to put it
EACH, TOGETHER = 0.25, 0.75  # of opposed labels, for comments to be divided between them
ALL = 1.0 + 1e-9


@dataclass(frozen=True)
class Quantifier:
    """A way to say how much: the share lies above `low` and is at most `high`."""

    name: str
    low: float
    high: float
    spellings: str  # regular expressions of lowered words, parted by |


def _about(name: str, share: float, spellings: str) -> Quantifier:
    return Quantifier(name, share - ROUND, share + ROUND, spellings)


# Longer ones first: "overwhelming majority" is no "majority".
QUANTIFIERS = (
    Quantifier(
        "overwhelmingly", 0.75, ALL,
        r"overwhelming(?:ly)?(?: majority)?|(?:vast|great|large) majority|böyük (?:əksəriyyət|çoxluq)\w*|mütləq əksəriyyət\w*"
        r"|büyük (?:çoğunluk|çoğunluğ|bir çoğunluk|bir çoğunluğ)\w*|ezici (?:çoğunluk|çoğunluğ)\w*|подавляющ\w+ большинств\w+",
    ),
    Quantifier(
        "almost all", 0.9, ALL,
        r"(?:almost|nearly|practically) (?:all|every\w*)|demək olar(?: ki)? ham\w+|az qala ham\w+"
        r"|(?:neredeyse|hemen hemen) (?:hepsi|herkes|tümü|tamamı)|(?:почти|практически) вс[её]х?",
    ),
    Quantifier(
        "hardly any", 0.0, 0.1,
        r"hardly any\w*|almost (?:none|no one|nobody|no)|demək olar(?: ki)? heç kim|(?:neredeyse|hemen hemen) (?:hiç\w*|kimse)"
        r"|(?:почти|практически) (?:никто|никого|нет)",
    ),
    _about("two thirds", 2 / 3, r"two[ -]thirds|üçdə iki\w*|üçte iki\w*|дв(?:е|ух) трет\w+"),
    _about("three quarters", 0.75, r"three[ -](?:quarters|fourths)|dörddə üç\w*|dörtte üç\w*|три четверти|трех четвертей"),
    _about(
        "a third", 1 / 3,
        r"(?:a|one|every)[ -]third|one in three|üçdə bir\w*|hər üçünc\w+|üçte bir\w*|her üç \w+ biri|треть|трети|кажд\w+ трет\w+",
    ),
    _about(
        "a quarter", 0.25,
        r"(?:a|one)[ -](?:quarter|fourth)|every fourth|one in four|dörddə bir\w*|hər dördünc\w+|dörtte bir\w*|her dört \w+ biri"
        r"|четверть|четверти|кажд\w+ четв[её]рт\w+",
    ),
    _about(
        "a fifth", 0.2,
        r"(?:a|one|every)[ -]fifth|one in five|beşdə bir\w*|hər beşinc\w+|beşte bir\w*|her beş \w+ biri|пятая часть|кажд\w+ пят\w+",
    ),
    _about(
        "half", 0.5,
        r"(?:one )?half|every second|every other|one in two|yarısı\w*|yarıdan|yarıya|hər ikinc\w+|her iki \w+ biri|половин\w+|кажд\w+ втор\w+",
    ),
    Quantifier("few", 0.0, 0.2, r"(?:only )?(?:a )?few|az qism\w*|çox az\w*|çok az\w*|немноги\w*|мало кто"),
    Quantifier("a minority", 0.0, 0.5, r"(?:a )?minority|azlıq\w*|azınlık\w*|azınlığ\w*|меньшинств\w+|меньшая часть"),
    Quantifier(
        "mostly", 0.5, ALL,
        r"mostly|mainly|most|(?:a |the )?majority|predominantly|largely|əsasən|əksəriyyət\w*|çoxluq|çoxluğ\w*|çox hissəsi|çoxusu|çoxu"
        r"|çoğunluk\w*|çoğunluğ\w*|çoğu|çoğunun|genellikle|ağırlıklı olarak|в основном|большинств\w+|преимущественно"
        r"|больш(?:ая|ей) част\w+|по большей части|главным образом",
    ),
    Quantifier("all", 0.95, ALL, r"all|every(?:one|body)|hamı\w*|bütün\w*|hepsi|herkes|tümü|все"),
    Quantifier("no one", 0.0, 0.05, r"no one|nobody|none|heç kim|hiç kimse|никто"),
)  # fmt: skip
DIVIDED = r"divided|split|polari[sz]ed|bölün\w*|parçalan\w*|ikiye ayr\w*|раздел\w+|расколо\w+|разош\w+"
MORE = r"more|daha çox\w*|çoxdur|daha çok|daha fazla|fazla\w*|больше|чаще"
LESS = r"less|fewer|daha az\w*|меньше|реже"
THAN = r"than|чем|нежели"
ABLATIVE = r"\w+(?:dan|dən|den|tan|ten)"  # in Azerbaijani and Turkish the word after which "more" is said
NEGATION = r"not|isn't|aren't|n't|deyil\w*|değil\w*|не"
PERCENT = r"(?P<n>\d{1,3}(?:[.,]\d+)?) ?(?:%|percent|per cent|faiz\w*|yüzde|процент\w*)|(?:%|yüzde) ?(?P<m>\d{1,3}(?:[.,]\d+)?)"
BOUNDS = {
    "at least": r"\bat least|\bno(?:t)? less than|\bən azı|\ben az|\bне менее|\bкак минимум|\bпо крайней мере",
    "at most": r"\bat most|\bno(?:t)? more than|\bən çoxu|\ben fazla|\ben çok|\bне более|\bне больше|\bмаксимум",
    "over": r"\bmore than|\bover\b|\babove|[dt][aəe]n (?:daha )?(?:çox|çok|fazla)|\büzərində|\büzerinde|\bболее|\bбольше|\bсвыше",
    "under": r"\bless than|\bfewer than|\bunder\b|\bbelow|[dt][aəe]n (?:daha )?az|\baltında|\bменее|\bменьше",
}
WORDS = {
    NEGATIVE: r"dissatisf\w+|unsatisf\w+|unhapp\w+|displeas\w+|discontent\w*|negativ\w*|angr\w+|anger|critic\w+|disappoint\w*|upset"
    r"|hostil\w+|outrag\w+|narazı\w*|mənfi\w*|neqativ\w*|qəzəb\w*|əsəb\w*|tənqid\w*|məyus\w*|memnuniyetsiz\w*|olumsuz\w*|negatif\w*"
    r"|kızgın\w*|öfkeli\w*|eleştir\w*|mutsuz\w*|недовол\w+|отрицател\w+|негатив\w+|критич\w+|критику\w+|злы\w*|возмущ\w+|разочаров\w+",
    NEUTRAL: r"neutral\w*|indifferen\w+|unmoved|neytral\w*|laqeyd\w*|nötr\w*|tarafsız\w*|kayıtsız\w*|нейтральн\w+|равнодуш\w+|безразлич\w+",
    POSITIVE: r"satisf\w+|happ\w+|positiv\w*|pleas\w+|glad|delight\w*|content|enthusias\w+|joyful|razı\w*|məmnun\w*|müsbət\w*|pozitiv\w*"
    r"|sevin\w*|şad\w*|memnun\w*|olumlu\w*|pozitif\w*|mutlu\w*|sevinç\w*|довол\w+|положител\w+|позитив\w+|рад(?:ы|уются|ост\w+)?|счастлив\w+",
    AGAINST: r"against|oppos\w+|disapprov\w*|reject\w*|əleyh\w*|qarşı\w*|karşı\w*|aleyh\w*|против\w*|отверга\w+|осужда\w+",
    FAVOR: r"favou?r\w*|support\w*|approv\w*|welcom\w*|dəstək\w*|lehin\w*|lehdar\w*|destek\w*|lehte|yana|поддержива\w+|одобр\w+|приветству\w+|за",
}  # fmt: skip


@dataclass(frozen=True)
class Side:
    """Labels whose shares are added, in one group or in all comments."""

    labels: tuple[str, ...]
    group: str | None = None


@dataclass(frozen=True)
class Claim:
    """A region of the shares.

    Attributes:
        quantifier: its name, as in `known`.
        side: what the quantifier is of; where two are opposed, the one that is said to be more.
        other: the side that is said to be less, or the opposed side of a division.
        low: the share (of `side`, less that of `other` for "more ... than") lies above this,
        high: and is at most this.
        stance: the labels are of stance.
    """

    quantifier: str
    side: Side
    other: Side | None
    low: float
    high: float
    stance: bool

    def holds(self, one: Floats, two: Floats | None) -> npt.NDArray[np.bool_]:
        """Tell of which draws (of the share of each side) the claim is true."""
        if two is None:
            return np.asarray((one > self.low) & (one <= self.high))
        if self.quantifier == "divided":
            return np.asarray((np.minimum(one, two) >= EACH) & (one + two >= 0.5) & (np.maximum(one, two) < TOGETHER))
        return np.asarray(one > two)


def known() -> list[str]:
    """Return the quantifiers that are understood, with what they are taken to mean."""
    return [
        *(f"{q.name} ({_meaning(q.low, q.high)})" for q in QUANTIFIERS),
        "N % (to 5 points)", "at least N %", "at most N %", "over N %", "under N %",
        "divided (two opposed sides of 25 % or more)", "more ... than ...",
    ]  # fmt: skip


def parse(claim: str, *, stance: bool = False, groups: Sequence[str] = ()) -> Claim:
    """Read a claim.

    Args:
        claim: in English, Azerbaijani, Turkish or Russian.
        stance: words of satisfaction are about the event that stance is toward.
        groups: names that the claim may bind its sides to.

    Raises:
        DataError: no quantifier, no label, or no group that is known.
    """
    said = " ".join(lower(claim).split())
    found = list(_labels(said, stance))
    if more := _comparison(said, found, groups, stance):
        return more
    bound = _group(said, groups)
    if _search(DIVIDED, said):
        one, two = (FAVOR, AGAINST) if stance or _of_stance(found) else (POSITIVE, NEGATIVE)
        return Claim("divided", Side((one,), bound), Side((two,), bound), 0, 1, one == FAVOR)
    name, low, high = _quantifier(said, claim)
    if not found:
        raise DataError(
            "a label in the claim, such as satisfied, negative, in favour, against", claim, "say of what it is so many"
        )
    return Claim(name, Side(found[0][0], bound), None, low, high, _of_stance(found))


def _comparison(
    said: str, found: Sequence[tuple[tuple[str, ...], int]], groups: Sequence[str], stance: bool
) -> Claim | None:
    """Read "more A than B", of two labels or of one label in two groups."""
    less = _search(LESS, said)
    if not (less or _search(MORE, said)) or _search(PERCENT, said):
        return None
    named = sorted((at, name) for name in groups for at in _places(name, said))
    if len(found) >= 2:
        first, second = found[0], found[1]
        than = _search(THAN, said)
        if not than and re.match(ABLATIVE, said[first[1] :].split()[0]):
            first, second = second, first
        if less:
            first, second = second, first
        bound = named[0][1] if named else None
        sides = Side(first[0], bound), Side(second[0], bound)
    elif len(found) == 1 and len(named) >= 2:
        one, two = named[0][1], named[1][1]
        if not _search(THAN, said) and re.match(ABLATIVE, said[named[0][0] :].split()[0]):
            one, two = two, one
        one, two = (two, one) if less else (one, two)
        sides = Side(found[0][0], one), Side(found[0][0], two)
    else:
        return None
    return Claim("more ... than ...", *sides, 0, 1, _of_stance(found))


def _quantifier(said: str, claim: str) -> tuple[str, float, float]:
    """Return name and limits of how much is claimed."""
    if number := _search(PERCENT, said):
        share = float((number["n"] or number["m"]).replace(",", ".")) / 100
        if share > 1:
            raise DataError("a share of at most 100 %", claim, "correct the number")
        return _bounded(f"{100 * share:g} %", share, said, number)
    for quantifier in QUANTIFIERS:
        if match := _search(quantifier.spellings, said):
            if _pattern(NEGATION).search(said[max(0, match.start() - 6) : match.start()]):
                raise DataError("a quantifier that is not denied", claim, "say how many, not how many not")
            if quantifier.low > 0 and quantifier.high < 1:
                return _bounded(quantifier.name, (quantifier.low + quantifier.high) / 2, said, match)
            return quantifier.name, quantifier.low or -1.0, quantifier.high
    raise DataError(f"one of the quantifiers {'; '.join(known())}", claim, "say it with one of these")


def _bounded(name: str, share: float, said: str, at: re.Match[str]) -> tuple[str, float, float]:
    """Return the limits of "a third", "at least a third", "over a third" or their like."""
    around = said[max(0, at.start() - 25) : at.end() + 20]
    for bound, words in BOUNDS.items():
        if re.search(words.replace("ı", "i"), around):
            limits = (share - (bound == "at least") * 1e-9, ALL) if bound in ("at least", "over") else (-1.0, share)
            return f"{bound} {name}", *limits
    return name, share - ROUND, share + ROUND


def _labels(said: str, stance: bool) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield what labels the claim names, in order, with their places; of stance if asked or if none is of tone."""
    hits = sorted(
        (match.start(), match.end(), label)
        for label, stems in WORDS.items()
        for match in _pattern(stems).finditer(said)
    )
    tone = not stance and any(label not in STANCES for *_, label in hits)
    for start, end, label in hits:
        if tone and label in STANCES:
            continue
        kind = TO_STANCE.get(label, label) if stance else label
        every = STANCES if kind in STANCES else (NEGATIVE, NEUTRAL, POSITIVE)
        denied = re.search(rf"(?<!\w)(?:{NEGATION})\s$", said[:start]) or re.match(r"\s(?:deyil|değil)", said[end:])
        yield (tuple(x for x in every if x != kind) if denied else (kind,)), start


def _of_stance(found: Sequence[tuple[tuple[str, ...], int]]) -> bool:
    return any(label in STANCES for labels, _ in found for label in labels)


def _group(said: str, groups: Sequence[str]) -> str | None:
    if not groups:
        return None
    named = [name for name in groups if _places(name, said)]
    if not named:
        raise DataError(
            f"a claim about one of the groups {', '.join(groups)}", said, "name it in the claim as it is here"
        )
    return max(named, key=len)


def _places(name: str, said: str) -> list[int]:
    """Return where a group is named, with any ending."""
    stem = re.escape(lower(name))
    return [match.start() for match in re.finditer(rf"(?<!\w){stem}\w{{0,6}}(?!\w)", said)]


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)".replace("ı", "i"))  # as `lower` writes it


def _search(words: str, said: str) -> re.Match[str] | None:
    return _pattern(words).search(said)


def _meaning(low: float, high: float) -> str:
    if high >= 1:
        return f"over {100 * low:.0f} %"
    return f"at most {100 * high:.0f} %" if low <= 0 else f"{100 * low:.0f} to {100 * high:.0f} %"
