"""Words that comments are full of whatever they are about; none of them is a target.

Beside the lists of stop words: nouns that fit any event, and verbs of Azerbaijani and Turkish, whose stem is their
imperative. Spelled in lower case with their letters; forms are found by their stems.
"""

import re
from functools import cache

from sentiment.summary.words.distinctive import stop_words
from sentiment.summary.words.forms import ENGLISH, RUSSIAN, TURKIC, is_ending, key
from sentiment.summary.words.tone import TONE

_FULL_OF = {
    "az": """adam adamlar insan insanlar camaat millət xalq kişi qadın oğlan qız uşaq gün il ay saat dəqiqə vaxt
        zaman dəfə həftə səhər axşam gecə söz şey iş yer yol cavab sual fikir məsələ problem səbəb nəticə hal
        vəziyyət həyat dünya ev əl göz baş ürək can ad tərəf hissə növ cür ölkə dost qardaş bacı ana ata allah
        rəbb pul manat qəpik başqa hamı hər heç çox az böyük kiçik yeni köhnə bəzi sonra əvvəl indi bugün dünən
        sabah bəs bəlkə yəni həm say qədər üçün kimi qarşı son birinci ikinci sonuncu canlı özü özüm özün bizim
        sizin mənim sənin əsas maraq təşəkkür uğur şərh rəy yazı mesaj istək sevgi qorxu səs üz mal it köpək
        salam tez gec min yarım lazım vacib rt et edir etdi ol olur oldu olan bil bilir bilər de deyir dedi get
        gedir gəl gəlir ver verir al alır qal çıx yaz oxu bax gör istə sev başla çalış düş dur otur tap at tut
        keç dön danış anla düşün eşit gözlə apar gətir işlə yaşa öl öldür ye iç yat dayan saxla göstər çək qoy
        yaş gənc yaşlı boy geri bol artıq normal yenə bit mənfi müsbət
        vur aç bağla sal qayıt inan say sat öyrən məsələn edə edib edən ediblər etmək deyə deyib deyən demək adı
        adın adını""",
    "tr": """adam insan insanlar kişi kadın erkek çocuk kız gün yıl sene ay saat dakika zaman vakit kez defa kere
        hafta sabah akşam gece söz şey iş yer yol cevap soru fikir konu sorun sebep sonuç hal durum hayat dünya
        ev el göz baş yürek can ad isim taraf kısım tür çeşit ülke arkadaş kardeş abi abla anne baba allah tanrı
        para lira tl başka herkes her hiç çok az büyük küçük yeni eski bazı sonra önce şimdi bugün dün yarın
        belki yani hem kadar için gibi karşı son ilk birinci ikinci canlı kendi kendim bizim sizin benim senin
        ilgi teşekkür yorum yazı mesaj istek aşk sevgi korku ses yüz mal it köpek selam millet halk laf şans
        içerisi yan üst alt iç dış ara orta hep lan ya amk aq kanka hocam hoca bi şu bura ora gerçek bin yarım
        lazım şekil hak herşey rt et eder etti ol olur oldu olan bil bilir de der dedi git gider gel gelir ver
        verir al alır kal çık yaz oku bak gör iste sev başla çalış düş dur otur bul at tut geç dön konuş anla
        düşün bekle götür getir yaşa öl öldür ye iç yat sakla göster çek koy vur aç kapat sat öğren yap yapar
        yaş genç yaşlı boy geri bol fazla normal yine bit olumsuz olumlu
        kalk kullan söyle sor izle dinle unut kazan öğlen olacak olmuş merhaba selamlar hakkında""",
    "ru": """человек люди народ мужик мужчина женщина парень девушка девочка мальчик ребенок дети день год месяц час
        минута время раз неделя утро вечер ночь слово вещь дело место путь ответ вопрос мысль тема проблема
        причина результат случай ситуация жизнь мир дом рука глаз голова сердце душа имя сторона часть вид тип
        страна друг подруга брат сестра мама папа мать отец бог господь деньги рубль руб копейка тысяча миллион
        все каждый новый старый начало конец сегодня вчера завтра сейчас потом спасибо привет пост комментарий
        сообщение желание любовь страх голос лицо ужас нога пара куча штука фигня хрен смысл право сила счастье
        удача здоровье радость настроение момент процент количество номер уровень правда ложь война добро зло
        хер чувак пипец капец блин мнение пример вариант способ шаг цель план образ порядок интерес внимание
        помощь подарок ура лето зима весна осень понедельник пятница суббота воскресенье июнь июль август
        сентябрь январь февраль март апрель май октябрь ноябрь декабрь ребята стол стена""",
    "en": """man men woman women guy guys people person persons kid kids child children boy girl day days year years
        month months hour hours minute minutes time times week weeks morning evening night word words thing
        things work place places way ways answer question questions idea point points problem reason reasons
        result case situation life world home house hand hands eye eyes head heart soul name side part parts
        kind kinds type sort lot lots bit country friend friends brother sister mom dad mother father god lord
        money dollar dollars bucks everyone everybody anyone someone something anything everything nothing today
        yesterday tomorrow tonight end start thanks hello post comment comments message love hate fear face fact
        facts opinion example chance truth lie fun luck right left rest matter sense shit fuck ass hell bitch
        damn dude bro lol lmao omg wtf yeah yes ok okay haha new old first last next good great big little best
        real whole sure many much back long stuff job place top number level story mind moment body age half
        couple monday tuesday wednesday thursday friday saturday sunday january february march april may june
        july august september october november december tbh imo btw mon tue tues wed thu thurs fri sat sun jan
        feb mar apr jun jul aug sep sept oct nov dec rt via com www http funny broken crying hi hey
        feel feels feeling""",
}

# Common verbs of Azerbaijani and Turkish, spelled by `key`, and what follows them in forms that decline as nouns do:
# almaktan, aldıkları, gelenler. "Ye" and "bak" are left out, as yemek is food and bakan a minister.
_VERBS = frozenset(
    """al ol et ed iste bil gel get git gid ver qal kal cix cik yaz oxu oku bax gor sev basla calis dus dur otur tap bul
    tut kec gec don danis konus anla dusun esit bekle gozle apar getir gotur isle yasa yat sakla saxla goster cek qoy
    koy vur ac kapat bagla sal qayit inan sat oyren ogren yap kalk kullan soyle sor izle dinle unut kazan bit bitir
    de""".split()
)
_SHORT = frozenset("ad ay el ev il is oz".split())
_VERBAL = re.compile(
    "(?:m[ae]y?)?(?:m[ae][kq]?|[dt][iu][kqg]?|y?[iu][bp]|y?[ae]n|y?[ae]c[ae][kqg]|m[iu]s|y?[ae]|s[ae]|[iu]?yor)"
    "(?:l[ae]r|d[iu]r|[iu]?[mn]|[iu]?[mn][iu]z|[kq])*"
)


def is_verbal(word: str) -> bool:
    """Say whether a word of Azerbaijani or Turkish, spelled by `key`, is a form of a common verb."""
    return any(word[:end] in _VERBS and _VERBAL.fullmatch(word[end:]) for end in range(2, len(word)))


def is_of_short_word(word: str) -> bool:
    """Say whether a word of Azerbaijani or Turkish, spelled by `key`, is a form of one of two letters that says little.

    Such stems are too short to be found by their endings.
    """
    return word[:2] in _SHORT and is_ending(word[:2], word[2:])


def says_little(word: str, rules: str, language: str = "") -> bool:
    """Say whether a word is no target: a stop word, a word of tone, or one of these.

    Args:
        word: as it is written, or spelled by `key`.
        rules: by which it is inflected.
        language: where no rules are known for it.
    """
    return key(word) in _little(rules, language)


@cache
def _little(rules: str, language: str) -> frozenset[str]:
    codes = {TURKIC: ("az", "tr"), RUSSIAN: ("ru",), ENGLISH: ("en",)}.get(rules, (language, "en"))
    listed = [word for code in codes for word in stop_words(code)]
    listed += [word for code in codes for words in (TONE, _FULL_OF) for word in words.get(code, "").split()]
    return frozenset(map(key, listed))
