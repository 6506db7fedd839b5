"""Files in the shapes of real exports that were read wrong once, in data/cases, beside the rows that are right."""

from pathlib import Path
from typing import Any

import pytest

from sentiment.reading import reader
from sentiment.reading.options import ReadOptions

CASES = Path(__file__).parents[1] / "data" / "cases"


def rows(name: str, **options: Any) -> list[dict[str, Any]]:
    return reader.load(CASES / name, options=ReadOptions(**options)).comments.to_list()


def shown(name: str, *columns: str) -> list[tuple[Any, ...]]:
    """Return some columns of a file, times without their zone."""
    found = [[row.get(column) for column in columns] for row in rows(name)]
    return [tuple(f"{cell:%Y-%m-%d %H:%M}" if hasattr(cell, "strftime") else cell for cell in row) for row in found]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("whatsapp-day-first-12h.txt", [
            ("çox sevindim", "2023-11-05 21:41", None),
            ("mən razı deyiləm", "2023-11-06 08:05", None),
            ("niyə axı", "2023-11-07 10:00", None),
        ]),
        ("whatsapp-arabic.txt", [
            ("أنا سعيدة جدا", "2023-11-05 21:41", None),
            ("لا أوافق", "2023-11-06 08:05", None),
        ]),
        ("whatsapp-year-first-short-day.txt", [
            ("cox sevindim", "2023-11-15 21:41", None),
            ("men razi deyilem", "2023-11-16 08:05", None),
            ("niye axi", "2023-12-05 21:41", None),
            ("bele", "2023-12-06 21:41", None),
        ]),
        ("whatsapp-iphone-marks.txt", [
            ("Bizim həyət", "2023-11-05 21:41", None),
            ("siyahi.pdf", "2023-11-05 21:42", "media only"),
            ("mən razı deyiləm", "2023-11-05 21:43", None),
            ("table.xlsx", "2023-11-05 21:44", "media only"),
        ]),
    ],
)  # fmt: skip
def test_a_chat_is_read(name, expected):
    assert shown(name, "text", "time", "skipped") == expected


def test_what_android_writes_in_a_chat_is_no_comment():
    assert shown("whatsapp-android-notes.txt", "text", "skipped") == [
        ("IMG-20231105-WA0001.jpg (archivo adjunto)", "media only"),
        ("Diese Nachricht wurde gelöscht.", "deleted"),
        ("Se eliminó este mensaje.", "deleted"),
        ("null", "media only"),
        (None, "location"),
        (None, "location"),
        ("Missed voice call", "service message"),
        ("Razısınız?", "poll"),
        ("Waiting for this message. This may take a while.", "service message"),
        ("çox sevindim", None),
    ]


@pytest.mark.parametrize(
    ("name", "columns", "expected"),
    [
        ("discord-chat-exporter.json", ("id", "time", "parent", "group", "skipped"), [
            ("discord:10", "2023-10-31 05:00", None, "commenter", None),
            ("discord:11", "2023-10-31 05:01", "discord:10", "commenter", None),
            ("discord:12", "2023-10-31 05:02", None, "commenter", "service message"),
            ("discord:13", "2023-10-31 05:03", None, "commenter", "service message"),
            ("discord:14", "2023-10-31 05:04", None, "bot", "bot message"),
        ]),
        ("facebook-scraper.json", ("text", "time", "parent", "skipped"), [
            ("Xəbər: TikTok açıldı", "2023-10-31 09:00", None, "post"),
            ("Çox sevindim", "2023-10-31 10:00", None, None),
            ("Mən razı deyiləm", "2023-10-31 11:00", "facebook:987654321098765", None),
        ]),
        ("html-text.json", ("text", "time"), [
            ("Nəhayət açıldı & sevindim", "2023-10-31 09:00"),
            ("Mən razı deyiləm", "2023-10-31 10:00"),
        ]),
        ("instaloader_comments.json", ("text", "parent", "likes"), [
            ("Çox sevindim", None, 3),
            ("@nigar.test mən razı deyiləm", "instagram:17900000000000001", 1),
            ("yaxşı xəbər", None, 0),
        ]),
        ("mastodon-outbox-direct.json", ("text", "time", "skipped"), [
            ("Nəhayət açıldı", "2023-10-31 09:00", None),
            (None, "2023-10-31 10:00", "direct message"),
            (None, "2023-10-31 11:00", "media only"),
        ]),
        ("merged-stores.csv", ("text", "rating", "time"), [
            ("Çox yaxşı tətbiqdir", 5.0, "2024-07-27 19:33"),
            ("Heç açılmır", 1.0, "2024-03-28 02:29"),
        ]),
        ("nested-comments-top.json", ("text", "parent", "time", "time_precision"), [
            ("Çox sevindim", None, "2023-10-31 09:00", "exact"),
            ("Mən razı deyiləm", "commento:a1", "2023-10-31 10:00", "exact"),
        ]),
        ("nodexl-edges.csv", ("text", "id", "parent", "skipped"), [
            ("@leyla @kamran TikTok açıldı", "x:1719300000000000001", None, None),
            ("@leyla @kamran TikTok açıldı", "nodexl-edges.csv:x:1719300000000000001", None, "duplicate"),
            ("@nigar_t razı deyiləm", "x:1719300000000000002", "x:1719300000000000001", None),
        ]),
        ("reddit-own-posts.csv", ("id", "text", "time"), [
            ("reddit:t3_p9", "Nəhayət açıldı", "2023-10-31 09:00"),
        ]),
        ("twarc-stream.jsonl", ("id", "likes", "thread", "parent"), [
            ("x:1377650090978992134", 7, "x:1377650090978992134", None),
            ("x:1377650093109743620", 1, "x:1377650090978992134", "x:1377650090978992134"),
        ]),
        ("twint.csv", ("text", "time", "parent", "likes"), [
            ("Yasak kalktı, çok sevindim", "2021-01-05 20:59", None, 7),
            ("@nigar_t katılmıyorum", "2021-01-05 21:10", "x:1345678901234567123", 1),
        ]),
        ("yt-dlp-comments-list.json", ("text", "parent", "time_precision", "group"), [
            ("Nəhayət açıldı", None, "estimated", "commenter"),
            ("@nigar razı deyiləm", "youtube:UgwAAA", "estimated", "creator"),
        ]),
        ("reddit_gone.jsonl", ("id", "skipped"), [
            ("reddit:t1_k1", "removed"), ("reddit:t1_k2", "deleted"), ("reddit:t1_k3", "removed"),
            ("reddit:t1_k4", "deleted"), ("reddit:t1_k5", "removed"), ("reddit:t1_k6", None),
        ]),
    ],
)  # fmt: skip
def test_an_export_is_read(name, columns, expected):
    assert shown(name, *columns) == expected


def test_of_a_whole_archive_only_comments_are_read_and_the_rest_is_named():
    reading = reader.load(CASES / "instagram-download.zip")
    assert sorted(reading.comments["text"]) == ["Nəhayət açıldı, sevindim", "əla"]
    notes = [note for note in reading.files[0].notes if note.startswith("left out: ")]
    left = {note.removeprefix("left out: ").partition(": ")[0].rpartition("/")[2] for note in notes}
    assert left == {
        "ads_viewed.json", "posts_viewed.json", "blocked_profiles.json", "followers_1.json", "following.json",
        "word_or_phrase_searches.json", "personal_information.json", "login_activity.json", "polls.json",
    }  # fmt: skip


FIVE = [
    "Nəhayət açıldı, çox sevindim!",
    "Çox gec oldu, bir ay işsiz qaldıq.",
    "Mənə fərq etmir, açdılar da, açmadılar da.",
    "Why did it take a whole month?",
    "Наконец-то, спасибо!",
]


@pytest.mark.parametrize(
    ("name", "columns", "expected"),
    [
        ("nested-comments.json", ("text", "thread", "time", "time_precision"), [
            ("Çox sevindim", "/yazi/1", "2023-10-31 09:00", "local"),
            ("Mən razı deyiləm", "/yazi/1", "2023-10-31 10:00", "local"),
        ]),
        ("half_pair.json", ("text",), [
            ("Nəhayət açıldı",), ("Ну \ufffdПривет, наконец-то",), ("Bu \ufffdəla xəbərdir",),
        ]),
        ("id_to_text.json", ("id", "text"), [(str(place), text) for place, text in enumerate(FIVE)]),
        ("jq_concatenated.json", ("text", "likes"), [(text, 1) for text in FIVE]),
        ("pandas_to_json_default.json", ("text", "likes"), [(text, likes) for likes, text in enumerate(FIVE)]),
        ("parquet_binary_text.parquet", ("text",), [(text,) for text in FIVE]),
    ],
)  # fmt: skip
def test_json_of_any_shape_is_read(name, columns, expected):
    assert shown(name, *columns) == expected


def test_of_comments_in_lists_no_address_is_copied():
    written = str(rows("nested-comments.json"))
    assert [word for word in ("Nigar", "Tural", "example.org", "192.0.2") if word in written] == []


def test_a_text_in_a_column_that_the_export_does_not_have_is_told(tmp_path):
    table = (
        "id,thread_id,author,body,timestamp,rəy\n"
        "1,9,a,Nəhayət açıldı,2023-10-31 09:00:00,\n"
        "2,9,b,,2023-10-31 10:00:00,Mən buna razı deyiləm\n"
    )
    (tmp_path / "x.csv").write_text(table, encoding="utf-8")
    (report,) = reader.load(tmp_path / "x.csv").files
    assert [warning for warning in report.warnings if "rəy" in warning] == [
        "rows without a text where 4cat-csv has it, and with one in column 'rəy': 1; "
        "--platform none --column text=rəy reads those"
    ]


def test_a_list_that_is_no_list_of_comments_is_never_the_text(tmp_path):
    (tmp_path / "x.json").write_text('[{"comments": [{"n": 1}], "note": "Mən buna razı deyiləm"}]', encoding="utf-8")
    assert reader.load(tmp_path / "x.json").comments["text"] == ["Mən buna razı deyiləm"]
