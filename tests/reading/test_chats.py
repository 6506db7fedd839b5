"""Chats exported as text: their heads in the styles of many countries, and what the application itself writes."""

import io
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from sentiment.errors import ReadError
from sentiment.reading import reader
from sentiment.reading.options import ReadOptions
from sentiment.reading.platforms import _chat_heads
from sentiment.reading.platforms.whatsapp import DOCUMENTS

(WHATSAPP,) = DOCUMENTS
NIGHT = datetime(2023, 11, 5, 21, 41, tzinfo=UTC)


def chat(text: str) -> list[dict]:
    data = text.encode()
    assert WHATSAPP.recognise(data[:4096])
    return list(map(dict, WHATSAPP.comments(partial(io.BytesIO, data))))


def told(text: str) -> list[str]:
    return list(WHATSAPP.told(partial(io.BytesIO, text.encode())))


@pytest.mark.parametrize(
    "head",
    [
        "05.11.23, 21:41 -", "[05.11.23, 21:41:00]", "5.11.2023 21:41 -", "[05.11.23, ÖS 9:41:00]",
        "2023/11/05, 21:41 -", "2023/11/5 21:41 -", "2023/11/5 下午9:41 -", "[2023/11/5 下午9:41:00]",
        "2023. 11. 5. 오후 9:41 -", "2023년 11월 5일 오후 9:41 -", "[2023. 11. 5. 오후 9:41:00]",
        "2023. 11. 05. 21:41 -",
        "5. 11. 2023 21:41 -", "5. 11. 2023. 21:41 -", "5.11.23 г., 21:41 -", "5.11.2023 г., 21:41 ч. -",
        "05/11/2023, 9:41 μ.μ. -", "05/11/2023, 9:41 PTG -", "21:41, 05/11/2023 -", "9:41 CH, 05/11/2023 -",
        "05/11/23, 9:41 अपराह्न -", "०५/११/२३, ९:४१ अपराह्न -", "\u200f٥\u200f/١١\u200f/٢٠٢٣، ٩:٤١ م -",
        "۱۴۰۲/۸/۱۴،\u200f ۲۱:۴۱ -", "\u200f5.11.2023, 21:41 -", "\u200f[5.11.2023, 21:41:00]", "05/11/2023 21:41:00:",
        "5/11/2566 21:41 -", "5.11.2023 klo 21.41 -", "05/11/2023 à 21:41 -", "05/11/23, 9:41 p. m. -",
        "2023-11-05 21:41 -", "05-11-2023 21:41 -", "05.11.2023 21.41 -",
    ],
)  # fmt: skip
def test_a_head_is_known_in_the_style_of_any_country(head):
    """Three days in a row tell the day from the month."""
    days = [head, *(_next(head, n) for n in (1, 2))]
    rows = chat("\n".join(f"{day} Nigar Sınaq: bəli: {n}" for n, day in enumerate(days)))
    assert [(row["text"], row["author"]) for row in rows] == [(f"bəli: {n}", "Nigar Sınaq") for n in range(3)]
    assert [row["time"] for row in rows] == [NIGHT + timedelta(days=n) for n in range(3)]


def _next(head: str, days: int) -> str:
    """Return a head some days later: its day is the 5, or the Persian 14."""
    if "/۱۴" in head:
        return head.replace("/۱۴", "/۱" + "۴۵۶"[days])
    digit = next(digit for digit in "5٥५" if digit in head)
    return head.replace(digit, chr(ord(digit) + days), 1)


def test_the_first_line_may_be_blank():
    assert [row["text"] for row in chat("\n\n05.11.23, 21:41 - Nigar: bəli\n06.11.23, 21:41 - Tural: yox")] == [
        "bəli",
        "yox",
    ]


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        (["05/11/23", "06/11/23", "07/11/23"], datetime(2023, 11, 5, tzinfo=UTC)),  # in three days, not three months
        (["11/5/23", "11/6/23", "11/7/23"], datetime(2023, 11, 5, tzinfo=UTC)),
        (["1/12/23", "12/1/24", "1/2/24"], datetime(2023, 12, 1, tzinfo=UTC)),  # month first runs backward
        (["10/11/23", "10/12/23", "10/13/23"], datetime(2023, 10, 11, tzinfo=UTC)),
        (["23/11/05", "23/11/06", "23/12/31"], datetime(2023, 11, 5, tzinfo=UTC)),
    ],
)
def test_the_order_of_the_messages_tells_day_from_month_from_year(dates, first):
    text = "\n".join(f"{date}, 10:00 - Nigar: x" for date in dates)
    assert chat(text)[0]["time"] == first + timedelta(hours=10)
    assert told(text) == []


def test_what_cannot_be_told_is_said():
    assert told("05/11/23, 10:00 - Nigar: x\n05/11/23, 10:01 - Tural: y") == [
        "dates are read day first; nothing in the chat tells whether they are month first"
    ]
    assert told("5/5/23, 10:00 - Nigar: x") == []
    assert told("1/2/23, 9:41 PM - Nigar: x") == [
        "dates are read month first; nothing in the chat tells whether they are day first"
    ]


def test_halves_of_the_day_that_are_not_known_are_said():
    assert told("05.11.23, 9:41 გვიან - Nigar: x\n06.11.23, 9:42 დილა - Tural: y") == [
        "the words გვიან, დილა beside the clock are not known: hours after noon may be 12 too early"
    ]
    assert told("05.11.23 klo 9.41 - Nigar: x\n06.11.23 klo 9.42 - Tural: y") == []


def test_lines_that_begin_like_a_date_are_counted():
    text = "05.11.23, 21:41 - Nigar: x\n05.11.23 um ca. 21:42 Uhr: Beginn\n05.11.23, 21:43 - Tural: y"
    assert told(text) == ["lines that begin like a date and are no message, joined to the message above: 1"]


@pytest.mark.parametrize(
    ("written", "text", "skipped"),
    [
        ("\u200e<attached: 1-PHOTO.jpg>", "<attached: 1-PHOTO.jpg>", "media only"),
        ("Bizim həyət \u200e<attached: 1-PHOTO.jpg>", "Bizim həyət", None),
        ("siyahi.pdf • \u200e2 Seiten \u200eDokument weggelassen", "siyahi.pdf", "media only"),
        ("table.xlsx \u200edocument omitted", "table.xlsx", "media only"),
        ("mən razı deyiləm \u200e<Diese Nachricht wurde bearbeitet.>", "mən razı deyiləm", None),
        ("bəli \u200e<ეს შეტყობინება რედაქტირებულია>", "bəli", None),
        ("bəli <This message was edited>", "bəli", None),
        ("bəli <Bu mesaja düzəliş edilib>", "bəli", None),
        ("baxın <b>bura</b>", "baxın <b>bura</b>", None),
        ("\u200eიგი შეუერთდა ჯგუფს", "\u200eიგი შეუერთდა ჯგუფს".strip("\u200e"), "service message"),
        ("تمام \u200eبسیار عالی", "تمام \u200eبسیار عالی", None),
        ("<Médias omis>", "<Médias omis>", "media only"),
        ("IMG-1.jpg (archivo adjunto)\nçox gözəl", "çox gözəl", None),
        ("hesabat.pdf (fayl əlavə edildi)", "hesabat.pdf (fayl əlavə edildi)", "media only"),
        ("null", "null", "media only"),
        ("location: https://maps.google.com/?q=40.1,49.2", None, "location"),
        ("Standort: https://maps.google.com/?q=40.1,49.2", None, "location"),
        ("live location shared", None, "location"),
        ("POLL:\nRazısınız?\nOPTION: Hə (3 votes)\nOPTION: Yox (1 vote)", "Razısınız?", "poll"),
        ("\u200eUMFRAGE:\nEinverstanden?\n\u200eOPTION: Ja (\u200e3 Stimmen)", "Einverstanden?", "poll"),
        ("Missed voice call", "Missed voice call", "service message"),
        ("Voice call, 3 min", "Voice call, 3 min", "service message"),
        ("video call", "video call", None),
        ("Waiting for this message. This may take a while.", "Waiting for this message. This may take a while.",
         "service message"),
        ("تم حذف هذه الرسالة", "تم حذف هذه الرسالة", "deleted"),
        ("삭제된 메시지입니다.", "삭제된 메시지입니다.", "deleted"),
        ("image omitted again, why", "image omitted again, why", None),
        ("Bu mesaj silindi, niyə?", "Bu mesaj silindi, niyə?", None),
        ("null oldu hər şey", "null oldu hər şey", None),
        ("qiymət (3 manat)", "qiymət (3 manat)", None),
    ],
)  # fmt: skip
def test_what_the_application_writes_is_no_comment(written, text, skipped):
    (row,) = chat(f"[05.11.23, 21:41:07] Nigar: {written}")
    assert (row["text"], row["skipped"]) == (text, skipped)


@pytest.mark.parametrize(
    "head", ["2023-11-0{}T21:41Z |", "Nov {}, 9:41 PM -", "{} Kas 2023 21:41 -", "2023년 11월 {}일 오후 9:41,"]
)
def test_a_chat_in_a_style_that_is_not_known_is_refused(tmp_path, head):
    """It is not read as a comment a line, names and all."""
    path = tmp_path / "chat.txt"
    lines = [f"{head.format(n)} Nigar Sınaq: söz {n}\n" for n in range(1, 5)]
    path.write_text("".join(lines), encoding="utf-8")
    with pytest.raises(ReadError, match="expected a chat in a style that is known") as error:
        reader.load(path)
    assert "Nigar" not in str(error.value)
    assert "CSV with the columns time, author and text" in str(error.value)
    assert len(reader.load(path, options=ReadOptions(platform="none")).comments) == 4


@pytest.mark.parametrize(
    "text",
    [
        "Bu gün 12:30 görüşdük: əla\nÇox sağ ol\n",
        "05.11.2023 tarixində açıldı\nsevindim\n",
        "12:30 - toplantı: gündem\n",
    ],
)
def test_plain_lines_are_no_chat(text):
    assert not WHATSAPP.recognise(text.encode())


def test_marks_of_direction_cost_no_more_than_their_number(tmp_path: Path) -> None:
    """Of a line of them every way to share them out among the places for a few was tried: the cube of their number."""
    line = "\u202e" * 100_000
    assert _chat_heads.HEAD.fullmatch(line) is None
    assert _chat_heads.DATED.match(line) is None
    (tmp_path / "x.txt").write_text(f"{line} salam\nyaxşı oldu\n", encoding="utf-8")
    assert reader.load(tmp_path / "x.txt").comments["text"][1] == "yaxşı oldu"
