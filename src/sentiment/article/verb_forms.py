"""Forms of reporting verbs that no table lists: by endings in Turkish and Azerbaijani, by pymorphy3 in Russian."""

import re
from functools import lru_cache

from sentiment.article.nominative import analyzer

# After `text.lower`, which maps ı to i.
_TURKISH = re.compile(
    r"(?:belirt|söyle|anlat|kaydet|ekle|vurgula|açikla|konuş|yanitla|savun|aktar|paylaş|yaz|sor|eleştir|özetle|haykir)"
    r"(?:[dt][iuü](?:k|ler|lar)?|(?:[iuü])?yor(?:du|lar|lardi)?|m[iuü]ş(?:t[iuü]|ler|lar)?)|d(?:iyor|emiş|edi)(?:ler|lar|di)?"
)
_AZERBAIJANI = re.compile(
    r"(?:söylə|bildir|yaz|vurğula|açiqla|paylaş|daniş|soruş|xatirlat|xatirlad|de|iddia et|şikayətlən|zarafatlaş)"
    r"(?:y?[iuü][br](?:l[aə]r|di)?|d[iuü](?:l[aə]r)?|m[iuü]şdi(?:r)?|m[iuü]şd[iuü])"
)
_RUSSIAN = re.compile(r"[а-яё]+(?:л|ла|ли|лся|лась|лись|ет|ит|ют|ят|ут|ат|ется|ится|ются|ятся)")


def is_form(low: str, table: frozenset[str]) -> bool:
    """Say whether a lowered word is a finite form of a verb that the table has in another form."""
    if _RUSSIAN.fullmatch(low):
        lemma = _lemma(low)
        return lemma is not None and lemma in _lemmas(table)
    return bool(_TURKISH.fullmatch(low) or _AZERBAIJANI.fullmatch(low))


@lru_cache(maxsize=1)
def _lemmas(table: frozenset[str]) -> frozenset[str]:
    return frozenset(filter(None, (_lemma(word) for word in table if _RUSSIAN.fullmatch(word))))


@lru_cache(maxsize=1 << 14)
def _lemma(low: str) -> str | None:
    """Return the infinitive of a finite verb in the past or the third person."""
    parses = analyzer().parse(low)
    finite = (p for p in parses[:2] if "VERB" in p.tag and ("past" in p.tag or "3per" in p.tag) and p.is_known)
    return next((str(p.normal_form) for p in finite), None)
