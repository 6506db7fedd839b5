from pathlib import Path

import sentiment


def test_prepare_adds_columns_and_drops_no_row(comments: Path) -> None:
    prepared = sentiment.prepare(sentiment.read(comments))
    assert prepared["id"][:] == ["1", "2", "3", "4", "5", "6"]
    assert prepared["clean"][:] == ["TikTok good good!", "bad bad pis", None, "TikTok GOOD good", None, "plain TikTok."]
    assert prepared["copy_of"][:] == [None, None, None, "1", None, None]
    assert prepared["skipped"][:] == [None, None, "empty", None, "no words", None]


def test_prepare_twice_is_the_same(comments: Path) -> None:
    once = sentiment.prepare(sentiment.read(comments, keep_authors=True))
    assert sentiment.prepare(once).to_list() == once.to_list()


def test_an_editors_bracket_is_not_what_the_speaker_said() -> None:
    quotes = sentiment.prepare(sentiment.read(Path(__file__).parents[2] / "data" / "unblocking.csv"))
    assert quotes["clean"][5] == "TikTok is open. God willing, the land borders will also open."
    assert "[Azerbaijan’s land borders" in quotes["text"][5]
