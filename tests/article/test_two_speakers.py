"""Several quotes in one sentence: whose each is, and that no two of them become one."""

import pytest

from sentiment.article import quotes


def found(document):
    return [(row["text"], row["author"], row["group"]) for row in quotes(document)]


SENTENCES = [
    (
        "Media eksperti Zeynal Məmmədli “bu, gecikmiş addımdır” deyib, bloger Rəşad Səfərov isə “heç nə "
        "dəyişməyəcək, hamı onsuz da VPN-lə girirdi” yazıb.",
        [
            ("bu, gecikmiş addımdır", "Zeynal Məmmədli", "expert"),
            ("heç nə dəyişməyəcək, hamı onsuz da VPN-lə girirdi", "Rəşad Səfərov", "blogger"),
        ],
    ),
    (
        'Ekonomist Toğrul Maşallı ise "Gelirler yurt dışına gidiyordu" derken, siyaset bilimci Arif Yunus "Bu bir '
        'seçim yatırımı" değerlendirmesini yaptı.',
        [
            ("Gelirler yurt dışına gidiyordu", "Toğrul Maşallı", "expert"),
            ("Bu bir seçim yatırımı", "Arif Yunus", "expert"),
        ],
    ),
    (
        "“Yasak kalktı” diyen Ali Kaya ve “Yine kapatırlar” diyen Ayşe Demir tartıştı.",
        [("Yasak kalktı", "Ali Kaya", None), ("Yine kapatırlar", "Ayşe Demir", None)],
    ),
    (
        "«Мы против», — сказал Иван Петров, а Анна Ким добавила: «И я против».",
        [("Мы против", "Иван Петров", None), ("И я против", "Анна Ким", None)],
    ),
    (
        "«Мы против», — сказал Иван Петров, добавив: «И никто не за».",
        [("Мы против", "Иван Петров", None), ("И никто не за", "Иван Петров", None)],
    ),
    (
        "Студент Рамин Исмаилов говорит, что «все давно сидят через впн», и добавляет: «Я не заметил».",
        [
            ("все давно сидят через впн", "Рамин Исмаилов", "student"),
            ("Я не заметил", "Рамин Исмаилов", "student"),
        ],
    ),
    (
        '"It is about time," said Leyla Mammadova, 24, a makeup artist, while her friend Aysel Huseynova added, "I had '
        'three VPNs on my phone."',
        [
            ("It is about time", "Leyla Mammadova", "artist"),
            ("I had three VPNs on my phone.", "Aysel Huseynova", None),
        ],
    ),
    (
        "Economist Natig Jafarli warned that “speed is the real problem,” while analyst Farhad Mammadov said that “the "
        "regulator will need a year.”",
        [
            ("speed is the real problem", "Natig Jafarli", "expert"),
            ("the regulator will need a year.", "Farhad Mammadov", "expert"),
        ],
    ),
    (
        "“We lost four years,” says Farid Guliyev, who has a bakery, and his wife, Lala Guliyeva, adds: “Nobody did.”",
        [("We lost four years", "Farid Guliyev", None), ("Nobody did.", "Lala Guliyeva", None)],
    ),
    (
        "Lawyer Ann Smith, who works alone, said the state “never published the decision”, and called on the ministry "
        "to “release every document it holds”.",
        [
            ("never published the decision", "Ann Smith", "lawyer"),
            ("release every document it holds", "Ann Smith", "lawyer"),
        ],
    ),
    (
        "“We lost it,” said Ann Smith; Bob Ray, a nurse, replied: “We did not.”",
        [("We lost it", "Ann Smith", None), ("We did not.", "Bob Ray", "doctor")],
    ),
    (
        "“We lost it,” said Ann Smith, adding that “we will not get it back.”",
        [("We lost it", "Ann Smith", None), ("we will not get it back.", "Ann Smith", None)],
    ),
    (
        "“We lost it,” said Ann Smith, a nurse who works nights and writes poems, “and we will not get it back.”",
        [("We lost it, and we will not get it back.", "Ann Smith", "doctor")],
    ),
    (
        "“I'm happy for my customers” and “I'm sad for my sleep,” joked café owner Sara Hasanli.",
        [("I'm happy for my customers", "Sara Hasanli", None), ("I'm sad for my sleep", "Sara Hasanli", None)],
    ),
    (
        "«Наконец-то», «ура», «а смысл?» — такие комментарии оставляют пользователи.",
        [("Наконец-то", None, "user"), ("ура", None, "user"), ("а смысл?", None, "user")],
    ),
    ("The shops “Alpha”, “Beta” and “Gamma” were closed, said mayor Ann Smith.", []),
]


@pytest.mark.parametrize(("document", "expected"), SENTENCES)
def test_quotes_of_one_sentence(document, expected):
    assert found(document) == expected


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (
            "Blogger Jane Roe quoted the minister as saying: “We will never close it.”",
            ("We will never close it.", None, "official"),
        ),
        (
            "“We will never close it,” the agency quoted Rashad Nabiyev as saying.",
            ("We will never close it", "Rashad Nabiyev", None),
        ),
        (
            "Bloger Günel Səfərova nazirin sözlərini xatırladıb: “Biz onu bağlamayacağıq”.",
            ("Biz onu bağlamayacağıq", None, "official"),
        ),
        (
            "Blogcu Aylin Kaya, bakanın sözlerini hatırlattı: “Bir daha kapatmayacağız”.",
            ("Bir daha kapatmayacağız", None, "official"),
        ),
        (
            "Блогер Анна Ким процитировала министра: «Мы не закроем её снова».",
            ("Мы не закроем её снова", None, "official"),
        ),
        (
            "Blogcu Aylin Kaya, sözlerini şöyle sürdürdü: “Bir daha kapatmayacağız”.",
            ("Bir daha kapatmayacağız", "Aylin Kaya", "blogger"),
        ),
    ],
)
def test_words_that_somebody_repeats_are_of_who_said_them(document, expected):
    assert found(document) == [expected]


@pytest.mark.parametrize(
    ("document", "author"),
    [
        (
            "Deputat Fazil Mustafa “bu, düzgün qərardır” deyib.\n\nF.Mustafanın sözlərinə görə, “qərar gecikib”.",
            "Fazil Mustafa",
        ),
        (
            "Sakin Günel Səfərova “bu, düzgün qərardır” deyib.\n\n“Qərar gecikib”, – G. Səfərova əlavə edib.",
            "Günel Səfərova",
        ),
        ("Əli Əsgərov gəlib. Vəli Əsgərov gedib.\n\n“Qərar gecikib”, – V.Əsgərov əlavə edib.", "Vəli Əsgərov"),
        ("“Qərar gecikib”, – o, Turana müsahibəsində vurğulayıb.", None),
        ("«Поздно», — он в интервью Эхо заявил.", None),
        ("По её словам, теперь «не надо платить за связь».", None),
    ],
)
def test_initials_and_pronouns(document, author):
    assert quotes(document)[-1]["author"] == author


@pytest.mark.parametrize(
    "document",
    [
        "READ ALSO: “They took our voice”: bloggers on the ban",
        "Oxuyun: “TikTok-u kim bağlamışdı?”",
        "İlgili haberler\n\n“TikTok bizi dinliyor mu?”",
        "Читайте также: «Это цензура и мы против»: эксперты о законе",
        "Read also:\n\n- “They took our voice”: bloggers\n- “We were right to close it”",
    ],
)
def test_headlines_of_other_articles_are_no_quotes(document):
    said = "“The river was high,” said Ann Smith."
    assert found(f"{said}\n\n{document}\n\n{said}") == [("The river was high", "Ann Smith", None)] * 2


def test_a_quote_inside_a_quote_that_a_clause_interrupts():
    document = "«Сын сказал: „Папа, я буду блогером“, — смеётся таксист Вагиф. — Ну что ж, пусть»."
    assert found(document) == [("Сын сказал: „Папа, я буду блогером“, Ну что ж, пусть", "Вагиф", "worker")]


@pytest.mark.parametrize(
    "block",
    [
        "<blockquote><p>We shall move away.</p><footer>— Ann Smith, teacher</footer></blockquote>",
        "<blockquote><p>We shall move away.</p><footer>Ann Smith, <cite>teacher</cite></footer></blockquote>",
        "<figure><blockquote>We shall move away.</blockquote><figcaption>Ann Smith, teacher</figcaption></figure>",
    ],
)
def test_what_stands_under_a_block_of_quotation_signs_it(block):
    story = (
        "<p>The bridge was closed in March and has stayed closed, as the council wrote in a report on its state.</p>"
    )
    footer = "<footer>“Not this one,” said Bob Ray.</footer>"
    page = f"<html><body><article>{story}{block}{story}</article>{footer}</body></html>"
    assert found(page) == [("We shall move away.", "Ann Smith", "teacher")]
