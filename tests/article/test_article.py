import re
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sentiment.article import missing, quotes, without_brackets

DATA = Path(__file__).parents[1] / "data"
ARTICLE = (DATA / "article.txt").read_text(encoding="utf-8")


def found(document):
    return [(row["text"], row["author"], row["group"]) for row in quotes(document)]


def test_the_article_has_six_quotes_and_three_speakers():
    rows = quotes(ARTICLE)
    assert [(row["author"], row["group"], row["position"]) for row in rows] == [
        ("Farid Pardashunas", "expert", 5),
        (None, "user", 9),
        ("Nijat Manafov", "blogger", 12),
        (None, "commenter", 17),
        (None, "commenter", 18),
        (None, "commenter", 19),
    ]
    assert [row["text"].count("\n\n") for row in rows] == [2, 0, 1, 0, 0, 0]
    assert rows[0]["text"].startswith("The military actions in the country ended long ago")
    assert rows[0]["text"].endswith("except for the period of hostilities")
    assert "“certain” reasons" in rows[2]["text"]
    assert rows[5]["text"].endswith("closed since March 2020 – JAMnews] will also open.")


def test_the_article_is_the_same_in_markdown_and_html():
    paragraphs = ARTICLE.split("\n\n")
    page = "<html><head><title>“Not this one, it is a title.”</title></head><body><nav>“Nor this, it is a menu.”</nav>"
    page += "<article><!-- “Nor this one.” -->" + "".join(f"<p>{text}</p>\n" for text in paragraphs) + "</article>"
    page = page.replace("Nijat Manafov", '<a href="https://example.com/?a>b">Nijat&nbsp;<b>Manafov</b></a>')
    page += "<footer>“Write to us, we read everything.”</footer></body></html>"
    assert found(page) == found(ARTICLE)
    markdown = "# " + ARTICLE.strip().replace("Nijat Manafov", "[Nijat **Manafov**](https://example.com)")
    assert found(markdown) == found(ARTICLE)


ARTICLES = {
    "az.txt": [
        (136, "Ölkədə hərbi əməliyyatlar çoxd", "Fərid Pərdaşünas", "expert"),
        (56, "Bəzi istifadəçilər hərbi texni", None, "user"),
        (36, "qərar vaxtında verilib və düzg", "Razi Nurullayev", "politician"),
        (8, "Nəhayət!", None, "commenter"),
        (35, "Sağ olun, VPN-dən canımız qurt", None, "commenter"),
    ],
    "tr.txt": [
        (66, "VPN kullananların sayısı bir m", "Farid Pardashunas", "expert"),
        (26, "Kararımız güvenlik içindi.", "Reşad Nebiyev", "official"),
        (43, "Yasak boyunca 'yarışma' düzenl", "Nicat Manafov", "blogger"),
        (15, "Nihayet açıldı!", None, "commenter"),
        (13, "VPN'e elveda.", None, "commenter"),
    ],
    "ru.txt": [
        (69, "Блокировка не мешала людям. Чи", "Фарид Пардашунас", "expert"),
        (61, "Зачем нужна была блокировка? П", "Фарид Пардашунас", "expert"),
        (45, "проводит конкурс там же, где с", "Ниджат Манафов", "blogger"),
        (28, "ведомство поймёт свою ошибку", None, None),
        (22, "Я рад, Жена тоже рада!", "Эльнур", "resident"),
        (11, "Наконец-то!", None, "commenter"),
        (21, "Открыли, и слава богу", None, "commenter"),
    ],
    "en.html": [
        (34, "People never left, They used V", "Jane Roe", "expert"),
        (15, "So happy today!", "Ali Aliyev", None),
        (25, "Access has been restored.", None, "official"),
        (27, "I agree, It was about time.", "Leyla Karimova", "student"),
        (53, "necessary at the time no other", "Tom Smith", "official"),
    ],
}


@pytest.mark.parametrize("name", ARTICLES)
def test_whole_articles(name):
    document = (DATA / f"article_{name}").read_text(encoding="utf-8")
    assert [(len(text), text[:30], author, group) for text, author, group in found(document)] == ARTICLES[name]


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        # Azerbaijani
        (
            "Blogger Nicat Manafov Facebook səhifəsində yazıb: “TikTok nəhayət açıldı, sevinirəm”.",
            [("TikTok nəhayət açıldı, sevinirəm", "Nicat Manafov", "blogger")],
        ),
        (
            "İqtisadçı ekspert Əli Məmmədov bildirib ki, “bu qərar biznesə zərər vurub”.",
            [("bu qərar biznesə zərər vurub", "Əli Məmmədov", "expert")],
        ),
        (
            '"Bu düzgün qərar deyil", - nazir Rəşad Nəbiyev deyib.',
            [("Bu düzgün qərar deyil", "Rəşad Nəbiyev", "official")],
        ),
        (
            "«Biz bunu gözləyirdik» – deyə hüquq müdafiəçisi Leyla Əliyeva qeyd edib.",
            [("Biz bunu gözləyirdik", "Leyla Əliyeva", "activist")],
        ),
        (
            "“VPN-siz yaşamaq olur”. Bunu JAMnews-a bloger Aysel Quliyeva deyib.",
            [("VPN-siz yaşamaq olur", "Aysel Quliyeva", "blogger")],
        ),
        (
            "Ekspert Kamran Əsgərov qərarı izah edib. Əsgərovun sözlərinə görə, “bloklama heç vaxt işləmir”.",
            [("bloklama heç vaxt işləmir", "Kamran Əsgərov", "expert")],
        ),
        (
            "Ekspertin fikrincə, “bloklama heç vaxt heç yerdə işləmir”.",
            [("bloklama heç vaxt heç yerdə işləmir", None, "expert")],
        ),
        (
            'Rəqəmsal İnkişaf və Nəqliyyat Nazirliyi bildirib: "Giriş bərpa edilib."',
            [("Giriş bərpa edilib.", None, "official")],
        ),
        # Turkish
        ('Uzman Ahmet Yılmaz, "Bu karar yanlış." dedi.', [("Bu karar yanlış.", "Ahmet Yılmaz", "expert")]),
        (
            "“TikTok geri geldi, çok mutluyuz” diyen içerik üreticisi Ayşe Kaya teşekkür etti.",
            [("TikTok geri geldi, çok mutluyuz", "Ayşe Kaya", "blogger")],
        ),
        (
            "Gazeteci Mehmet Demir, “Yasak kimseye yaramadı” ifadelerini kullandı.",
            [("Yasak kimseye yaramadı", "Mehmet Demir", "journalist")],
        ),
        (
            "Avukat Zeynep Şahin konuştu. Zeynep Şahin'e göre “bu yasak hukuka aykırı bir karar”.",
            [("bu yasak hukuka aykırı bir karar", "Zeynep Şahin", "lawyer")],
        ),
        ("— Bu yasak yanlıştı, — dedi öğretmen Ali Veli.", [("Bu yasak yanlıştı", "Ali Veli", "teacher")]),
        # Russian
        ("«Это была ошибка», — заявил эксперт Иван Петров.", [("Это была ошибка", "Иван Петров", "expert")]),
        (
            "«Это ошибка, — сказал министр Пётр Сидоров в интервью Reuters. — Мы ждём решения».",
            [("Это ошибка, Мы ждём решения", "Пётр Сидоров", "official")],
        ),
        ("— Мы рады, — сказала блогер Анна Ким. — Очень ждали.", [("Мы рады, Очень ждали.", "Анна Ким", "blogger")]),
        (
            "Эксперт Иван Петров недоволен. По словам Ивана Петрова, «блокировка ничего не дала стране».",
            [("блокировка ничего не дала стране", "Иван Петров", "expert")],
        ),
        (
            "По словам эксперта Ивана Петрова, «блокировка ничего не дала стране».",
            [("блокировка ничего не дала стране", "Иван Петров", "expert")],
        ),
        (
            "«Об этом писала газета «Вести», — сказал адвокат Олег Ли.",
            [("Об этом писала газета «Вести", "Олег Ли", "lawyer")],
        ),
        ("„Мы этого ждали“, — сказала Анна Ким.", [("Мы этого ждали", "Анна Ким", None)]),
        # English
        ('"It was wrong," said the minister, Rashad Aliyev.', [("It was wrong", "Rashad Aliyev", "official")]),
        (
            "“It was wrong,” Jane Roe, a lawyer from Baku, told Reuters. “It was a shame.”",
            [("It was wrong, It was a shame.", "Jane Roe", "lawyer")],
        ),
        (
            "Journalist Jane Roe wrote on Facebook:\n\n“Finally, it works.”",
            [("Finally, it works.", "Jane Roe", "journalist")],
        ),
        ("“I love it.” — Leyla Karimova, student", [("I love it.", "Leyla Karimova", "student")]),
        (
            "According to blogger Jane Roe, “the ban was a bad joke”.",
            [("the ban was a bad joke", "Jane Roe", "blogger")],
        ),
        ("Critics say: “It came too late.”", [("It came too late.", None, None)]),
        ("“No,” he said.", [("No", None, None)]),
        ("“Everybody knew it was over by then.”", [("Everybody knew it was over by then.", None, None)]),
        (
            "> Nobody asked us before the ban.\n>\n> — Jane Roe, journalist",
            [("Nobody asked us before the ban.", "Jane Roe", "journalist")],
        ),
    ],
)
def test_speakers(document, expected):
    assert found(document) == expected


# One of many, a role and a name, a verb that follows: (document, text, author, group)
FAMILIES = [
    ("İstifadəçilərdən bir nəfər “Axır ki, rahat nəfəs aldıq” deyə yazıb.", "Axır ki, rahat nəfəs aldıq", None, "user"),
    ("TikTok istifadəçilərindən biri yazıb: “Axır ki, rahat nəfəs aldıq”.", "Axır ki, rahat nəfəs aldıq", None, "user"),
    (
        "“Axır ki, rahat nəfəs aldıq”, – deyə sosial şəbəkə istifadəçilərindən biri yazıb.",
        "Axır ki, rahat nəfəs aldıq",
        None,
        "user",
    ),
    ("“Axır ki, açıldı”, istifadəçilərin bəziləri belə şərh yazıb.", "Axır ki, açıldı", None, "user"),
    ("Bir şagird “VPN-siz qaldıq” şərhini bölüşüb.", "VPN-siz qaldıq", None, "student"),
    ("Bir izləyici isə “yenə bağlayacaqlar, görərsiniz” yazıb.", "yenə bağlayacaqlar, görərsiniz", None, "user"),
    (
        "Müğənni Röya Ayxan “bu qərarı çoxdan gözləyirdik” deyib.",
        "bu qərarı çoxdan gözləyirdik",
        "Röya Ayxan",
        "artist",
    ),
    ("Sakinlərdən biri: – İnternet yenə zəifdir.", "İnternet yenə zəifdir.", None, "resident"),
    ("Müəllim Səidə Həsənova: “Uşaqlar dərsə qayıtsın”.", "Uşaqlar dərsə qayıtsın", "Səidə Həsənova", "teacher"),
    ("“Uşaqlar dərsə qayıtsın” – bunu Səidə müəllimə deyib.", "Uşaqlar dərsə qayıtsın", "Səidə", "teacher"),
    (
        "Takipçilerden bir kişi “artık VPN kullanmayacağım çok şükür” diye yazdı.",
        "artık VPN kullanmayacağım çok şükür",
        None,
        "user",
    ),
    ("Bazı kullanıcılar “Hoş geldin TikTok” paylaşımında bulundu.", "Hoş geldin TikTok", None, "user"),
    ("Kullanıcılardan bazıları ise “yine kapatırlar” yorumunda bulundu.", "yine kapatırlar", None, "user"),
    ("“Yine kapatırlar” diyen bir kullanıcı tepki gösterdi.", "Yine kapatırlar", None, "user"),
    ("Bölge sakinlerinden biri, “Kimse bize sormadı” dedi.", "Kimse bize sormadı", None, "resident"),
    (
        "Şarkıcı Ayşe Kaya “çok özlemişiz hepimiz bu uygulamayı” yorumunu yaptı.",
        "çok özlemişiz hepimiz bu uygulamayı",
        "Ayşe Kaya",
        "artist",
    ),
    ("Bir öğrenci: - Ders çalışmak zor olacak.", "Ders çalışmak zor olacak.", None, "student"),
    (
        "Doktor Mehmet Öz Demir “çocuklar için zararlı bir uygulama” görüşünü paylaştı.",
        "çocuklar için zararlı bir uygulama",
        "Mehmet Öz Demir",
        "doctor",
    ),
    ("Один из подписчиков канала написал: «Теперь удалю VPN».", "Теперь удалю VPN", None, "user"),
    ("«Теперь удалю VPN», — написал в комментариях один из подписчиков.", "Теперь удалю VPN", None, "user"),
    ("«Снова закроют», — считают некоторые пользователи.", "Снова закроют", None, "user"),
    ("Кто-то из пользователей пошутил: «Опять закроют».", "Опять закроют", None, "user"),
    ("Учительница Анна Ким: — Дети опять не спят.", "Дети опять не спят.", "Анна Ким", "teacher"),
    ("«Дети опять не спят», — жалуется одна из жительниц города.", "Дети опять не спят", None, "resident"),
    ("Большинство пользователей пишут: «Спасибо».", "Спасибо", None, "commenter"),
    ("«Мне всё равно», — гласит один комментарий.", "Мне всё равно", None, "commenter"),
    ("Водитель такси Пётр Ли сказал: «Мне всё равно».", "Мне всё равно", "Пётр Ли", "worker"),
    ("«Я рад», — так прокомментировал новость певец Иван Дорн.", "Я рад", "Иван Дорн", "artist"),
    ("One user wrote “finally, I can delete my VPN”.", "finally, I can delete my VPN", None, "user"),
    ("“Finally,” wrote one of the users.", "Finally", None, "user"),
    ("“Who cares anymore,” read one comment.", "Who cares anymore", None, "commenter"),
    ("One comment read: “Who cares anymore?”", "Who cares anymore?", None, "commenter"),
    ("A few residents said “nobody told us anything about it”.", "nobody told us anything about it", None, "resident"),
    ("Resident Bob Ray: — Nobody told us.", "Nobody told us.", "Bob Ray", "resident"),
    ("Taxi driver Bob Ray: “Nobody told us.”", "Nobody told us.", "Bob Ray", "worker"),
    ("“Nobody told us,” said Bob Baker, a nurse.", "Nobody told us", "Bob Baker", "doctor"),
    ("Singer Jane Cook said: “Nobody told us.”", "Nobody told us.", "Jane Cook", "artist"),
    ("Violinist Jane Roe said: “Nobody told us.”", "Nobody told us.", "Jane Roe", None),
    ("Balıqçı Əli Quliyev deyib: “Dəniz sakitdir”.", "Dəniz sakitdir", "Əli Quliyev", None),
    ("Vətəndaş Əli Quliyev: — “Biz gözləyirdik”.", "Biz gözləyirdik", "Əli Quliyev", "resident"),
    ('Öğretmen Ayşe Yılmaz, "Bu karar yanlış." dedi.', "Bu karar yanlış.", "Ayşe Yılmaz", "teacher"),
    ("Writer Bob Ray said: “It is bad.”", "It is bad.", "Bob Ray", "writer"),
    ("Kullanıcılardan biri “TikTok sonunda geri geldi” yazdı.", "TikTok sonunda geri geldi", None, "user"),
    ('İstifadəçilərdən biri "Axır ki, açıldı, çox sevindim" yazdı.', "Axır ki, açıldı, çox sevindim", None, "user"),
    ("Vətəndaş Əli Quliyev: — Biz bunu çoxdan gözləyirdik.", "Biz bunu çoxdan gözləyirdik.", "Əli Quliyev", "resident"),
    ("Bir istifadəçi „Çox gec oldu“ şərhini yazıb.", "Çox gec oldu", None, "user"),
    ("Bir kullanıcı “Çok geç kaldınız” yorumunu yaptı.", "Çok geç kaldınız", None, "user"),
    ("«Наконец-то открыли», — так написал один из пользователей.", "Наконец-то открыли", None, "user"),
    ("“Finally it is back,” one of the users wrote.", "Finally it is back", None, "user"),
    ("Some users wrote “we are so glad it is back”.", "we are so glad it is back", None, "user"),
]


@pytest.mark.parametrize(("document", "text", "author", "group"), FAMILIES)
def test_who_speaks(document, text, author, group):
    assert found(document) == [(text, author, group)]


MIXED = {
    "telegram ru": (
        """⚡️ TikTok снова доступен в Азербайджане

Ограничения сняли ночью. «Мы проверили: всё работает», — сообщили читатели канала.

🗣 Блогер Рустам Алиев: «Наконец-то можно удалить VPN».

🗣 Министерство: — Комментариев не будет.

Подписаться на «Новости Баку»""",
        [
            ("Мы проверили: всё работает", None, "user"),
            ("Наконец-то можно удалить VPN", "Рустам Алиев", "blogger"),
            ("Комментариев не будет.", None, "official"),
        ],
    ),
    "dialogue ru": (
        """— Вы рады? — спросили мы студентку Анну Ким.

— Конечно, рада, — ответила она. — Я скучала по друзьям.

— А родители?

— Они против.

Разговор закончился.""",
        [
            ("Вы рады?", None, None),
            ("Конечно, рада, Я скучала по друзьям.", None, None),
            ("А родители?", None, None),
            ("Они против.", None, None),
        ],
    ),
    "convention tr": (
        """Öğretmen Ayşe Yılmaz şunları yazdı:

“Çocuklar yasak boyunca başka uygulamalara geçti.

“Bakanlık buna “geçici tedbir” dedi.

“Şimdi hepsi geri döndü.”

Yılmaz ayrıca velilere seslendi.""",
        [
            (
                "Çocuklar yasak boyunca başka uygulamalara geçti.\n\n"
                "Bakanlık buna “geçici tedbir” dedi.\n\nŞimdi hepsi geri döndü.",
                "Ayşe Yılmaz",
                "teacher",
            )
        ],
    ),
    "unbalanced az": (
        """“Bu qərar gözlənilən idi, ekspertlər belə düşünür.

Nazir Rəşad Nəbiyev bildirib: “Giriş bərpa edilib”.

İstifadəçilərdən biri isə “yenə bağlayacaqlar, görərsiniz” yazıb.

“Biz razıyıq”, – deyə sakin Leyla Əliyeva bildirib.""",
        [
            ("Giriş bərpa edilib", "Rəşad Nəbiyev", "official"),
            ("yenə bağlayacaqlar, görərsiniz", None, "user"),
            ("Biz razıyıq", "Leyla Əliyeva", "resident"),
        ],
    ),
    "brackets en": (
        """“They [the ministry – ed.] called it a “temporary measure”,” lawyer Jane Roe told us. “Nobody believed it.”

Roe’s colleague Bob Singer, a programmer, disagreed: “It was a joke.”

The so-called “temporary measure” lasted a month.""",
        [
            ("They [the ministry – ed.] called it a “temporary measure”, Nobody believed it.", "Jane Roe", "lawyer"),
            ("It was a joke.", "Bob Singer", "engineer"),
        ],
    ),
    "html az": (
        """<article><h2>Şərhlər</h2><p>Oxucuların rəyləri:</p>
<ul><li>«Əla!»</li><li>Gec də olsa, yaxşıdır</li></ul>
<blockquote><p>Biz heç kimə icazə vermədik.</p><p>— Əli Quliyev, müəllim</p></blockquote>
<p>Bu “böyük” xəbər hamını sevindirdi.</p></article>""",
        [
            ("Əla!", None, "commenter"),
            ("Gec də olsa, yaxşıdır", None, "commenter"),
            ("Biz heç kimə icazə vermədik.", "Əli Quliyev", "teacher"),
        ],
    ),
    "list ru": (
        """Что пишут в сети:

1. Ура, дождались
2. А мне всё равно

Больше комментариев — на нашем канале «Мост».""",
        [("Ура, дождались", None, "commenter"), ("А мне всё равно", None, "commenter")],
    ),
    "verbs tr": (
        """# Tepkiler

Cumhurbaşkanı Yardımcısı Cevdet Kaya, "Karar 'geçici' idi" diye konuştu.
Muhalefet milletvekili Ali Can ise "Bu bir sansürdür" tepkisini gösterdi.
"Sansür" kelimesi bakanlığı kızdırdı.""",
        [("Karar 'geçici' idi", "Cevdet Kaya", "official"), ("Bu bir sansürdür", "Ali Can", "politician")],
    ),
    "some users en": (
        """# Back

Some users wrote that it was about time. “About time,” wrote one.
“I never stopped using it,” a student from Ganja commented.
Others were less happy: “Now my kids won’t sleep.”""",
        [
            ("About time", None, None),
            ("I never stopped using it", None, "student"),
            ("Now my kids won’t sleep.", None, None),
        ],
    ),
    "opinions ru": (
        """Депутат Олег Ли назвал запрет «странной мерой».
По мнению депутата, «никто не понял, зачем её ввели и кто за неё ответит».

Его коллега, юрист Мария Цой, возразила: „Закон (о связи – прим. ред.) это позволяет“.

В эфире «Эха» прозвучало слово «цензура».""",
        [
            ("никто не понял, зачем её ввели и кто за неё ответит", None, "politician"),
            ("Закон (о связи – прим. ред.) это позволяет", "Мария Цой", "lawyer"),
        ],
    ),
    "telegram az": (
        """🔴 TikTok açıldı!

Vətəndaş Rauf Həsənov:
– Biz çox gözlədik. Sağ olsunlar.

Tələbə Nigar:
– Mənim üçün fərqi yoxdur.

📌 Mənbə: “Report”""",
        [
            ("Biz çox gözlədik. Sağ olsunlar.", "Rauf Həsənov", "resident"),
            ("Mənim üçün fərqi yoxdur.", "Nigar", "student"),
        ],
    ),
    "markdown tr": (
        """## Tepkiler

*Balıkçı Hasan Usta*: "Ben kullanmıyorum."

**Esnaf Fatma Şen**: "Satışlarım arttı."

Kullanıcıların çoğu "çok sevindik" yazdı.

"Yasak" kelimesi yine gündemde.""",
        [
            ("Ben kullanmıyorum.", "Hasan Usta", None),
            ("Satışlarım arttı.", "Fatma Şen", "business"),
            ("çok sevindik", None, "user"),
        ],
    ),
    "nested last en": (
        """“The ban was long.

Nobody explained it.

The word “temporary” meant nothing,” blogger Bob Ray wrote. “It means nothing now.”""",
        [
            (
                "The ban was long.\n\nNobody explained it.\n\n"
                "The word “temporary” meant nothing, It means nothing now.",
                "Bob Ray",
                "blogger",
            )
        ],
    ),
    "unbalanced en": (
        """“Never closed, this one.

Minister Ali Aliyev said: “We are glad.”

Others waited.

“It is bad,” blogger Jane Roe wrote.""",
        [("We are glad.", "Ali Aliyev", "official"), ("It is bad", "Jane Roe", "blogger")],
    ),
    "unbalanced then plain en": (
        """“Never closed, this one.

Others waited.

“It is bad,” blogger Jane Roe wrote.""",
        [("It is bad", "Jane Roe", "blogger")],
    ),
    "unbalanced straight": (
        """"Never closed, this one.

Minister Ali Aliyev said: "We are glad."

"It is bad," blogger Jane Roe wrote.""",
        [("We are glad.", "Ali Aliyev", "official"), ("It is bad", "Jane Roe", "blogger")],
    ),
    "unbalanced ru": (
        """«Никто не закрыл эту кавычку.

Мэр Иван Ли заявил: «Мы рады».

Прошёл день.

«Мы против», — сказала блогер Анна Ким.""",
        [("Мы рады", "Иван Ли", "official"), ("Мы против", "Анна Ким", "blogger")],
    ),
    "reopen then other": (
        """“One, and it is never closed.

“Two.

Minister Ali Aliyev said: “We are glad.”""",
        [("We are glad.", "Ali Aliyev", "official")],
    ),
    "neighbours az": (
        """Bakıda təqaüdçü olan Sona xala deyir: «Nəvəm sevindi».

Onun qonşusu, sürücü Vüqar Əliyev isə razı deyil. «Bu, vaxt itkisidir», – o bildirib.

«Azadlıq» qəzeti yazır ki, qərar «müvəqqəti» olub.""",
        [("Nəvəm sevindi", "Sona", "resident"), ("Bu, vaxt itkisidir", None, None)],
    ),
    "titles tr": (
        """Sağlık Bakanı Fahrettin Koca: "Sorun yok."

Öğretmen Ali Yazar ise, "Çocuklar uyumuyor" diye yazdı.

Prof. Dr. Mehmet Ceyhan, "Dikkatli olmalıyız" dedi.""",
        [
            ("Sorun yok.", "Fahrettin Koca", "official"),
            ("Çocuklar uyumuyor", "Ali Yazar", "teacher"),
            ("Dikkatli olmalıyız", "Mehmet Ceyhan", "expert"),
        ],
    ),
    "handles ru": (
        """# Реакции

Пользователь @baku_boy написал: «Ура».
Другой пользователь возразил: «Рано радуетесь». А вот пользовательница Лейла: «Мне всё равно».""",
        [("Ура", None, "user"), ("Рано радуетесь", None, "user"), ("Мне всё равно", "Лейла", "user")],
    ),
    "statements en": (
        """The head of the Digital Rights Centre, Leyla Karimova,
called the ban “a disgrace to the country and its people”.

“It’s over,” she said. “Thank God.”

A spokesperson for the Ministry of Communications said the block was “temporary”.

Asked why, he said: “No comment.”""",
        [
            ("a disgrace to the country and its people", "Leyla Karimova", "official"),
            ("It’s over, Thank God.", None, None),
            ("No comment.", None, None),
        ],
    ),
    "html tr": (
        """<p>Sosyal medyada bir öğretmen &quot;Öğrencilerim geri döndü&quot; diye yazdı.</p>
<p>Bir başkası: &quot;Hiç gitmediler ki.&quot;</p>
<p>Şarkıcı <b>Ayşe Kaya</b> <i>“Özledik”</i> notunu düştü.</p>""",
        [
            ("Öğrencilerim geri döndü", None, "teacher"),
            ("Hiç gitmediler ki.", None, None),
            ("Özledik", "Ayşe Kaya", "artist"),
        ],
    ),
    "signed list ru": (
        """Что говорят люди:

«Я давно перешёл на VPN», — Рамиль, студент.

«Моя дочь счастлива», — Сабина Мамедова, учительница из Гянджи.

«Не вижу разницы» (Эльдар, водитель).""",
        [("Я давно перешёл на VPN", "Рамиль", "student"), ("Моя дочь счастлива", "Сабина Мамедова", "teacher")],
    ),
    "signed list en": (
        """Readers reacted:

“Great!” – Anna, nurse

“Why now?” – Bob Ray, farmer

“Meh.”""",
        [("Great!", "Anna", "doctor"), ("Why now?", "Bob Ray", "worker"), ("Meh.", None, "commenter")],
    ),
    "readers az": (
        """Abunəçilərimizdən biri bizə belə yazıb: “Oğlum bütün günü telefonda idi. İndi yenə başlayacaq”.

Başqa bir oxucu: “Yaxşı xəbərdir”.

Psixoloq Aynur Rəhimova (Bakı) hesab edir ki, valideynlər “nəzarəti əldən verməməlidir”.""",
        [("Oğlum bütün günü telefonda idi. İndi yenə başlayacaq", None, "user"), ("Yaxşı xəbərdir", None, "user")],
    ),
}


@pytest.mark.parametrize("name", MIXED)
def test_mixed_articles(name):
    document, expected = MIXED[name]
    assert found(document) == expected


@pytest.mark.parametrize(
    ("document", "held", "hint"),
    [
        ("Nothing was said.", "news.txt without any of these marks", "leave --article out"),
        (
            "A “certain” reason and a “normal” day.",
            "in news.txt 2 between marks that nobody is said to speak, the first “certain”",
            "write who speaks beside the quote, as in: Blogger Jane Roe wrote: “…”; or leave --article out",
        ),
        (
            "Dull.\n\nAn “open mark.\n\n— Bakı\n\n— Gəncə",
            "in news.txt a mark without its partner in paragraph 2, 2 after a dash without a speaker",
            "write who speaks beside the quote, as in: Blogger Jane Roe wrote: “…”; or leave --article out",
        ),
    ],
)
def test_what_an_article_without_quotes_holds(document, held, hint):
    assert quotes(document) == []
    error = missing(document, "news.txt")
    assert (error.found, error.hint) == (held, hint)


@pytest.mark.parametrize(
    "document",
    [
        "It was blocked for “certain” reasons, the ministry said.",
        "“Azercell” said that prices would not rise.",
        '"Azərbaycan Hava Yolları" QSC bildirib ki, uçuşlar bərpa olunur.',
        "Газета «Коммерсантъ» сообщила о разблокировке.",
        "В компании «Яндекс» заявили, что всё работает.",
        "“Gone with the Wind”",
        "“Dövlət dili haqqında” qanun qəbul edilib, nazirlik bildirib.",
        'The pipe is 5" wide, the minister said.',
        "Эксперт фонда «Открытый мир» заявил, что всё работает.",
        "Experts from “Green Peace International” said prices rose.",
        "Nazir “Yeni Azərbaycan” partiyasının üzvüdür, bildirib.",
        "Yazıçı “Əli və Nino” romanını yazıb.",
        "Nazirlik “Azercell” açıqlayıb.",
        "Толстой написал «Войну и мир».",
        "Nəticə: — 5 faiz artım.",
        "Minister Ali Aliyev announced the following:\n\n- New roads.\n- Lower taxes.",
        "— Bakı\n\n— Gəncə",
        "- Home\n- About\n- Contact",
        "",
    ],
)
def test_titles_names_and_scare_quotes_are_not_quotes(document):
    assert found(document) == []


def test_an_unbalanced_mark_spoils_its_paragraph_only():
    document = (
        "The minister said we “shall see and left.\n\nNothing happened.\n\n“We shall not,” blogger Jane Roe wrote."
    )
    assert found(document) == [("We shall not", "Jane Roe", "blogger")]
    document = "He waved» and left.\n\n«Мы против», — сказала эксперт Анна Ким."
    assert found(document) == [("Мы против", "Анна Ким", "expert")]


def test_an_opening_mark_at_every_paragraph():
    document = "Blogger Jane Roe wrote: “One.\n\n“Two.\n\n“Three.”\n\nThe end."
    assert found(document) == [("One.\n\nTwo.\n\nThree.", "Jane Roe", "blogger")]
    assert quotes(document)[0]["position"] == 1


def test_words_before_one_quote_are_not_after_another():
    document = "Blogger Jane Roe wrote: “We are glad.” Minister Ali Aliyev added: “We are not.”"
    assert found(document) == [("We are glad.", "Jane Roe", "blogger"), ("We are not.", "Ali Aliyev", "official")]


def test_a_second_speaker_in_the_paragraph_is_a_second_quote():
    document = "“We are glad,” said blogger Jane Roe. “We are not,” said minister Ali Aliyev."
    assert found(document) == [("We are glad", "Jane Roe", "blogger"), ("We are not", "Ali Aliyev", "official")]


@pytest.mark.parametrize(
    ("introduction", "items"),
    [
        ("Bəzi şərhlər:", ["Əla xəbərdir!", "Artıq gecdir"]),
        ("Kullanıcıların yorumları:", ["Nihayet!", "Çok geç kaldınız."]),
        ("Вот что пишут пользователи:", ["Наконец-то!", "Поздно, все уже на VPN."]),
        ("Some reactions:", ["At last!", "Too late [sic], sorry."]),
    ],
)
def test_lists_of_comments(introduction, items):
    rows = [(item, None, "commenter") for item in items]
    assert found(introduction + "\n\n" + "\n".join(f"- {item}" for item in items) + "\n\nThe end of it.") == rows
    assert found(introduction + "\n\n" + "\n\n".join(f"«{item}»" for item in items)) == rows
    assert found(introduction + " " + ", ".join(f"“{item}”" for item in items) + ".") == rows
    assert found(f"<p>{introduction}</p><ul>" + "".join(f"<li><p>{item}</p></li>" for item in items) + "</ul>") == rows


def test_after_a_list_of_comments_nobody_is_a_commenter():
    document = "Typical comments:\n\n“Great news!”\n\nSo much for that.\n\n“The ban is over and we are glad.”"
    assert found(document)[1] == ("The ban is over and we are glad.", None, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the land borders [closed since 2020 – JAMnews] will also open.", "the land borders will also open."),
        ("[T]he ban is over [...].", "The ban is over."),
        ("Они (чиновники – прим. ред.) молчат (как всегда).", "Они молчат (как всегда)."),
        ("Onlar (deputatlar – red.) susur", "Onlar susur"),
        ("an [open bracket", "an [open bracket"),
        ("[all of it]", ""),
    ],
)
def test_without_brackets(text, expected):
    assert without_brackets(text) == expected


PIECES = [
    "“",
    "”",
    "„",
    "«",
    "»",
    '"',
    "—",
    "- ",
    "> ",
    "# ",
    "\n",
    "\n\n",
    ":",
    ", ",
    ". ",
    "[",
    "](",
    "<p>",
    "</p>",
    "<!--",
]
PIECES += [
    "said",
    " wrote ",
    "Jane Roe",
    "blogger ",
    "сказал ",
    "comments",
    "<script>",
    "<article",
    "*",
    "_",
    "\ud800",
    "İ",
    "ß",
]


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=60).map("".join)))
def test_any_text_ends_in_rows(document):
    for row in quotes(document):
        assert set(row) == {"text", "author", "group", "position"}
    assert len(without_brackets(document)) <= len(document)


UNITS = [
    "“",
    '"a\n\n',
    "a” “b\n\n",
    '"a b", ',
    "“a b c d.” ",
    "<!--",
    "<a ",
    "<div>",
    '<p a="',
    "<p title='",
    "**a",
    "__",
    "[",
]
UNITS += [
    "[a](",
    "(",
    "A ",
    "A.",
    ". ",
    "— a, ",
    "> a\n",
    "said ",
    "(red. ",
    "«a, — said b. — c» ",
    "\n",
    " ",
    " “A,” said B. ",
]
UNITS += ["comments:\n\n“a b.”\n\n"]


def letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


LONG = {
    "one blockquote": "<blockquote>" + "<p>a" * 6_000,
    "many names": "".join(
        f"«Мы рады этому решению», — сказал блогер {letters(i).title()}он {letters(i).title()}ов.\n"
        f"«Мы ждали долго», по словам {letters(i).title()}ова.\n"
        for i in range(300)
    ),
}


class Counted:
    """A pattern that counts the letters it was given to look at: what one call of it may cost."""

    def __init__(self, pattern: re.Pattern, tally: Counter) -> None:
        self._pattern, self._tally = pattern, tally

    def __getattr__(self, name: str):
        return getattr(self._pattern, name)

    def match(self, text, *place):
        return self._one(self._pattern.match(text, *place), text, 1, *place)

    def fullmatch(self, text, *place):
        return self._one(self._pattern.fullmatch(text, *place), text, 1, *place)

    def search(self, text, *place):
        return self._one(self._pattern.search(text, *place), text, len(text) - sum(place[:1]), *place)

    def _one(self, found, text, without, pos=0, *_):
        self._tally["letters"] += found.end() - pos if found else without
        return found

    def _all(self, name, text, *rest):
        self._tally["letters"] += len(text)
        return getattr(self._pattern, name)(text, *rest)

    def finditer(self, text, *place):
        return self._all("finditer", text, *place)

    def findall(self, text, *place):
        return self._all("findall", text, *place)

    def split(self, text, *limit):
        return self._all("split", text, *limit)

    def sub(self, by, text, *limit):
        self._tally["letters"] += len(text)
        return self._pattern.sub(by, text, *limit)


@pytest.fixture
def work(monkeypatch):
    """Return what reading a document takes: functions called, Python's and C's, and letters given to patterns."""
    tally: Counter = Counter()
    for name, module in list(sys.modules.items()):
        if name.startswith("sentiment.article."):
            for attribute, value in list(vars(module).items()):
                if isinstance(value, re.Pattern):
                    monkeypatch.setattr(module, attribute, Counted(value, tally))

    def seen(frame, event, argument):
        tally["calls"] += event in ("call", "c_call")

    def of(document: str) -> int:
        tally.clear()
        sys.setprofile(seen)
        try:
            quotes(document)
            without_brackets(document)
        finally:
            sys.setprofile(None)
        return tally.total()

    return of


@pytest.mark.parametrize("name", LONG)
def test_work_grows_with_length_only_also_where_nothing_repeats(name, work):
    document = LONG[name]
    assert work(document) < 4.5 * work(document[: len(document) // 4])


@pytest.mark.parametrize("unit", UNITS)
def test_work_grows_with_length_only(unit, work):
    assert work(unit * (24_000 // len(unit))) < 4.5 * work(unit * (6_000 // len(unit)))
