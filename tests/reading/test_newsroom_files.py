"""Files as they lie about in newsrooms, and what stands in their rows."""

import json
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from sentiment.errors import ReadError
from sentiment.reading import reader
from sentiment.reading.columns import personal
from sentiment.table import times
from support import TEXTS, column, load


def table(header: str, row: str) -> str:
    return header + "\n" + "\n".join(row.format(i, text) for i, text in enumerate(TEXTS)) + "\n"


@pytest.mark.parametrize("name", ["Consumer Name", "Consumer ID", "Shopper", "Traveller name", "account.note"])
def test_who_buys_and_travels_is_a_person(name: str) -> None:
    assert personal.by_name(name) == personal.PERSON


def test_trustpilots_consumer_is_the_author(tmp_path: Path) -> None:
    header = "Review ID,Review Created (UTC),Consumer Name,Review Content,Review Stars,Company Reply"
    reading = load(
        tmp_path, table(header, 'tp{0},2026-05-01,Gülşən O{0},"{1}",{0},Thank you so much for writing to us')
    )
    assert column(reading, "text") == list(TEXTS)
    assert column(reading, "rating") == [0.0, 1.0, 2.0]
    assert None not in column(reading, "author")
    assert "Gülşən" not in str(reading.comments.to_list())


def test_an_account_of_mastodon_is_no_address(tmp_path: Path) -> None:
    header = "id,account.acct,account.note,content,favourites_count"
    reading = load(tmp_path, table(header, '{0},anar{0}@m.example,Jurnalist və ana Bakıda,"{1}",{0}'))
    assert len({*column(reading, "author")} - {None}) == 3
    assert "anar" not in str(reading.comments.to_list())
    assert "Jurnalist" not in str(reading.comments.to_list())


def test_the_address_of_a_post_is_no_profile(tmp_path: Path) -> None:
    row = '2026-05-01,"{1}",Комментарий,Негативная,{0},https://vk.com/wall-1_{0}'
    reading = load(tmp_path, table("Дата,Текст,Тип поста,Тональность,Подписчики,URL", row))
    assert column(reading, "url") == [f"https://vk.com/wall-1_{i}" for i in range(3)]
    assert column(reading, "gold") == [None] * 3  # YouScan's own


@pytest.mark.parametrize(
    ("header", "cut", "right"),
    [
        ("id,title,pubdate,description", "{:.12}", "description"),  # Netlytic
        ("id,text,created_at,full_text", "{:.12}…", "full_text"),
        ("id,text,created_at,with_link", "{:.12}", "text"),  # more than the text
    ],
)
def test_of_a_text_and_its_beginning_the_text_is_read(tmp_path: Path, header: str, cut: str, right: str) -> None:
    rows = "".join(f'{i},"{cut.format(text)}",2026-05-01,"{text}"\n' for i, text in enumerate(TEXTS))
    reading = load(tmp_path, f"{header}\n{rows}")
    short = [cut.format(text) for text in TEXTS]
    assert column(reading, "text") == (short if right == "text" else list(TEXTS))
    assert any("in full" in told for told in reading.files[0].warnings) == (right != "text")


def test_two_tables_side_by_side_are_told(tmp_path: Path) -> None:
    reading = load(tmp_path, table("Şərh,Bəyənmə,,Şərh,Bəyənmə", '"{1}",{0},,Heç nə dəyişməyəcək {0},9'))
    assert column(reading, "text") == list(TEXTS)
    assert any("side by side" in told for told in reading.files[0].warnings)


def test_points_with_a_comma_are_a_rating(tmp_path: Path) -> None:
    assert column(load(tmp_path, table("Mətn;Bal", '"{1}";{0},5')), "rating") == [0.5, 1.5, 2.5]


@pytest.mark.parametrize("mark", ["/", "."])
@pytest.mark.parametrize(
    "header", ["id{0}text{0}likesCount", "postUrl{0}id{0}text{0}ownerUsername{0}timestamp{0}likesCount"]
)
def test_answers_in_columns_of_their_own_are_rows(tmp_path: Path, mark: str, header: str) -> None:
    names = header.format(",").split(",")
    answers = [f"replies{mark}{place}{mark}{name}" for place in range(2) for name in ("id", "text", "ownerUsername")]
    known = {"id": "5{0}", "text": '"{1}"', "likesCount": "{0}", "postUrl": "https://www.instagram.com/p/Cx/"}
    row = ",".join([known.get(name, "") for name in names] + ["8{0}", "Razıyam {0}", "anar{0}", "9{0}", "Yox {0}", ""])
    reading = load(tmp_path, table(",".join([*names, *answers]), row))
    said = [line for i, text in enumerate(TEXTS) for line in (text, f"Razıyam {i}", f"Yox {i}")]
    assert column(reading, "text") == said
    assert [str(parent).rpartition(":")[2] for parent in column(reading, "parent")][:3] == ["None", "50", "50"]
    assert "anar" not in str(reading.comments.to_list())


CAPTIONS = "1\n00:00:01,000 --> 00:00:04,000\nleyla: Açıldı!\n\n2\n00:00:05,000 --> 00:00:08,000\nrəşid: Gecdir\n"


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("live.srt", CAPTIONS, "subtitles"),
        ("live.txt", CAPTIONS, "subtitles"),
        ("live.vtt", "WEBVTT\n\n00:01.000 --> 00:04.000\nAçıldı!\n\n00:05.000 --> 00:08.000\nGecdir\n", "subtitles"),
        (
            "a.txt",
            "From: Samir <samir@mail.example>\nTo: red@news.example\nSubject: Körpü\n\nSalam, oxudum.\n",
            "e-mail",
        ),
        ("a.txt", "Salam.\n\nОт: Самир <samir@mail.example>\nТема: Мост\n\n> Прочитал вашу статью\n", "e-mail"),
        (
            "a.log",
            "# Log started: 20:00\n[20:00:01] <+leyla> Açıldı!\n[20:00:02] <rəşid> Gecdir\n",
            "the log of a chat",
        ),
        ("a.txt", "2026-05-01 20:00 <leyla> Açıldı!\n2026-05-01 20:01 <rəşid> Gecdir\n", "the log of a chat"),
    ],
)
def test_what_is_no_comment_a_line_is_refused_with_what_to_do(tmp_path: Path, name: str, data: str, what: str) -> None:
    with pytest.raises(ReadError, match=f"looks like {what}; save"):
        load(tmp_path, data, name)


@pytest.mark.parametrize(
    "lines",
    [
        ("To: hər kəsə salam", "From: mənə", "yazın: redaksiya@news.example"),  # nobody's letter
        ("20:00-da açıldı", "19:30 --> 20:00 gözlədik", "<3 çox sevindim"),
    ],
)
def test_lines_that_people_wrote_are_comments(tmp_path: Path, lines: tuple[str, ...]) -> None:
    assert column(load(tmp_path, "\n".join(lines), "a.txt"), "text") == list(lines)


@pytest.mark.parametrize(
    ("profile", "link", "platform"),
    [
        ("ID: 100001", "view comment", "facebook"),
        ("@nigar.1", "view comment", "exportcomments"),
        ("@nigar.1", "https://www.tiktok.com/@a/video/7", "tiktok"),
        ("UCdemo", "https://www.youtube.com/watch?v=a&lc=Ugz1", "youtube"),
    ],
)
def test_exportcomments_says_which_platform(tmp_path: Path, profile: str, link: str, platform: str) -> None:
    header = ",,Name,Profile ID,Date,Likes,Comment,(view source)"
    reading = load(tmp_path, table(header, f'{{0}},,Nigar,{profile},2026-05-01 10:00,{{0}},"{{1}}",{link}'))
    assert column(reading, "text") == list(TEXTS)
    assert {*column(reading, "platform")} == {platform}


@pytest.mark.parametrize("likes", ['["nigar_1", "anar_x"]', "['nigar_1', 'anar_x']"])
def test_who_likes_a_comment_is_hidden(tmp_path: Path, likes: str) -> None:
    record = '{{"id": {0}, "text": "{1}", "likes": ["nigar_1", "anar_x"], "createdAt": "/Date(1777629600000+0400)/"}}'
    documents = {
        "x.jsonl": "\n".join(record.format(i, text) for i, text in enumerate(TEXTS)),
        "x.csv": table("id\ttext\tlikes", f"{{0}}\t{{1}}\t{likes}"),
    }
    for name, data in documents.items():
        reading = load(tmp_path, data, name)
        assert column(reading, "text") == list(TEXTS)
        assert "nigar" not in str(reading.comments.to_list())


def test_a_translation_is_not_the_comment(tmp_path: Path) -> None:
    row = '{0},"{1}","The bridge was opened at last and I am so very glad about it {0}"'
    reading = load(tmp_path, table("Comment ID,Original comment,English translation", row))
    assert column(reading, "text") == list(TEXTS)


def test_messages_as_telethon_has_them(tmp_path: Path) -> None:
    record = (
        '{{"_": "Message", "id": {0}, "date": "2026-05-01T10:00:00+00:00", "message": "{1}", "from_id": '
        '{{"_": "PeerUser", "user_id": 77{0}}}, "reply_to": {{"_": "MessageReplyHeader", "reply_to_msg_id": 3}}}}'
    )
    reading = load(tmp_path, "\n".join(record.format(i, text) for i, text in enumerate(TEXTS)), "x.jsonl")
    assert column(reading, "text") == list(TEXTS)
    assert column(reading, "parent") == ["3"] * 3
    assert len({*column(reading, "author")} - {None}) == 3
    assert "770" not in str(column(reading, "author"))


@pytest.mark.parametrize(
    ("header", "row", "parent"),
    [
        ("id,text,author_id,reply_to_id,reply_to_comment_id", '{0},"{1}",57{0},570,9', "9"),  # OK.ru
        ("id,text,user_id,reply_to_message_id", '{0},"{1}",57{0},9', "9"),
    ],
)
def test_people_are_told_apart_by_their_numbers_and_are_no_parents(
    tmp_path: Path, header: str, row: str, parent: str
) -> None:
    reading = load(tmp_path, table(header, row))
    assert column(reading, "parent") == [parent] * 3
    assert len({*column(reading, "author")} - {None}) == 3
    named = load(tmp_path, table(f"{header},user.name", f"{row},Nigar {{0}}"), "y.csv")
    assert not {*column(named, "author")} & {*column(reading, "author")}  # what they are called comes first


@pytest.mark.parametrize("written", ["/Date(1777629600000)/", "\\/Date(1777629600000+0400)\\/"])
def test_times_as_net_writes_them(written: str) -> None:
    assert times.time(written) == (datetime(2026, 5, 1, 10, tzinfo=UTC), "exact")


@pytest.mark.parametrize("hidden", [(), (3, 4)])
def test_rows_that_a_filter_hides_are_read_and_told(tmp_path: Path, hidden: tuple[int, ...]) -> None:
    book = openpyxl.Workbook()
    for cells in [("Ad", "Şərh"), *((f"Zümrüd {i}", text) for i, text in enumerate(TEXTS))]:
        book.active.append(cells)
    for number in hidden:
        book.active.row_dimensions[number].hidden = True
    book.save(tmp_path / "x.xlsx")
    reading = reader.load(tmp_path / "x.xlsx")
    assert column(reading, "text") == list(TEXTS)
    told = [note for note in reading.files[0].notes if "hides" in note]
    assert [note.endswith(": 2") for note in told] == [True] * bool(hidden)


def test_what_hangs_on_comments_is_not_taken_for_them(tmp_path: Path) -> None:
    nodes = [
        {"id": f"c{i}", "markdown": text, "reactionGroups": [{"content": "THUMBS_UP", "reactors": {"totalCount": 3}}]}
        for i, text in enumerate(TEXTS)
    ]
    document = {"data": {"node": {"comments": {"nodes": nodes}}}}
    assert column(load(tmp_path, json.dumps(document), "x.json"), "text") == list(TEXTS)


def test_guests_are_told_apart_by_their_names(tmp_path: Path) -> None:
    reading = load(tmp_path, table("id,author,author_name,text", '{0},0,Nigar {0},"{1}"'))
    assert len({*column(reading, "author")}) == 3


def test_the_name_above_plain_lines_is_no_comment(tmp_path: Path) -> None:
    reading = load(tmp_path, "\n".join(("Yorumlar", *TEXTS)), "x.txt")
    assert column(reading, "text") == list(TEXTS)
    assert any("name of a column" in note for note in reading.files[0].notes)
