import bz2
import gzip
import io
import os
import zipfile
from pathlib import Path

import pytest
import zstandard

from sentiment.errors import MissingFileError, ReadError
from sentiment.reading import compression, inputs
from sentiment.reading.inputs import LimitError, members


def zipped(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


def contents(path: Path, *, limited: bool = True) -> dict[str, bytes]:
    found = {}
    for member in members(str(path), limited=limited):
        with member.open() as file:
            found[member.name] = file.read()
        with member.open() as file:
            assert file.read(3) == found[member.name][:3]
    return found


TEXT = "Nəhayət açıldı\n".encode()


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", TEXT, {"a.txt": TEXT}),
        ("a.txt.gz", gzip.compress(TEXT), {"a.txt.gz": TEXT}),
        ("a.gz", gzip.compress(TEXT) + gzip.compress(TEXT), {"a.gz": TEXT + TEXT}),
        ("a.bz2", bz2.compress(TEXT), {"a.bz2": TEXT}),
        ("a.zst", zstandard.compress(TEXT), {"a.zst": TEXT}),
        ("a.bin", gzip.compress(gzip.compress(TEXT)), {"a.bin": TEXT}),
        ("a.zip", zipped({"b/c.txt": TEXT, "d.txt": b"x"}), {"a.zip/b/c.txt": TEXT, "a.zip/d.txt": b"x"}),
        ("a.zip", zipped({"b.txt.gz": gzip.compress(TEXT)}), {"a.zip/b.txt.gz": TEXT}),
        ("a.zip", zipped({"b.zip": zipped({"c.txt": TEXT})}), {"a.zip/b.zip/c.txt": TEXT}),
        ("a.zip", zipped({"__MACOSX/x": b"", ".DS_Store": b"", "y.rejected.jsonl": b"", "c": TEXT}), {"a.zip/c": TEXT}),
        ("a.zip", zipped({"../../etc/x": TEXT, "/abs": TEXT}), {"a.zip/etc/x": TEXT, "a.zip/abs": TEXT}),
    ],
)
def test_what_is_packed_is_opened_by_its_bytes(
    tmp_path: Path, name: str, data: bytes, expected: dict[str, bytes]
) -> None:
    (tmp_path / name).write_bytes(data)
    assert contents(tmp_path / name) == expected


def test_nothing_is_written_outside(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"../evil": TEXT}))
    contents(tmp_path / "a.zip")
    assert os.listdir(tmp_path) == ["a.zip"]


def test_a_long_window_is_read(tmp_path: Path) -> None:
    parameters = zstandard.ZstdCompressionParameters(window_log=28, enable_ldm=True, write_content_size=False)
    data = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    (tmp_path / "RC.zst").write_bytes(data.compress(TEXT * 1000) + data.flush())
    assert contents(tmp_path / "RC.zst") == {"RC.zst": TEXT * 1000}


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress, lambda data: zipped({"x.txt": data})])
def test_a_bomb_is_stopped_and_the_flag_lifts_the_limit(
    tmp_path: Path, pack: "type[bytes]", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compression, "FREE", 1000)
    monkeypatch.setattr(inputs, "FREE", 1000)
    (tmp_path / "bomb").write_bytes(pack(bytes(3_000_000)))
    with pytest.raises(LimitError, match="add --no-limit"):
        contents(tmp_path / "bomb")
    assert [len(data) for data in contents(tmp_path / "bomb", limited=False).values()] == [3_000_000]


def test_a_bomb_inside_a_bomb_counts_from_the_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compression, "FREE", 1000)
    monkeypatch.setattr(inputs, "FREE", 1000)
    (tmp_path / "bomb").write_bytes(gzip.compress(gzip.compress(bytes(30_000_000))))
    with pytest.raises(LimitError):
        contents(tmp_path / "bomb")


@pytest.mark.parametrize(
    "data", [gzip.compress(TEXT * 99)[:-9], zstandard.compress(os.urandom(999))[:-9], zipped({"a": TEXT * 9})[:-9]]
)
def test_a_damaged_archive_is_a_read_error(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a").write_bytes(data)
    with pytest.raises(ReadError):
        contents(tmp_path / "a")


def test_a_member_without_a_name_is_one_more_file(tmp_path: Path) -> None:
    nameless = zipfile.ZipInfo("x")
    nameless.filename = ""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("b.csv", b"text\nsalam\n")
        archive.writestr(nameless, b"text\nbye\n")
    assert contents(tmp_path / "a.zip") == {"a.zip/b.csv": b"text\nsalam\n", "a.zip": b"text\nbye\n"}


def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "folder"
    (folder / "inner").mkdir(parents=True)
    (folder / "inner" / "a.txt").write_bytes(TEXT)
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "up").symlink_to(tmp_path)
    assert contents(folder) == {"folder/inner/a.txt": TEXT}


def test_patterns_and_their_failure(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv", "c.txt", "[d].csv"):
        (tmp_path / name).write_bytes(TEXT)
    assert sorted(contents(tmp_path / "*.csv")) == ["[d].csv", "a.csv", "b.csv"]
    assert list(contents(tmp_path / "[d].csv")) == ["[d].csv"]
    with pytest.raises(MissingFileError, match="nothing at"):
        contents(tmp_path / "*.json")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Comments.CSV", "did you mean {folder}/comments.csv? else check the path"),
        ("comments.cvs", "did you mean {folder}/comments.csv? else check the path"),
        ("other.parquet", "nothing at {folder}/other.parquet; check the path"),
        ("no/comments.csv", "nothing at {folder}/no/comments.csv; check the path"),
    ],
)
def test_a_name_that_is_nearly_right(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "comments.csv").write_bytes(TEXT)
    with pytest.raises(MissingFileError) as error:
        contents(tmp_path / name)
    assert said.format(folder=tmp_path) in str(error.value)


@pytest.mark.parametrize("address", ["https://www.youtube.com/watch?v=abc", "www.tiktok.com/@x", "HTTP://t.me/x"])
def test_an_address_is_no_file(address: str) -> None:
    with pytest.raises(MissingFileError, match="found the address .*; nothing is fetched: save or export the comments"):
        list(members(address))


def test_all_files_of_an_archive_are_limited_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import zipfile

    from sentiment.reading import compression, reader

    monkeypatch.setattr(compression, "TOTAL", 1 << 20)
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", "id,text\n" + "1,good\n" * 50_000)
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for i in range(40):
            archive.writestr(f"{i}.zip", inner.getvalue())
    with pytest.raises(compression.LimitError, match="with more in all its files"):
        reader.load(tmp_path / "x.zip")
