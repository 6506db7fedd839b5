"""The contrary of an event, made by one word or phrase: only from a list of verbs whose contrary is beyond doubt.

"TikTok was unblocked" becomes "TikTok was blocked". With two such words, none, or a denial nothing is made: what
"the ban was not lifted" is contrary to is no matter of one word.
"""

import re
from functools import cache

from sentiment import language
from sentiment.text import lower

# Language -> pairs `one/other`, each the contrary of the other; of `one>other` the second has several contraries.
PAIRS = {
    "en": """unblocked/blocked unblocks/blocks unbanned>banned banned>allowed reopened>closed opened/closed opens/closes
        legalised>banned legalized>banned imposed>lifted abolished>introduced lowered>raised increased/decreased
        increases/decreases rose>fell approved/rejected arrested>released""",
    "az": """açıldı/bağlandı açılıb/bağlanıb açılır/bağlanır bloklandı/blokdan_çıxarıldı bloklanıb/blokdan_çıxarılıb
        artdı/azaldı artırıldı/azaldıldı bahalaşdı/ucuzlaşdı bahalaşıb/ucuzlaşıb qalxdı>endi uddu/uduzdu""",
    "tr": """açıldı>kapandı kapandı>açıldı kapatıldı>açıldı açılıyor/kapanıyor yasaklandı>serbest_bırakıldı
        arttı/azaldı artırıldı/azaltıldı yükseldi>düştü pahalandı/ucuzladı zamlandı/ucuzlatıldı kazandı>kaybetti""",
    "ru": """разблокировали/заблокировали разблокирован/заблокирован разблокирована/заблокирована
        разблокировано/заблокировано разблокированы/заблокированы открыли/закрыли открыт/закрыт открыта/закрыта
        открыто/закрыто открыты/закрыты открылся/закрылся открылась/закрылась открылось/закрылось открылись/закрылись
        запретили/разрешили запрещён/разрешён запрещена/разрешена запрещено/разрешено запрещены/разрешены
        повысили/понизили повышен/понижен повышена/понижена выросли>упали вырос>упал выросла>упала
        ввели>отменили введён>отменён введена>отменена арестовали>освободили арестован>освобождён
        подорожал/подешевел подорожала/подешевела подорожали/подешевели""",
}
_DENIAL = re.compile(
    r"\b(?:not|never|no|nobody|without|cannot|\w+n['’]t|deyil|yox|heç|değil|yok|hiç|не|нет|ни|никогда|без)\b"
)
# What is closed when it is made, and opened when it is done.
_IDIOM = re.compile(r"\b(?:müqavil|sazi[şs]|razila[şs]ma|sövdələ[şs]|atə[şs]|ate[şs]|fire\b|огонь|deal\b)")


def contrary(event: str) -> str | None:
    """Return the contrary of an event, None where no single word makes it beyond doubt."""
    low = _bare(event)
    found = list(_telling().finditer(low))
    if len(found) != 1 or len(low) != len(event) or _DENIAL.search(low) or _IDIOM.search(low):
        return None
    (word,) = found
    own = event[word.start() : word.end()]
    spoken = language.detect([event])[0]
    codes = sorted(CONTRARIES, key=lambda code: code != spoken)  # Azerbaijani before Turkish, where neither is told
    other = next(CONTRARIES[code][word[0]] for code in codes if word[0] in CONTRARIES[code])
    return event[: word.start()] + (other.capitalize() if own.istitle() else other) + event[word.end() :]


def _table(listed: str) -> dict[str, str]:
    """Return word -> contrary of the pairs of a language."""
    found: dict[str, str] = {}
    for pair in listed.split():
        one, sign, other = re.split("([/>])", pair.replace("_", " "))
        found |= {_bare(one): other} | ({_bare(other): one} if sign == "/" else {})
    return found


def _bare(word: str) -> str:
    return lower(word).replace("ё", "е")


CONTRARIES = {code: _table(listed) for code, listed in PAIRS.items()}


@cache
def _telling() -> re.Pattern[str]:
    """Return what finds the words of all languages; compiling it takes as long as reading a small file."""
    words = {word for pairs in CONTRARIES.values() for word in pairs}
    return re.compile(rf"\b(?:{'|'.join(sorted(words, key=len, reverse=True))})\b")
