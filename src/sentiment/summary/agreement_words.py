"""What people answer to agree with a comment, or to contradict it, in a few words.

Spelled in lower case with their letters. A phrase counts where it begins a reply, and one behind … anywhere.
"""

import re
from functools import cache

from sentiment.text import lower, to_ascii

AGREE, DISAGREE = "agree", "disagree"

_WORDS = {
    AGREE: """
        razıyam; tam razıyam; mən də razıyam; tamamilə razıyam; …sizinlə razıyam; …sənlə razıyam; düzdür; düzdü; düz
        deyir; düz deyirsən; düz deyirsiniz; …düz deyirsən; …düz deyirsiniz; doğrudur; tamamilə doğru; tamamilə
        doğrudur; haqlısan; haqlısınız; …haqlısan; …haqlısınız; elədir; elədi; belədir; əlbəttə; bəli; mən də;
        …qızıl sözlər; …sözünün canı var; …ağzına sağlıq; yüz faiz; …mənim də fikrim; dəstəkləyirəm; katılıyorum;
        kesinlikle; …katılıyorum; aynen; aynen öyle; haklısın; haklısınız; …haklısın; …haklısınız; doğru; çok doğru;
        …doğru söylüyorsun; …doğru diyorsun; evet; bence de; ben de; …ağzına sağlık; …ağzınıza sağlık; …altına
        imzamı; tabii ki; destekliyorum; согласен; согласна; согласны; …полностью согласен; …полностью согласна; …с
        вами согласен; …с тобой согласен; поддерживаю; плюсую; …плюсую; да; верно; именно; вот именно; точно;
        правильно; …правы; …прав; так и есть; подтверждаю; …золотые слова; …двумя руками за; …в точку; и я; и у
        меня; у меня тоже; аналогично; факт; agree; agreed; i agree; totally agree; fully agree; …i agree; …couldn't
        agree more; exactly; this; so true; true; very true; yes; yep; yeah; yup; right; absolutely; definitely;
        indeed; same; same here; me too; ikr; facts; …you're right; …you are right; …well said; …spot on; …sad but
        true; preach; amen
        """,
    DISAGREE: """
        razı deyiləm; …razı deyiləm; …razılaşmıram; yox; xeyr; yalan; yalandır; yalandı; boş söhbət; boş şeydir;
        cəfəngiyat; səhv deyirsən; səhv edirsən; səhvsən; …düz deyil; …doğru deyil; …haqsızsan; əksinə; nə
        danışırsan; nə danışırsız; …uydurma; elə deyil; …elə deyil; olmaz; katılmıyorum; …katılmıyorum; hayır; yok;
        yalan; saçmalık; saçma; saçmalama; …saçmalama; yanlış; …doğru değil; …alakası yok; …haksızsın; hadi oradan;
        hadi ordan; hiç de değil; …öyle değil; tam tersi; …abartma; …yanılıyorsun; не согласен; не согласна; …не
        согласен; …не согласна; нет; бред; …полный бред; чушь; ерунда; неправда; враньё; ложь; да ладно; да ну; …не
        правы; …не прав; ошибаетесь; …ошибаетесь; наоборот; глупости; ничего подобного; …сам такой; фигня; хрень; с
        чего бы; disagree; i disagree; …i disagree; no; nope; nah; wrong; …you're wrong; …you are wrong; not true;
        false; nonsense; bs; bullshit; rubbish; lies; lie; …that's not true; on the contrary; …disagree; ridiculous
        """,
}
_PLUS = re.compile(r"\s*(?:\++\s*\d*|💯|👆|☝️?|this\s*[.!👆☝]*|\^+)\s*[.!]*\s*")
_MINUS = re.compile(r"\s*-\s*1\d*\s*[.!]*\s*")
_MENTION = re.compile(r"@\w+")
_SPACE = re.compile(r"[\W_]+")


def stated(reply: str) -> str | None:
    """Return `agree` or `disagree` where a reply says so in words or signs; None where it does not, or says both."""
    plain = _MENTION.sub(" ", reply)
    if _PLUS.match(plain) and (_PLUS.fullmatch(plain) or plain.lstrip().startswith("+")):
        return AGREE
    if _MINUS.fullmatch(plain):
        return DISAGREE
    said = f" {_folded(plain)} "
    if any(phrase in said for phrase in _anywhere(DISAGREE)) or said.startswith(_first(DISAGREE)):
        return DISAGREE
    if any(phrase in said for phrase in _anywhere(AGREE)) or said.startswith(_first(AGREE)):
        return AGREE
    return None


def _folded(text: str) -> str:
    return _SPACE.sub(" ", to_ascii(lower(text)).replace("ё", "е")).strip()


def _phrases(side: str) -> list[str]:
    return [phrase.strip() for phrase in _WORDS[side].split(";") if phrase.strip()]


@cache
def _first(side: str) -> tuple[str, ...]:
    return tuple(f" {_folded(phrase)} " for phrase in _phrases(side) if not phrase.startswith("…"))


@cache
def _anywhere(side: str) -> tuple[str, ...]:
    return tuple(f" {_folded(phrase[1:])} " for phrase in _phrases(side) if phrase.startswith("…"))
