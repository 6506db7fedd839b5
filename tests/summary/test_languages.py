"""Which languages a report says that a file is in."""

import pyarrow as pa

from sentiment import summarize
from sentiment.summary.languages import settled
from support import scored


def spoken(codes: list[str | None], texts: list[str], **more: list) -> list[str | None]:
    table = pa.table({"language": codes, "clean": texts, **more})
    rows = pa.array(range(len(codes))).to_numpy()
    return settled(table, table["clean"], rows)["language"].to_pylist()


def test_a_code_that_fewer_than_one_in_two_hundred_have_is_noise() -> None:
    texts = ["one long text of words"] * 1000
    assert spoken(["az"] * 996 + ["mk"] * 4, texts) == ["az"] * 996 + ["und"] * 4
    assert spoken(["az"] * 995 + ["mk"] * 5, texts) == ["az"] * 995 + ["mk"] * 5
    assert spoken(["az"] * 996 + [None] + ["mk"] * 3, texts) == ["az"] * 996 + [None] + ["und"] * 3
    given = spoken(["az"] * 996 + ["mk"] * 4, texts, own_language=["az"] * 996 + ["mk"] * 4)
    assert given[-1] == "mk"  # the file says so


def test_a_rare_code_of_one_and_two_words_alone_is_noise() -> None:
    codes = ["ru"] * 98 + ["kk"] * 2
    assert spoken(codes, ["да"] * 98 + ["топ", "ну топ"])[-2:] == ["und", "und"]
    assert spoken(codes, ["да"] * 98 + ["топ", "бұл өте жақсы"])[-2:] == ["kk", "kk"]
    assert spoken(["ru"] * 90 + ["kk"] * 10, ["да"] * 100)[-1] == "kk"


def test_a_report_has_no_group_of_noise() -> None:
    codes = ["ru"] * 389 + ["tr"] * 10 + ["mk"]
    table = scored(["positive", "negative"] * 200, language=codes, text=[f"да нет что ли {i}" for i in range(400)])
    document = summarize(table, by="language").document
    assert set(document["languages"]) == {"ru", "tr", "und"}
    assert "mk" not in document["groups"]["language"]
