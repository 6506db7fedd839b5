import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sentiment.article import quotes, without_brackets

DATA = Path(__file__).parent / "data"
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
        (27, "I agree, It was about time.", "Leyla Karimova", None),
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
            [("TikTok geri geldi, çok mutluyuz", "Ayşe Kaya", None)],
        ),
        (
            "Gazeteci Mehmet Demir, “Yasak kimseye yaramadı” ifadelerini kullandı.",
            [("Yasak kimseye yaramadı", "Mehmet Demir", "journalist")],
        ),
        (
            "Avukat Zeynep Şahin konuştu. Zeynep Şahin'e göre “bu yasak hukuka aykırı bir karar”.",
            [("bu yasak hukuka aykırı bir karar", "Zeynep Şahin", "lawyer")],
        ),
        ("— Bu yasak yanlıştı, — dedi öğretmen Ali Veli.", [("Bu yasak yanlıştı", "Ali Veli", None)]),
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
            [("блокировка ничего не дала стране", None, "expert")],
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
        ("“I love it.” — Leyla Karimova, student", [("I love it.", "Leyla Karimova", None)]),
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
    "one blockquote": "<blockquote>" + "<p>a" * 60_000,
    "many names": "".join(
        f"«Мы рады этому решению», — сказал блогер {letters(i).title()}он {letters(i).title()}ов.\n"
        f"«Мы ждали долго», по словам {letters(i).title()}ова.\n"
        for i in range(1500)
    ),
}


@pytest.mark.parametrize("name", LONG)
def test_time_grows_with_length_only_also_where_nothing_repeats(name):
    start = time.process_time()
    quotes(LONG[name])
    assert time.process_time() - start < 20 * len(LONG[name]) / 1_000_000


@pytest.mark.parametrize("size", [100_000, pytest.param(1_000_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_length_only(unit, size):
    document = unit * (size // len(unit))
    start = time.process_time()
    quotes(document)
    without_brackets(document)
    assert time.process_time() - start < 20 * size / 1_000_000
