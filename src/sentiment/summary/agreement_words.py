"""What people answer to agree with a comment, or to contradict it, in a few words.

Spelled in lower case with their letters. A phrase counts where it begins a reply, one behind … anywhere,
and one behind = where the reply says nothing else: "yes" and "да" begin replies of any kind.
"""

import re
from functools import cache

from sentiment.text import lower, to_ascii

AGREE, DISAGREE = "agree", "disagree"

_WORDS = {
    AGREE: """
        razıyam; tam razıyam; mən də razıyam; tamamilə razıyam; …sizinlə razıyam; …sənlə razıyam; =düzdür; =düzdü;
        düz deyir; düz deyirsən; düz deyirsiniz; …düz deyirsən; …düz deyirsiniz; =doğrudur; tamamilə doğru; tamamilə
        doğrudur; haqlısan; haqlısınız; …haqlısan; …haqlısınız; =elədir; =elədi; =belədir; =əlbəttə; =bəli; =mən də;
        …qızıl sözlər; …sözünün canı var; …ağzına sağlıq; yüz faiz; …mənim də fikrim; dəstəkləyirəm; katılıyorum;
        =kesinlikle; …katılıyorum; =aynen; aynen öyle; haklısın; haklısınız; …haklısın; …haklısınız; =doğru; çok
        doğru; …doğru söylüyorsun; …doğru diyorsun; =evet; bence de; =ben de; …ağzına sağlık; …ağzınıza sağlık;
        …altına imzamı; tabii ki; destekliyorum; согласен; согласна; согласны; …полностью согласен; …полностью
        согласна; …с вами согласен; …с тобой согласен; поддерживаю; плюсую; …плюсую; =да; =верно; =именно; вот
        именно; =точно; =правильно; так и есть; подтверждаю; …золотые слова; …двумя руками за; =и я; =и у меня; =у
        меня тоже; аналогично; =факт; agree; agreed; i agree; totally agree; fully agree; …i agree; …couldn't agree
        more; =exactly; =this; so true; =true; very true; =yes; =yep; =yeah; =yup; =right; =absolutely; =definitely;
        =indeed; =same; same here; =me too; ikr; =facts; …you're right; …you are right; …well said; …spot on; …sad
        but true; =preach; =amen; вы правы; …вы правы; …ты прав; …ты права; в точку; прямо в точку
        """,
    DISAGREE: """
        razı deyiləm; …razı deyiləm; …razılaşmıram; =yox; =xeyr; =yalan; yalandır; yalandı; boş söhbət; boş şeydir;
        cəfəngiyat; səhv deyirsən; səhv edirsən; səhvsən; …düz deyil; …doğru deyil; …haqsızsan; əksinə; nə
        danışırsan; nə danışırsız; …uydurma; elə deyil; …elə deyil; =olmaz; katılmıyorum; …katılmıyorum; =hayır;
        =yok; =yalan; saçmalık; saçma; saçmalama; …saçmalama; =yanlış; …doğru değil; …alakası yok; …haksızsın; hadi
        oradan; hadi ordan; hiç de değil; …öyle değil; tam tersi; …abartma; …yanılıyorsun; не согласен; не согласна;
        …не согласен; …не согласна; =нет; бред; …полный бред; чушь; ерунда; неправда; враньё; =ложь; …не правы; …не
        прав; ошибаетесь; …ошибаетесь; =наоборот; глупости; ничего подобного; …сам такой; с чего бы; disagree; i
        disagree; …i disagree; =no; =nope; =nah; =wrong; …you're wrong; …you are wrong; not true; =false; nonsense;
        bs; bullshit; rubbish; =lies; =lie; …that's not true; on the contrary; …disagree; =ridiculous; …don't agree;
        …do not agree; …can't agree; definitely not; absolutely not; not really; да нет
        """,
}
_PLUS = re.compile(r"(?:\+\s*\d*|💯|👆|☝)")
_MINUS = re.compile(r"-\s*1\d*\b")
_MENTION = re.compile(r"@\w+")
_SPACE = re.compile(r"[\W_]+")


def stated(reply: str) -> str | None:
    """Return `agree` or `disagree` where a reply says so in words or signs; None where it does not, or says both."""
    plain = _MENTION.sub(" ", reply).strip()
    said = f" {_folded(plain)} "
    if _MINUS.match(plain) or _says(said, DISAGREE):
        return DISAGREE
    return AGREE if _PLUS.match(plain) or _says(said, AGREE) else None


def _says(said: str, side: str) -> bool:
    first, anywhere, whole = _phrases(side)
    return said in whole or said.startswith(first) or any(phrase in said for phrase in anywhere)


def _folded(text: str) -> str:
    return _SPACE.sub(" ", to_ascii(lower(text)).replace("ё", "е")).strip()


@cache
def _phrases(side: str) -> tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]:
    """Return what counts at the beginning, anywhere, and as the whole of a reply."""
    listed = [phrase.strip() for phrase in _WORDS[side].split(";")]
    marked = {mark: [f" {_folded(phrase)} " for phrase in listed if phrase[0] == mark] for mark in "…="}
    first = [f" {_folded(phrase)} " for phrase in listed if phrase[0] not in marked]
    return tuple(first), tuple(marked["…"]), frozenset(marked["="])
