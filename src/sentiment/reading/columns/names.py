"""What the columns of comment files are called, in Azerbaijani, Turkish, Russian, English, German, French, Spanish."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from sentiment import text

# Column of the row -> how files call it, likeliest first. Case, accents, spaces, dots and underscores do not count.
NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "comment text", "comment", "comments", "body", "content", "message", "full text", "text original",
        "review", "review text", "quote", "tweet", "tweet text", "feedback", "reply", "your comment",
        "your feedback", "your opinion", "your review", "your message", "opinion", "comment body", "message text",
        "comment content", "review body", "review content", "body text", "message body", "message content",
        "tweet content", "user comment", "customer comment", "customer review", "customer feedback",
        "mətn", "şərh", "şərhlər", "şərh mətni", "şərhin mətni", "şərhiniz", "rəy", "rəylər", "rəyiniz", "rəy mətni",
        "rəyin mətni", "müştəri rəyi", "mesaj", "mesajınız", "mesajın mətni", "fikir", "fikirlər", "fikriniz",
        "fikirləriniz", "müraciət", "müraciətin mətni", "təklifiniz", "şərhin məzmunu", "rəyin məzmunu",
        "metin", "yorum", "yorumlar", "yorumunuz", "yorum metni", "müşteri yorumu", "değerlendirmeniz", "mesajlar",
        "görüş", "görüşler", "görüşünüz", "görüşleriniz", "düşünceleriniz", "geri bildirim", "şikayet",
        "değerlendirme", "yorum içeriği",
        "текст", "текст комментария", "комментарий", "комментарии", "комментарий пользователя", "ваш комментарий",
        "отзыв", "отзывы", "ваш отзыв", "текст отзыва", "отзыв клиента", "сообщение", "текст сообщения",
        "содержание комментария", "содержание отзыва", "ваше сообщение", "мнение", "ваше мнение", "обращение",
        "текст обращения",
        "kommentar", "kommentare", "kommentartext", "ihr kommentar", "nachricht", "bewertungstext", "rezension",
        "beitrag", "inhalt", "rückmeldung", "meinung", "ihre meinung", "kundenbewertung",
        "commentaire", "commentaires", "texte du commentaire", "votre commentaire", "texte", "avis", "votre avis",
        "contenu", "comentario", "comentarios", "texto del comentario", "su comentario", "texto", "mensaje",
        "reseña", "opinión", "su opinión",
        "opening text", "hit sentence", "mention snippet", "дайджест текста",  # of tools that watch what is said
        "caption", "post", "paylaşım", "gönderi",  # what the comments are on, where another column is called like one
    ),
    "id": (
        "id", "comment id", "cid", "id str", "tweet id", "review id", "message id", "şərh id", "şərhin id", "yorum id",
        "id комментария", "id отзыва", "id сообщения", "kommentar id", "id du commentaire", "id commentaire",
        "id del comentario", "id comentario",
    ),
    "author": (
        "comment author", "commenter", "commenter name", "reviewer", "reviewer name", "şərhin müəllifi",
        "şərh müəllifi", "şərhi yazan", "şərh edən", "şərh yazan", "şərhçi", "yorum yapan", "yorumu yapan",
        "yorum yazan", "yorumcu",
        "автор комментария", "автор отзыва", "автор сообщения", "комментатор", "имя автора", "müəllif adı",
        "müəllifin adı", "yazar adı", "posted by",
        "kommentator", "auteur du commentaire", "autor del comentario",
        "author", "author name", "user", "username", "user name", "screen name", "name", "nickname", "from",
        "müəllif", "istifadəçi", "istifadəçi adı", "ad", "ad soyad", "yazar", "kullanıcı", "kullanıcı adı", "isim",
        "автор", "имя", "пользователь", "имя пользователя", "ник", "фио", "autor", "nutzer", "nutzername", "benutzer",
        "benutzername", "verfasser", "auteur", "utilisateur", "nom d'utilisateur", "pseudo", "nom", "usuario",
        "nombre de usuario", "nombre", "full name", "sender", "adı", "ad ve soyad", "ad və soyad", "adı soyadı",
        "adınız soyadınız", "adınız və soyadınız", "ваше имя", "как вас зовут", "müştəri", "müştəri adı",
        "müştərinin adı", "müşteri", "müşteri adı", "клиент", "имя клиента", "customer", "customer name", "kunde",
        "consumer name", "acct", "kundenname", "client", "nom du client", "cliente", "alıcı", "покупатель",
        "influencer",
    ),
    "group": ("group", "role", "qrup", "rol", "grup", "группа", "роль", "gruppe", "rolle", "groupe", "rôle", "grupo"),
    "time": (
        "time", "unix timestamp", "timestamp", "created at", "created utc", "created time", "creation time",
        "create time", "create date", "creation date",
        "datetime", "date time", "published at", "date", "date posted", "posted at", "post created",
        "published", "published date", "date published", "created date", "date created", "date added", "posted on",
        "submission date", "date sent",
        "tarix", "vaxt", "tarix və vaxt", "şərh tarixi", "şərhin tarixi", "rəyin tarixi", "yaradılma tarixi",
        "paylaşılma tarixi", "zaman damğası", "vaxt möhürü", "tarih", "zaman", "tarih ve saat", "tarih saat",
        "yorum tarihi", "oluşturulma tarihi", "gönderim tarihi", "zaman damgası", "дата", "время", "дата и время",
        "дата публикации", "дата создания", "дата комментария", "дата отзыва", "дата сообщения", "отметка времени",
        "datum", "zeit", "zeitstempel", "zeitpunkt", "erstellt am", "veröffentlicht am", "datum und uhrzeit",
        "horodateur", "horodatage", "date de publication", "date de création", "date du commentaire", "date et heure",
        "heure", "fecha", "fecha y hora", "marca temporal", "fecha de publicación", "fecha de creación",
        "fecha del comentario", "hora",
    ),
    "thread": ("thread", "thread id", "video id", "post id", "conversation id", "link id", "article id",
               "story id", "news id", "submission id", "discussion id", "xəbər id", "paylaşım id", "gönderi id",
               "id поста", "id видео", "id записи", "id статьи"),
    "parent": (
        "parent", "parent id", "parent comment id", "parent comment", "reply to comment id", "reply to message id",
        "reply to msg id", "reply to.reply to msg id", "reply to", "reply to id", "replied to comment id",
        "in reply to", "in reply to id", "in reply to status id",
    ),
    "likes": (
        "likes", "like", "like count", "likes count", "number of likes", "digg count", "favorite count", "votes",
        "upvotes", "thumbs up count", "favorites", "favourites", "favorites count", "favourites count",
        "favourite count", "comment score", "total likes", "reaction count", "reactions count", "total reactions",
        "likes total count", "likes summary total count", "reactions summary total count", "likes total",
        "votes total", "edge liked by count", "bəyənənlər", "bəyənən sayı", "bəyənənlərin sayı", "beğenen sayısı",
        "like sayı", "like sayısı", "bəyənilmə", "bəyənilmə sayı", "beğeni adedi", "кол-во лайков",
        "bəyənmə", "bəyənmələr", "bəyənmə sayı", "bəyənmələrin sayı", "bəyəni", "beyenme", "beyenmeler", "layk",
        "layklar", "классы", "beğeni", "beğeniler", "beğeni sayısı", "beğenme", "beğenmeler", "лайки", "лайк", "лайков",
        "количество лайков", "число лайков", "нравится", "мне нравится", "gefällt mir", "gefaellt mir",
        "gefällt mir angaben", "anzahl likes", "mentions j'aime", "mention j'aime", "j'aime", "nombre de j'aime",
        "me gusta", "me gustas", "número de me gusta",
    ),
    "rating": (
        "rating", "stars", "star rating", "score", "overall rating", "overall", "ulduz", "ulduzlar", "reytinq",
        "qiymətləndirmə", "yıldız",
        "yıldızlar", "puan", "bal", "xal", "балл", "баллы", "оценка", "рейтинг",
        "звезды", "bewertung", "sterne", "note", "étoiles", "calificación",
        "estrellas", "puntuación", "valoración",
    ),
    "platform": (
        "platform", "platforma", "платформа", "plattform", "plateforme", "plataforma", "social network",
        "sosial şəbəkə", "sosyal ağ", "соцсеть", "социальная сеть", "soziales netzwerk", "réseau social", "red social",
    ),
    "url": (
        "url", "link", "permalink", "comment url", "comment link", "keçid", "şərhin linki", "bağlantı", "yorum linki",
        "ссылка", "ссылка на комментарий", "lien", "enlace",
    ),
    "gold": (
        "gold", "sentiment", "gold label", "duyğu", "tonallıq", "duygu", "duygu durumu", "тональность", "stimmung",
        "tonalité", "sentimiento",
    ),
    "toward": ("toward",),
    "time_precision": ("time precision",),
    "file": ("file",),
    "skipped": ("skipped",),
}  # fmt: skip
# When the comments were collected: what "2 days ago" is reckoned from.
COLLECTED = ("scraped at", "scraped on", "scraped time", "scraped date", "scrape time", "scrape date", "scraping time",
             "collected at", "collected on", "collection time", "collection date", "retrieved at", "retrieved on",
             "crawled at", "fetched at", "extracted at", "captured at", "downloaded at", "query time")  # fmt: skip

_CAMEL = re.compile(r"(?<=[a-z])(?<!Whats)(?<!Tik)(?<!You)(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_NO_LETTER = re.compile(r"[\W_]+")


@lru_cache(1 << 16)
def fold(name: str) -> str:
    """Reduce a name to its letters and digits without case and accents: `Comment_Text` and `commentText` are one.

    Turkish and Azerbaijani letters become those that people type for them: `BƏYƏNMƏ` is `beyenme`, every I is i.
    """
    if name.isascii():
        return _NO_LETTER.sub("", name.lower())
    letters = unicodedata.normalize("NFKD", text.stream_safe(text.to_ascii(text.lower(name))))
    return _NO_LETTER.sub("", "".join(letter for letter in letters if not unicodedata.combining(letter)))


def words(name: str) -> list[str]:
    """Return the words of a name, folded: those of `authorName`, `author_name` and `Author name` are the same."""
    return [fold(word) for word in _WORD.findall(_CAMEL.sub(" ", name))]


FOLDED = {target: tuple(dict.fromkeys(map(fold, names))) for target, names in NAMES.items()}
KNOWN = {name for names in FOLDED.values() for name in names}
_COLLECTED = set(map(fold, COLLECTED))
# What sheets and lists of posts are called, and sheets of the comments on them.
POSTS = frozenset(map(fold, ("post", "posts", "videos", "articles", "postlar", "paylaşımlar", "videolar",
                              "gönderiler", "посты", "публикации", "видео", "beiträge", "publications",
                              "publicaciones")))  # fmt: skip
COMMENTS = frozenset(map(fold, ("comment", "comments", "şərhlər", "rəylər", "yorumlar", "комментарии", "отзывы",
                                 "kommentare", "commentaires", "comentarios")))  # fmt: skip


def collected(names: Sequence[str]) -> str | None:
    """Return the column that tells when the comments were collected."""
    return next((name for name in names if fold(name) in _COLLECTED), None)
