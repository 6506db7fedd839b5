"""Comments of several lines with an empty line between them, and comments a line each with gaps among them."""

from pathlib import Path

import pytest

from support import column, load

LONG = [
    "Nəhayət açıldı, çox sevindim!\nBir ay gözlədik bunu,\nişimiz dayanmışdı.",
    "Çox gec oldu.\nKim cavab verəcək?",
    "Mənə fərq etmir",
    "Təşəkkür edirəm hamıya\nbu qərar üçün",
]
LINES = ["Nəhayət açıldı!", "Çox gec oldu.", "Mənə fərq etmir", "sağ olun", "yenə bağlayacaqlar", "Pis", "Əla!"]


@pytest.mark.parametrize("gap", ["\n\n", "\n \n\n", "\r\n\r\n"])
def test_lines_that_go_on_are_one_comment(tmp_path: Path, gap: str) -> None:
    found = load(tmp_path, gap.join(LONG) + "\n", "x.txt")
    assert column(found, "text") == LONG
    assert "read as one comment" in found.files[0].warnings[0]


@pytest.mark.parametrize(
    "gaps",
    [{3}, {1, 2, 3, 4, 5, 6}, {2, 4}],  # one stray gap; a gap behind each; groups of two
)
def test_a_comment_a_line_stays_one(tmp_path: Path, gaps: set[int]) -> None:
    text = "".join(f"{line}\n" + "\n" * (at in gaps) for at, line in enumerate(LINES, 1))
    assert column(load(tmp_path, text, "x.txt"), "text") == LINES


def test_what_nothing_tells_is_told(tmp_path: Path) -> None:
    found = load(tmp_path, "Əla!\nPis!\n\nYaxşı!\nOlmaz!\n\nSevindim!\nHeyif!\n", "x.txt")
    assert len(found.comments) == 6
    assert "each line is read as a comment" in found.files[0].warnings[0]


HEADED = "Post 1\nsuper idi\nçox pis\nbəyəndim\n\nPost 2\nolmaz\nyaxşı\n\nPost 3\nheç nə\nböyük iş\n"


@pytest.mark.parametrize(
    "text",
    [HEADED, HEADED.replace("i\n", "i!\n").replace("ş\n", "ş.\n"),
     "Əla\npis oldu\n\nYaxşı oldu artıq\nolmaz\n\nSevindim mən\nheyif\n",
     "Əla iş!\npis oldu!\n\nYaxşı oldu artıq!\nolmaz!\n\nSevindim!\nheyif!\n"],
)  # fmt: skip
def test_lower_case_alone_tells_of_no_comment_of_several_lines(tmp_path: Path, text: str) -> None:
    found = load(tmp_path, text, "x.txt")
    assert column(found, "text") == [line for line in text.splitlines() if line]
    assert "each line is read as a comment" in found.files[0].warnings[0]


def test_few_blocks_of_lines_without_an_end_are_lines(tmp_path: Path) -> None:
    """Of four groups of two comments each the second happens to end: so may comments of strangers."""
    lines = ["Əla xəbərdir", "Nə yaxşı oldu!", "Gec qaldılar", "Bəs internet?", "Sağ olun", "Qiymətlər nə olacaq?"]
    text = "\n\n".join(f"{one}\n{other}" for one, other in zip(lines[::2], lines[1::2], strict=True))
    assert column(load(tmp_path, text, "x.txt"), "text") == lines


def test_long_lists_of_comments_in_groups_are_lines(tmp_path: Path) -> None:
    group = "".join(f"yaxşı oldu bu iş {i}\n" for i in range(9))
    found = load(tmp_path, "\n".join([group] * 4), "x.txt")
    assert len(found.comments) == 36
    assert found.files[0].warnings == ()


@pytest.mark.parametrize(
    "marks", [("1. ", "2. ", "3. "), ("7) ", "8) ", "9) "), ("- ", "- ", "- "), ("• ", "- ", "* ")]
)
@pytest.mark.parametrize("header", ["", "Şərhlər\n"])
def test_what_stands_before_each_line_of_a_list_is_left_out(
    tmp_path: Path, marks: tuple[str, ...], header: str
) -> None:
    texts = ["Çox sevindim", "Gec oldu artıq", "5 il gözlədik"]
    lines = "".join(f"{mark}{text}\n" for mark, text in zip(marks, texts, strict=True))
    assert column(load(tmp_path, header + lines, "x.txt"), "text") == texts


@pytest.mark.parametrize(
    "lines",
    [
        ("1. Çox sevindim", "1. yer bizimdir", "2. dəfə"),
        ("5. sinif açılsın", "6. sinif də", "7. sinif yox"),
        ("- Hə", "Yox", "- Bəli"),
    ],
)
def test_numbers_that_do_not_count_the_lines_are_theirs(tmp_path: Path, lines: tuple[str, ...]) -> None:
    assert column(load(tmp_path, "\n".join(lines), "x.txt"), "text") == list(lines)


def test_names_before_the_lines_are_told(tmp_path: Path) -> None:
    found = load(tmp_path, "Leyla: Çox sevindim\nElvin M: Gec oldu\nLeyla: Yox: heç vaxt\n", "x.txt")
    assert "may be names" in found.files[0].warnings[0]
    found = load(tmp_path, "Nəticə: Çox sevindim\nGec oldu artıq\nSual: niyə?\n", "x.txt")
    assert found.files[0].warnings == ()


def test_lines_with_as_many_tabs_are_a_table(tmp_path: Path) -> None:
    found = load(tmp_path, "leyla\tÇox sevindim buna\t3\nelvin\tGec oldu artıq\t5\nnigar\tHeç nə olmaz\t1\n", "x.txt")
    assert column(found, "text") == ["Çox sevindim buna", "Gec oldu artıq", "Heç nə olmaz"]
    assert "leyla" not in column(found, "1")
    assert column(load(tmp_path, "Çox\tsevindim\nGec oldu\nYox\n", "y.txt"), "text")[0] == "Çox\tsevindim"


@pytest.mark.parametrize("indent", ["\t", "\t\t"])
def test_lines_that_are_indented_are_no_table(tmp_path: Path, indent: str) -> None:
    texts = ["Çox sevindim", "Gec oldu", "Mənə fərq etmir", "Pis oldu bu iş"]
    found = column(load(tmp_path, "".join(f"{indent}{text}\n" for text in texts), "x.txt"), "text")
    assert [text.strip() for text in found] == texts


def test_of_lines_with_tabs_the_first_is_a_header_where_a_name_in_it_is_known(tmp_path: Path) -> None:
    rows = "leyla\tÇox sevindim buna\nelvin\tGec oldu artıq\nnigar\tHeç nə olmaz\n"
    named = load(tmp_path, f"kim\tşərh\n{rows}", "x.txt")
    assert column(named, "text") == ["Çox sevindim buna", "Gec oldu artıq", "Heç nə olmaz"]
    assert len(load(tmp_path, f"leyla\tSevindim\n{rows}", "y.txt").comments) == 4
