import io
import json
import os
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sentiment import language, rendering
from sentiment.errors import ColumnError, MissingFileError, ReadError
from sentiment.reading import encoding, reader, recognition, storage
from sentiment.reading import log as reading
from sentiment.reading.formats import json_outline
from sentiment.reading.inputs import members
from sentiment.reading.log import Log, Rejection
from sentiment.reading.options import ReadOptions
from sentiment.reading.platforms.known import EXPORTS
from sentiment.table.comment import COLUMNS

DATA = Path(__file__).parents[1] / "data"
SAMPLES = sorted((DATA / "samples").iterdir())
PAIRS = sorted(p for p in (DATA / "formats").iterdir() if p.with_suffix(".expected.jsonl").is_file())


def load(tmp_path: Path, data: str | bytes, name: str = "x.csv", **options: Any) -> Any:
    (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return reader.load(tmp_path / name, options=ReadOptions(**options))


def test_a_row_has_the_columns_of_the_row_and_then_its_own(tmp_path: Path) -> None:
    data = "comment_id,Yorum metni,Tarih,Beğeni,Grup,note\n7,Çox yaxşı,2024-11-23 09:43:20,1.2K,expert,n\n"
    comments = load(tmp_path, data).comments
    assert tuple(comments.column_names) == (*COLUMNS, "note")
    assert comments[0] == {
        "id": "7", "text": "Çox yaxşı", "author": None, "group": "expert",
        "time": datetime(2024, 11, 23, 9, 43, 20, tzinfo=UTC), "time_precision": "local", "thread": None,
        "parent": None, "likes": 1200, "rating": None, "platform": None, "url": None, "file": "x.csv", "gold": None,
        "skipped": None, "note": "n",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("header", "row", "mapping"),
    [
        ("şərh,tarix,müəllif,bəyənmə", "a b,2024-01-02,x,3", ("şərh", "tarix", "müəllif", "bəyənmə")),
        ("Yorum,Tarih,Kullanıcı Adı,Beğeni", "a b,2024-01-02,x,3", ("Yorum", "Tarih", "Kullanıcı Adı", "Beğeni")),
        ("Комментарий,Дата,Автор,Лайки", "a b,2024-01-02,x,3", ("Комментарий", "Дата", "Автор", "Лайки")),
        ("commentText,createdAt,userName,likeCount", "a b,2024-01-02,x,3",
         ("commentText", "createdAt", "userName", "likeCount")),
        ("Kommentar,Datum,Benutzer,Likes", "a b,2024-01-02,x,3", ("Kommentar", "Datum", "Benutzer", "Likes")),
        ("Commentaire,Date,Auteur,Likes", "a b,2024-01-02,x,3", ("Commentaire", "Date", "Auteur", "Likes")),
        ("Comentario,Fecha,Usuario,Me gusta", "a b,2024-01-02,x,3", ("Comentario", "Fecha", "Usuario", "Me gusta")),
        ("MƏTN,TARİX,AD,likes", "a b,2024-01-02,x,3", ("MƏTN", "TARİX", "AD", "likes")),
    ],
)  # fmt: skip
def test_columns_are_known_by_name_in_seven_languages(
    tmp_path: Path, header: str, row: str, mapping: tuple[str, ...]
) -> None:
    found = load(tmp_path, f"{header}\n{row}\n").files[0].mapping
    assert tuple(found[target] for target in ("text", "time", "author", "likes")) == mapping


def test_a_text_column_of_another_name_is_found_by_what_it_holds(tmp_path: Path) -> None:
    reading = load(tmp_path, "q1,q2,when\n5,Nəhayət açıldı çox sevindim,23.11.2024\n4,Pis deyil yaxşıdır,24.11.2024\n")
    assert reading.files[0].mapping == {"text": "q2", "time": "when"}
    assert "because it holds the most prose; else: --column text=NAME" in reading.files[0].notes[0]


def test_comments_may_be_the_number_of_comments(tmp_path: Path) -> None:
    reading = load(tmp_path, "Comments,Message\n3,salam dostlar\n12,hello there\n4,a b\n")
    assert reading.files[0].mapping["text"] == "Message"


def test_the_user_overrules_the_guess(tmp_path: Path) -> None:
    reading = load(tmp_path, "text,other\na,b\n", columns={"text": "Other"})
    assert reading.comments["text"][0] == "b"


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"text": "nope"}, "found x.csv with columns a, b"),
        ({"nope": "a"}, "--column nope=a"),
        ({}, "add --column text=NAME"),
    ],
)
def test_a_column_that_is_not_there_is_said(tmp_path: Path, columns: dict[str, str], message: str) -> None:
    with pytest.raises(ColumnError, match=message):
        load(tmp_path, "a,b\n1,2\n3,4\n", columns=columns)


def test_rounded_ids_are_not_used(tmp_path: Path) -> None:
    reading = load(tmp_path, "id,text\n1.86E+18,a b\n1.86E+18,c d\n")
    assert reading.comments["id"][:] == ["x.csv:2", "x.csv:3"]
    assert reading.comments["own_id"][:] == ["1.86E+18", "1.86E+18"]
    assert reading.files[0].notes == (
        "column 'id' is rounded, as Excel and floats do to long ids: not used as id",
        "the file's own column is kept as 'own_id': its name is needed",
    )


def test_long_ids_stay_whole(tmp_path: Path) -> None:
    comments = load(tmp_path, '[{"id": 7400000000000000123, "text": "a"}]', "x.json").comments
    assert comments["id"][0] == "7400000000000000123"


def test_the_same_row_twice_is_a_duplicate_and_another_of_that_id_is_not(tmp_path: Path) -> None:
    comments = load(tmp_path, "id,text\n1,a\n1,a\n1,b\n1,b\n").comments
    assert comments["skipped"][:] == [None, "duplicate", None, None]
    assert len(set(comments["id"])) == 4


def test_files_that_number_alike_are_kept_apart(tmp_path: Path) -> None:
    for name, text in (("a", "a"), ("b", "b"), ("c", "a")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.csv").write_text(f"id,text\n1,{text}\n")
    comments = reader.read(tmp_path / "a" / "x.csv", tmp_path / "b" / "x.csv", tmp_path / "c")
    assert comments["file"][:] == ["x.csv", "x.csv (2)", "c/x.csv"]
    assert comments["id"][:] == ["1", "x.csv (2):1", "c/x.csv:1"]
    assert comments["skipped"][:] == [None, None, "duplicate"]


def test_authors_are_hashed_and_stay_one(tmp_path: Path) -> None:
    data = "author,user_id,avatar_url,text\nLeyla,UC-x7,http://p/UC-x7,a\nLeyla,UC-x7,http://p/UC-x7,b\n"
    rows = load(tmp_path, data).comments.to_list()
    assert rows[0]["author"] == rows[1]["author"]
    assert not any(word in json.dumps(rows, default=str) for word in ("Leyla", "UC-x7"))
    kept = load(tmp_path, data, keep_authors=True).comments[0]
    assert (kept["author"], kept["user_id"]) == ("Leyla", "UC-x7")
    assert load(tmp_path, data).comments["author"][0] != rows[0]["author"]


@pytest.mark.parametrize("keep_authors", [False, True])
def test_addresses_are_never_copied(tmp_path: Path, keep_authors: bool) -> None:
    reading = load(tmp_path, "text,E-mail,ip,Telefon\na,x@y.az,10.0.0.1,055\n", keep_authors=keep_authors)
    assert not {"E-mail", "ip", "Telefon"} & set(reading.comments.column_names)
    assert reading.files[0].notes == ("not copied, to keep people's addresses out: E-mail, ip, Telefon",)


def test_names_inside_nested_lists_are_not_copied(tmp_path: Path) -> None:
    reading = load(tmp_path, '[{"text": "a", "replies": [{"who": "Leyla"}], "tags": ["t"]}]', "x.json")
    assert (reading.comments["replies"][0], reading.comments["tags"][0]) == (None, '["t"]')


def test_a_speaker_of_an_article_stays(tmp_path: Path) -> None:
    assert load(tmp_path, "text,author,platform\na,Nicat,article\n").comments["author"][0] == "Nicat"


def test_line_breaks_that_were_written_out_are_restored(tmp_path: Path) -> None:
    reading = load(tmp_path, "id,text\n1,a\\nb\n2,C:\\new\n")
    assert reading.comments["text"][:] == ["a\nb", "C:\\new"]
    assert reading.files[0].repairs == {"line breaks written as \\n": 1}


@pytest.mark.parametrize(
    ("name", "data", "n"),
    [
        ("x.csv", "id,text\n1,a\n2,b,c\n3,\n\n4,d\n", 4),
        ("x.tsv", 'id\ttext\n1\t"a\n2\tb\n3\n', 3),
        ("x.jsonl", '{"text": "a"}\n{"te\n\n[]\n{"text": ""}\n', 4),
        ("x.json", '[{"text": "a"}, null, {"text": "b"}]', 3),
        ("x.txt", "a\n\nb\n", 2),
    ],
)
def test_read_and_rejected_are_all(tmp_path: Path, name: str, data: str, n: int) -> None:
    reading = load(tmp_path, data, name)
    assert len(reading.comments) + len(reading.rejected) == n
    assert reading.files[0].rows + reading.files[0].rejected == n


def test_rejected_rows_are_told(tmp_path: Path) -> None:
    reading = load(tmp_path, "id,text\n1,a\n2,b,c\n")
    assert reading.rejected == (Rejection("x.csv", 3, "3 cells where the header has 2"),)
    with pytest.warns(UserWarning, match="1 of 2 rows could not be read, the first in x.csv, line 3: 3 cells"):
        reader.read(tmp_path / "x.csv")


def test_a_file_that_breaks_off_is_kept_up_to_there(tmp_path: Path) -> None:
    import gzip
    import os

    lines = "".join(f"{i},{os.urandom(40).hex()}\n" for i in range(20_000))
    reading = load(tmp_path, gzip.compress(f"id,text\n{lines}".encode())[:-1000], "x.csv.gz")
    assert len(reading.comments) > 10_000
    assert [r.reason.split(",")[0] for r in reading.rejected] == ["the file breaks off here: x.csv.gz"]


def test_also_where_it_breaks_off_at_once(tmp_path: Path) -> None:
    reading = load(tmp_path, '[{"text": "a"}, {"text": "b"}, {"te', "x.json")
    assert (reading.comments["text"][:], len(reading.rejected)) == (["a", "b"], 1)


def archive(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return path


OWN = '{"Comment": {"Comments": {"CommentsList": [{"date": "2024-11-23 10:03:20", "comment": "a", "url": ""}]}}}'


def test_of_a_platforms_archive_only_the_comments_are_read(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", {"dm.json": '[{"text": "private"}]', "user_data.json": OWN, "a.png": "\x89PNG"})
    reading = reader.load(path)
    assert reading.comments["text"][:] == ["a"]
    assert reading.files[0].notes[-1] == "2 other files were passed over: x.zip/a.png, x.zip/dm.json"
    archive(tmp_path / "y.zip", {"a.csv": "text\nb\n"})
    for name in (tmp_path, tmp_path / "*.zip"):
        assert reader.read(name)["text"][:] == ["a", "b"]


def test_of_any_other_archive_and_of_a_folder_everything_is(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", {"a.csv": "text\na\n", "b.txt": "b\n", "c.py": "import this\n"})
    assert reader.read(path)["text"][:] == ["a", "b"]
    with zipfile.ZipFile(path) as packed:
        packed.extractall(tmp_path / "folder")
    (tmp_path / "folder" / "user_data.json").write_text(OWN)
    assert reader.read(tmp_path / "folder")["text"][:] == ["a", "b", "a"]


@pytest.mark.parametrize("name", ["folder", "folder/*"])
def test_of_a_folder_and_of_a_pattern_what_is_no_comment_file_is_passed_over_and_said(
    tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.csv").write_text("text\na\n")
    (folder / "p.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    reading = reader.load(tmp_path / name)
    shown = "folder/p.png" if name == "folder" else "p.png"
    assert reading.comments["text"][:] == ["a"]
    assert reading.files[0].warnings == (f"1 other file was passed over: {shown}",)
    with pytest.raises(ReadError, match="found p.png: a picture; leave it out"):
        reader.load(folder / "a.csv", folder / "p.png")
    (folder / "a.csv").unlink()
    with pytest.raises(ReadError, match=f"found {shown}: a picture; leave it out"):
        reader.load(tmp_path / name)
    (folder / "q.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(ReadError, match=f"found {shown}: a picture; .*q.png: a picture; name the file"):
        reader.load(tmp_path / name)


@pytest.mark.parametrize("name", ["folder", "folder/*"])
def test_what_is_damaged_in_a_folder_is_counted_and_stops_nothing(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.csv").write_text("text\na\n")
    (folder / "b.zip").write_bytes(archive(tmp_path / "whole.zip", {"x.csv": "text\nb\n"}).read_bytes()[:-30])
    (folder / "c.json").write_text('[{"text": "a" "b"}]')
    reading = reader.load(tmp_path / name)
    assert reading.comments["text"][:] == ["a"]
    assert [(file.rows, file.rejected) for file in reading.files] == [(1, 0), (0, 1), (0, 1)]
    assert [rejection.reason.partition(":")[0] for rejection in reading.rejected] == [
        "the whole file", "broken JSON from here on, 0 records before it were read",
    ]  # fmt: skip
    with pytest.raises(ReadError, match="expected a whole zip archive; found b.zip, damaged or cut off"):
        reader.load(folder / "a.csv", folder / "b.zip")


def test_a_pipe_is_read_like_standard_input(tmp_path: Path) -> None:
    read, written = os.pipe()
    os.write(written, b"id,text\n1,a\n")
    os.close(written)
    comments = reader.read(f"/dev/fd/{read}")
    os.close(read)
    assert (comments["text"][:], comments["file"][:]) == (["a"], ["stdin"])


@pytest.mark.parametrize("page", ["cp1254", "utf-8"])
def test_letters_that_a_code_page_lost_are_counted(tmp_path: Path, page: str) -> None:
    data = "id,text\n1,N?hay?t açıldı\n2,çox? sağ ol\n3,ığdır https://e.az/w?v=1\n".encode(page)
    found = load(tmp_path, data).files[0].repairs
    assert found == ({encoding.LOST_LETTERS: 1} if page == "cp1254" else {})


def test_times_that_an_export_estimated_are_counted(tmp_path: Path) -> None:
    data = '{"cid": "1", "text": "a", "votes": "2", "channel": "c", "time_parsed": 1732355000}\n'
    found = load(tmp_path, data, "x.jsonl").files[0].repairs
    assert found == {"times such as 2 days ago, as the export reckoned them": 1}


def test_what_is_true_of_many_files_is_told_once(tmp_path: Path) -> None:
    for i in range(5):
        (tmp_path / f"{i}.csv").write_text("text,date\na,some day\n")
    told = reading.told(reader.load(tmp_path).files)
    assert told == [f"{tmp_path.name}/0.csv and 4 other files: times that are not understood, left empty: 5"]


def test_an_archive_without_comments_is_an_error(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", {"c.py": "import this\n", "d.csv": "a,b\n1,2\n"})
    with pytest.raises(ReadError, match="a file of comments in"):
        reader.read(path)


def test_standard_input_is_read_by_its_content(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(OWN.encode())

    monkeypatch.setattr(sys, "stdin", Stdin)
    comments = reader.read("-")
    assert (comments["text"][:], comments["platform"][:], comments["file"][:]) == (["a"], ["tiktok"], ["stdin"])


def test_the_platform_can_be_named_or_denied(tmp_path: Path) -> None:
    data = '[{"cid": "1", "text": "a", "votes": "2", "channel": "c"}]'
    assert load(tmp_path, data, "x.json").files[0].format == "youtube-comment-downloader"
    assert load(tmp_path, data, "x.json", platform="none").files[0].format == "JSON"
    assert load(tmp_path, data, "x.json", platform="tiktok").comments["platform"][0] == "tiktok"
    with pytest.raises(ReadError, match="--platform with one of none, .*found 'myspace'"):
        load(tmp_path, data, "x.json", platform="myspace")


def test_a_platform_that_the_fields_belie_is_owned_up_to(tmp_path: Path) -> None:
    file = load(tmp_path, "comment,who,likes\ngood day,ann,3\n", platform="tiktok").files[0]
    assert file.why == "CSV, comma between cells, you said so, its fields are of no such export"
    assert (file.columns, file.mapping) == (("comment", "who", "likes"), {"text": "comment", "likes": "likes"})
    assert file.warnings == (
        "read as tiktok-research-api because you said so, against its fields; else leave --platform out",
    )
    with pytest.raises(ReadError, match="found an object with comment, who, likes; leave --platform out$"):
        load(tmp_path, "comment,who,likes\ngood day,ann,3\n", platform="youtube")


def test_nothing_at_a_path_is_said() -> None:
    with pytest.raises(MissingFileError, match="nothing at no-such.csv; check the path with ls"):
        reader.read("no-such.csv")


def test_a_table_without_rows_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="x.csv with no rows"):
        load(tmp_path, "id,text\n")


def test_a_large_table_is_kept_on_disk_with_the_columns_of_all_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "BATCH", 10)
    monkeypatch.setattr(storage, "LARGE", 20)
    (tmp_path / "a.csv").write_text("id,text,x\n" + "".join(f"{i},a{i},1\n" for i in range(50)))
    (tmp_path / "b.csv").write_text("id,text,y\n" + "".join(f"{i},b{i},2\n" for i in range(50)))
    comments = reader.read(tmp_path / "a.csv", tmp_path / "b.csv")
    assert len(comments) == 100
    assert len(set(comments["id"])) == 100
    assert comments[0]["y"] is None
    assert comments[99]["y"] == "2"
    assert comments.cache_files


def test_inspection_is_plain_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = "id,text,date,ip\n1,salam dünya,2024-11-23,x\n1,salam dünya,2024-11-24,x\n2,,2024-11-25,x\n3,d,e,f,g\n"
    monkeypatch.setattr(language, "detect", lambda texts: ["az" for _ in texts])
    found = load(tmp_path, data).to_dict()
    assert json.loads(json.dumps(found, ensure_ascii=False)) == {
        "files": [
            {
                "file": "x.csv", "format": "CSV", "why": "comma between cells", "encoding": "utf-8 (every byte)",
                "columns": ["id", "text", "date", "ip"], "mapping": {"text": "text", "id": "id", "time": "date"},
                "rows": 3, "rejected": 1, "repairs": {},
                "notes": ["not copied, to keep people's addresses out: ip"], "warnings": [],
            }
        ],
        "comments": 3,
        "rejected": 1,
        "rejections": [{"file": "x.csv", "line": 5, "reason": "5 cells where the header has 4"}],
        "skipped": {"duplicate": 1, "empty": 1},
        "duplicates": 1,
        "copies": 0,
        "languages": {"az": 1},
        "time": {"first": "2024-11-23T00:00:00+00:00", "last": "2024-11-25T00:00:00+00:00", "precision": {"local": 3}},
        "first": [
            {"id": "1", "text": "salam dünya", "time": "2024-11-23T00:00:00+00:00", "time_precision": "local",
             "file": "x.csv"},
            {"id": "x.csv:1", "text": "salam dünya", "time": "2024-11-24T00:00:00+00:00", "time_precision": "local",
             "file": "x.csv", "skipped": "duplicate"},
            {"id": "2", "time": "2024-11-25T00:00:00+00:00", "time_precision": "local", "file": "x.csv",
             "skipped": "empty"},
        ],
        "repairs": {},
        "next": [
            "another column holds the comments: --column text=NAME (and time=, author=, likes=, gold= ...)",
            "it is another platform's export: --platform NAME, e.g. --platform youtube",
            "rows could not be read: without --inspect, all their lines and reasons are written down",
        ],
    }  # fmt: skip


def test_an_inspection_is_readable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "detect", lambda texts: ["az" for _ in texts])
    rows = "1,salam dünya,2024-11-23,5,n\n2,SALAM dünya!,2024-11-24,,n\n3,,2024-11-25,,n\n4,d,e,f,g,h\n5\n"
    data = f"id,şərh,date,likes,note\n{rows}"
    assert rendering.inspection(load(tmp_path, data).to_dict()).splitlines() == [
        "x.csv",
        "  format     CSV (comma between cells)",
        "  encoding   utf-8 (every byte)",
        "  columns    text ← şərh, id ← id, time ← date, likes ← likes",
        "  others     note",
        "  rows       4 read, 1 not",
        "             line 5: 6 cells where the header has 5",
        "  repaired   1 rows with fewer cells than the header, the rest left empty",
        "",
        "4 comments, 2 to score",
        "  left out   2 empty",
        "  copies     1 with the words of an earlier one",
        "  time       2024-11-23 00:00 to 2024-11-25 00:00 UTC; 3 local",
        "  languages  az 100% of 2 that were looked at",
        "",
        "The first of them",
        "  1 “salam dünya”",
        "    2024-11-23 00:00 · 5 likes · id 1",
        "  2 “SALAM dünya!”",
        "    2024-11-24 00:00 · id 2",
        "  3 (empty)",
        "    2024-11-25 00:00 · id 3",
        "",
        "If this is wrong",
        "  - another column holds the comments: --column text=NAME (and time=, author=,",
        "    likes=, gold= ...)",
        "  - it is another platform's export: --platform NAME, e.g. --platform youtube",
        "  - rows could not be read: without --inspect, all their lines and reasons are",
        "    written down",
    ]


PAGE = "<html><body><p>“We are glad about this,” said blogger Nijat Manafov.</p><p>It rained.</p></body></html>"


@pytest.mark.parametrize(
    ("name", "data"), [("x.html", PAGE), ("x.md", "“We are glad about this,” said blogger Nijat Manafov.\n")]
)
def test_an_article_gives_its_quotes(tmp_path: Path, name: str, data: str) -> None:
    comments = load(tmp_path, data, name, article=True).comments
    row = {k: v for k, v in comments[0].items() if v is not None}
    assert len(comments) == 1
    assert row == {
        "id": f"{name}:1", "text": "We are glad about this", "author": "Nijat Manafov", "group": "blogger",
        "thread": name, "platform": "article", "file": name, "position": "1",
    }  # fmt: skip


def test_what_looks_like_an_article_says_what_to_type(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="x.html: a web page; if it is an article, add --article"):
        load(tmp_path, PAGE, "x.html")
    found = load(tmp_path, "“We are glad about this,” said blogger Nijat Manafov.\n", "x.txt").to_dict()
    assert found["next"][0] == "it reads like a news article: add --article to take its quotes, with their speakers"
    with pytest.raises(ReadError, match="expected quotes between marks"):
        load(tmp_path, "No marks here.\n", "x.txt", article=True)


MOJIBAKE = "Nəhayət açıldı".encode().decode("latin-1")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.csv", f"id,text\n1,{MOJIBAKE}\n2,plain\n"),
        ("x.jsonl", json.dumps({"text": MOJIBAKE}) + '\n{"text": "plain"}\n'),
        (
            "y.jsonl",
            "".join(json.dumps({"cid": i, "text": t, "votes": "1"}) + "\n" for i, t in enumerate((MOJIBAKE, "plain"))),
        ),
        ("x.txt", f"{MOJIBAKE}\nplain\n"),
    ],
)
def test_a_repaired_text_keeps_how_the_file_has_it(tmp_path: Path, name: str, data: str) -> None:
    reading = load(tmp_path, data, name)
    assert reading.comments["text"][:] == ["Nəhayət açıldı", "plain"]
    assert reading.comments["text_raw"][:] == [MOJIBAKE, None]
    assert reading.to_dict()["repairs"] == {"rows with UTF-8 that had been read as a one-byte page": 1}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.csv", f"id,text,city,note\n1,{MOJIBAKE},{MOJIBAKE},{MOJIBAKE}\n2,plain,{MOJIBAKE},x\n3,plain,x,x\n"),
        (
            "x.json",
            json.dumps([{"text": MOJIBAKE, "a": {"b": [MOJIBAKE]}}, {"text": "b", "c": MOJIBAKE}, {"text": "c"}]),
        ),
        (
            "y.json",
            json.dumps([{"cid": 1, "text": MOJIBAKE, "votes": "1", "author": MOJIBAKE, "channel": MOJIBAKE}] * 2),
        ),
    ],
)
def test_repairs_count_rows(tmp_path: Path, name: str, data: str) -> None:
    assert load(tmp_path, data, name).files[0].repairs == {"rows with UTF-8 that had been read as a one-byte page": 2}


def test_where_nothing_was_repaired_there_is_no_raw_text(tmp_path: Path) -> None:
    assert "text_raw" not in load(tmp_path, "text\nplain\n").comments.column_names


def test_times_ago_are_reckoned_from_the_collection_or_else_from_the_file(tmp_path: Path) -> None:
    rows = zip("abc", ("вчера", "3 gün əvvəl", "2d"), strict=True)
    data = "text,date,scraped_at\n" + "".join(f"{text},{time},2024-11-23T10:00:00Z\n" for text, time in rows)
    reading = load(tmp_path, data)
    assert [time and time.isoformat() for time in reading.comments["time"]] == [
        "2024-11-22T10:00:00+00:00", "2024-11-20T10:00:00+00:00", None,
    ]  # fmt: skip
    assert reading.comments["time_precision"][:] == ["estimated", "estimated", None]
    assert reading.files[0].repairs == {
        "times such as 2 days ago, reckoned from column 'scraped_at'": 2,
        "times that are not understood, left empty": 1,
    }
    path = tmp_path / "y.csv"
    path.write_text("text,date\na,2 saat önce\n")
    os.utime(path, (1732355000, 1732355000))
    reading = reader.load(path)
    assert reading.comments["time"][0] == datetime(2024, 11, 23, 7, 43, 20, tzinfo=UTC)
    assert reading.files[0].repairs == {"times such as 2 days ago, reckoned from 2024-11-23, the date of the file": 1}


def spoiled(path: Path, form: str) -> bytes | None:
    """Put one broken row into a file; None where a file is one row."""
    data = path.read_bytes()
    export = next((export for export in EXPORTS if export.name == form), None)
    if data[:2] == b"\xff\xfe":
        return data + "x\tx,x;x|".encode("utf-16-le") * 60 + "\n".encode("utf-16-le")
    if path.suffix in (".jsonl", ".ndjson"):
        return data.rstrip() + b'\n{"broken\n'
    if path.suffix == ".csv":
        first = data.split(b"\n", 1)[0]
        return data.rstrip(b"\r\n") + b"\nx" + max((b",", b";", b"\t"), key=first.count) * 60 + b"x\n"
    if path.suffix == ".xml":
        return data.replace(b"</disqus>", b"<post></post></disqus>") if b"</disqus>" in data else None
    if path.suffix == ".js":
        return data[: data.rindex(b"]")] + b", 5]"
    if path.suffix != ".json":
        return data.rstrip() + b"\none more line" if form == "plain text" else None
    document = json.loads(data.decode("utf-8-sig").replace("\\x0B", " "))
    if isinstance(document, list):
        return json.dumps([*document, 5]).encode()
    prefixes = [f"{export.inside}.item"] if export and export.inside else export.records if export else ()
    place = next((p for p in prefixes if p and json_outline.occurs(document, p)), None)
    if place is None:
        return None
    json_outline.under(document, place.removesuffix(".item"))[0].append(5)
    return json.dumps(document).encode()


@pytest.mark.parametrize("path", [*SAMPLES, *PAIRS], ids=lambda path: path.name)
def test_a_broken_row_is_rejected_or_kept_but_never_lost(path: Path, tmp_path: Path) -> None:
    whole = reader.load(path)
    data = spoiled(path, whole.files[0].format)
    if data is None:
        pytest.skip("the file is one row")
    (tmp_path / path.name).write_bytes(data)
    reading = reader.load(tmp_path / path.name)
    assert reading.files[0].format == whole.files[0].format
    assert len(reading.comments) + len(reading.rejected) == len(whole.comments) + len(whole.rejected) + 1


def test_a_chain_of_answers_is_one_thread_also_where_messages_are_read_one_by_one(tmp_path: Path) -> None:
    answers = [(1, None), (2, 1), (3, 2), (4, 99), (5, 4)]
    messages = [
        {"id": i, "type": "message", "date": "2024-11-23T09:43:20", "text": "a", "reply_to_message_id": to}
        for i, to in answers
    ]
    data = json.dumps({"name": "c", "type": "public_supergroup", "id": 7, "messages": messages})
    comments = load(tmp_path, data, "result.json").comments
    assert comments["thread"][:] == [f"telegram:7/{i}" for i in (1, 1, 1, 99, 99)]


TEXT = "Nəhayət açıldı, çox sevindim " * 20


def _telegram(n: int) -> str:
    told = [{"id": i, "type": "message", "date_unixtime": "1732355000", "date": "x", "text": TEXT} for i in range(n)]
    return json.dumps({"name": "c", "type": "public_supergroup", "id": 7, "messages": told})


def _yt_dlp(n: int) -> str:
    told = [{"id": f"U{i}", "text": TEXT, "timestamp": 1732355000, "parent": "root"} for i in range(n)]
    return json.dumps({"id": "v", "extractor": "youtube", "webpage_url": "https://e", "comments": told})


def _tweets(n: int) -> str:
    time = "Sat Nov 23 09:43:20 +0000 2024"
    posts = [{"tweet": {"id_str": str(i), "created_at": time, "full_text": TEXT}} for i in range(n)]
    return f"window.YTD.tweets.part0 = {json.dumps(posts)};\n"


# Files that are one document of `n` comments each.
DOCUMENTS: dict[str, Callable[[int], str]] = {
    "result.json": _telegram,
    "x.info.json": _yt_dlp,
    "chat.txt": lambda n: "".join(f"[23.11.2024, 13:43:20] A: {TEXT}{i}\nmore\n" for i in range(n)),
    "tweets.js": _tweets,
    "keyed.json": lambda n: json.dumps(
        {"about": {"n": n}, "comments": {str(i): {"text": TEXT, "n": {"likes": i}} for i in range(n)}}
    ),
    "array.json": lambda n: json.dumps([{"id": i, "text": TEXT} for i in range(n)]),
}


def _peak(path: Path) -> int:
    """Return the bytes that reading a file row by row takes at most."""
    (member,) = members(str(path))
    tracemalloc.start()
    log = Log(path.name)
    for _ in recognition.recognise(member).rows(log):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert log.rejected == []
    return peak


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(f"text\nfrom {name}\n")
    (tmp_path / "link.csv").symlink_to(tmp_path / "a.csv")
    a, every = tmp_path / "a.csv", str(tmp_path / "*.csv")
    twice = reader.load(a, a)
    assert list(twice.comments["text"]) == ["from a.csv"]
    assert reading.told(twice.files) == ["a.csv: a.csv is named more than once, and read once"]
    for given in ([a, every], [tmp_path, a], [a, tmp_path / "link.csv", tmp_path / "b.csv"]):
        found = reader.load(*given)
        assert sorted(found.comments["text"]) == ["from a.csv", "from b.csv"]
        assert any("named more than once" in line or "passed over" in line for line in reading.told(found.files))


def test_a_folder_may_hold_nothing_more_than_what_was_named_before_it(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text\nfrom a\n")
    (tmp_path / "notes.json").write_text('{"made": "yesterday"}')
    found = reader.load(tmp_path / "a.csv", tmp_path)
    assert list(found.comments["text"]) == ["from a"]
    assert any("passed over: " in line and "notes.json" in line for line in reading.told(found.files))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_read_in_constant_memory(tmp_path: Path, name: str) -> None:
    peaks = []
    for n in (2000, 4000):
        (tmp_path / name).write_text(DOCUMENTS[name](n), encoding="utf-8")
        peaks.append(_peak(tmp_path / name))
    assert peaks[1] - peaks[0] < 2000 * len(TEXT) / 10


GENERIC = {"generic_lines.txt": "plain text", "generic_semicolon_cp1251.csv": "CSV", "generic_utf16.csv": "CSV"}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_format_just_works(path: Path) -> None:
    reading = reader.load(path)
    platforms = set(reading.comments["platform"])
    assert reading.rejected == ()
    assert (reading.files[0].format == GENERIC[path.name]) if path.name in GENERIC else (None not in platforms)
    assert any(row["text"] and row["skipped"] is None for row in reading.comments)
    assert not any("Ã" in (text or "") or "É" in (text or "") for text in reading.comments["text"])


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.name)
def test_every_export_comes_out_as_its_module_says(path: Path) -> None:
    expected = [json.loads(line) for line in path.with_suffix(".expected.jsonl").read_text("utf-8").splitlines()]
    objects = [row for row in expected if row.get("skipped") != "unreadable"]  # what is no object is rejected
    reading = reader.load(path, options=ReadOptions(keep_authors=True))
    rows = [
        {k: v for k, v in row.items() if v is not None and k not in ("file", "text_raw")} for row in reading.comments
    ]
    for row in objects:
        row |= {k: str(v) for k, v in row.items() if k == "replies"}
    for row in rows:
        row |= {k: v.isoformat() for k, v in row.items() if k == "time"}
        row["id"] = row["id"].removeprefix(f"{path.name}:")  # of a comment that two people labelled
    assert rows == objects
    assert len(rows) + len(reading.rejected) == len(expected)


def test_a_header_that_is_longer_than_what_is_looked_at_is_refused_for_that(tmp_path: Path) -> None:
    names = ",".join(f"column{i:05}" for i in range(22_000))
    with pytest.raises(ReadError, match="expected a header of less than 262,144 characters; found x.csv, whose names"):
        load(tmp_path, f"id,text,{names}\n1,good{',x' * 22_000}\n")
    one = load(tmp_path, "good " * 60_000 + "\n", "x.txt")
    assert len(one.comments) == 1


def test_a_column_for_every_row_does_not_fill_the_memory(tmp_path: Path) -> None:
    data = "".join(json.dumps({"text": "a", f"k{i}": "v"}) + "\n" for i in range(1200))
    reading = load(tmp_path, data, "x.jsonl")
    assert (len(reading.comments), len(reading.comments.column_names)) == (1200, len(COLUMNS) + 1000)
    assert reading.files[0].notes == ("not copied: columns after the first 1,000",)


def test_an_address_that_turns_up_late_is_not_copied_either(tmp_path: Path) -> None:
    data = '{"text": "a"}\n' * 300 + '{"text": "a", "email": "x@y.az"}\n'
    assert "email" not in load(tmp_path, data, "x.jsonl").comments.column_names


def test_ids_of_an_export_that_excel_rounded_are_not_used(tmp_path: Path) -> None:
    rows = "".join(f"1.86E+18,1.86E+18,99,2024-11-23T09:43:20.000Z,t{i}\n" for i in range(3))
    reading = load(tmp_path, f"id,conversation_id,author_id,created_at,text\n{rows}")
    assert reading.comments["id"][:] == ["x.csv:2", "x.csv:3", "x.csv:4"]
    assert reading.comments["thread"][:] == [None] * 3
    assert reading.comments["skipped"][:] == [None] * 3
    assert "the id of each comment is rounded" in reading.files[0].notes[0]
