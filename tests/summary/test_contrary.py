"""Whether the stance reads the event: the contrary of an event, and what is said of the answers under it."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from datasets import Dataset
from openpyxl import load_workbook
from typer.testing import CliRunner

from sentiment import rendering, summarize
from sentiment.cli.commands import app
from sentiment.errors import DataError
from sentiment.rendering.contrary import averaged, sentences
from sentiment.rendering.document import Document
from sentiment.rendering.translation import phrases
from sentiment.scoring.heads import Head
from sentiment.summary.adding_up import worded
from sentiment.summary.antonyms import contrary
from sentiment.summary.claims.check import weigh
from sentiment.summary.contrary import ask_contrary
from sentiment.summary.material import material
from sentiment.summary.method import Method
from sentiment.summary.stance import stances
from sentiment.summary.summary import Summary
from sentiment.table.labels import STANCES
from support_stance import EVENT, own_targets, several, table

CONTRARY = "TikTok was blocked"


@pytest.mark.parametrize(
    ("event", "other"),
    [
        (EVENT, CONTRARY),
        (CONTRARY, EVENT),
        ("Unblocked: TikTok", "Blocked: TikTok"),
        ("TikTok Azərbaycanda açıldı", "TikTok Azərbaycanda bağlandı"),
        ("TikTok Azərbaycanda blokdan çıxarıldı", "TikTok Azərbaycanda bloklandı"),
        ("TİKTOK BLOKLANDI", "TİKTOK blokdan çıxarıldı"),
        ("Sınırlar açıldı", "Sınırlar kapandı"),
        ("TikTok разблокирован", "TikTok заблокирован"),
        ("Самокаты запрещены", "Самокаты разрешены"),
        ("TikTok", None),
        ("The ban was not lifted", None),
        ("Blok açılmadı", None),
        ("Дорогу не открыли", None),
        ("The road opened and the shop closed", None),
        ("Müqavilə bağlandı", None),
    ],
)
def test_the_contrary_is_made_where_one_word_makes_it(event: str, other: str | None) -> None:
    assert contrary(event) == other


class Reads:
    """A model that has turned the answers of the first comments, and keeps the others."""

    def __init__(self, turned: int, side: str = "favor") -> None:
        self.turned, self.side, self.asked = turned, side, []

    def reads(self, head: str) -> bool:
        return head == "stance"

    def head(self, name: str) -> Head:
        return Head(name, STANCES, pair=True)

    def react(self, texts: Sequence[str], head: str, toward: str) -> np.ndarray:
        self.asked.append((toward, list(texts)))
        other = {"favor": "against", "against": "favor"}[self.side]
        said = [other if i < self.turned else self.side for i in range(len(texts))]
        return np.array([[float(label == one) for label in STANCES] for one in said])


def asked(scored: Dataset, model: Reads, *named: str) -> list[dict]:
    found = material(scored, None, Method())
    figures = stances(found)
    ask_contrary(figures, found, model, named)
    return [figures["stance"]] if figures["stance"] else figures["stances"]


@pytest.mark.parametrize(("turned", "holds"), [(40, True), (20, True), (19, False), (0, False)])
def test_answers_hold_where_half_of_them_turn(turned: int, holds: bool) -> None:
    model = Reads(turned)
    (told,) = asked(table({("favor", "neutral"): 40, ("none", "neutral"): 20}), model)
    assert told["contrary"] == {
        "event": CONTRARY, "made": True, "asked": 40, "turned": turned, "same": 40 - turned, "holds": holds,
    }  # fmt: skip
    ((event, texts),) = model.asked
    assert (event, len(texts)) == (CONTRARY, 40)  # those that take no side are not asked


def test_of_few_answers_nothing_is_told() -> None:
    (told,) = asked(table({("favor", "neutral"): 29}), Reads(0))
    assert told["contrary"]["holds"] is None


def test_copies_count_once_and_the_order_of_the_rows_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sentiment.summary.contrary.MOST", 10)
    rows = table({("favor", "neutral"): 60})
    doubled = Dataset.from_list([row | {"id": f"{i}{row['id']}"} for i in range(2) for row in rows])
    models = [Reads(5) for _ in range(3)]
    for model, scored in zip(models, (rows, doubled, rows.shuffle(seed=1)), strict=True):
        asked(scored, model)
    assert models[0].asked == models[1].asked == models[2].asked
    assert len(models[0].asked[0][1]) == 10


def test_each_event_has_its_contrary() -> None:
    two = several(["favor"] * 40, ["favor"] * 40)
    first, second = asked(two, Reads(30), "TikTok is shut", "the opposition")
    assert (first["contrary"]["event"], second["contrary"]["event"]) == ("TikTok is shut", "the opposition")
    assert not first["contrary"]["made"]
    first, second = asked(two, Reads(30))
    assert (first["contrary"]["event"], second["contrary"]) == (CONTRARY, None)
    with pytest.raises(DataError, match=r"as many contraries as events \(2\); found 3"):
        asked(two, Reads(30), "a", "b", "c")
    assert asked(own_targets(), Reads(30))[0]["contrary"] is None  # targets that rows name have none


def test_one_note_says_what_was_not_tried() -> None:
    scored = several(["favor"] * 40, ["against"] * 40)
    elsewhere = summarize(scored).to_dict()
    at_hand = worded({**elsewhere, "themes": []})
    for document, why in (
        (elsewhere, "that needs the model that labelled them, and it is not at hand."),
        (at_hand, "--contrary names the contrary to ask it about."),
    ):
        assert [note for note in document["notes"] if "was not tried" in note] == [
            "Whether the model reads “TikTok was unblocked”, “the ministry” and not the comments alone was not tried: "
            + why
        ]
    assert not [note for note in summarize(own_targets()).notes if "was not tried" in note]


def reported(turned: int) -> Document:
    """Return a report on comments in favour, with so many answers that turn."""
    scored = table({("favor", "neutral"): 60})
    document = summarize(scored).to_dict()
    (document["stance"],) = asked(scored, Reads(turned))
    return worded(document)


def crossed(turned: int) -> Document:
    """Return a report on two events, toward the first of which so many answers turn; angry comments are in favour."""
    scored = several(["favor"] * 60, ["against"] * 60)
    tones = scored.remove_columns(["label"]).add_column("label", ["negative"] * 60)
    document = summarize(tones).to_dict()
    document["stances"] = asked(tones, Reads(turned))
    cells = {"share": 0.5, "low": 0.4, "high": 0.6, "n": 60, "method": "counted"}
    quote = {**document["stances"][0]["quotes"]["favor"][0], "text": "a reason that they give"}
    reason = {"title": quote, "theme": 0, "words": [], "count": 30, "texts": 30, "share": cells, "steady": 0.8,
              "groups": {}, "languages": {}, "quotes": []}  # fmt: skip
    document["reasons"] = [{"column": "stance_1", "event": EVENT, "side": "favor", "n": 60, "reasons": [reason],
                            "outside": 30, "rest": cells}]  # fmt: skip
    return worded(document)


@pytest.mark.parametrize("form", [rendering.terminal, rendering.markdown, rendering.page])
def test_no_count_reason_or_quote_of_a_side_is_told_of_an_event_that_is_not_read(form: Callable) -> None:
    bad, good = (" ".join(form(crossed(turned)).split()) for turned in (3, 57))
    for told in (f"Critical in tone, but in favour, “{EVENT}”: 60", f"Reasons: in favour, “{EVENT}”", "a reason that"):
        assert (told in bad, told in good) == (False, True)
    refusal = f"On “{EVENT}”: no figure to quote"
    assert (bad.count(refusal), good.count(refusal)) == (2 + (form is rendering.page), 0)  # beside the table too
    assert "On “the ministry”: mostly comments against" in bad


def test_the_tone_of_sides_is_told_of_an_event_that_is_read_alone_and_one_comment_is_one() -> None:
    assert ["Tone by stance" in rendering.markdown(reported(turned)) for turned in (3, 57)] == [False, True]
    told = {"event": CONTRARY, "made": True, "asked": 1, "turned": 0, "same": 1, "holds": None}
    said, _ = sentences(told, phrases("en"))
    assert said == (
        f"Asked about the contrary, “{CONTRARY}”, of 1 comment with a side it puts 0 on the other side and leaves 1 on "
        "its own."
    )


def test_labels_by_hand_bring_back_the_shares_of_an_event_that_is_not_read_but_no_side_of_a_comment() -> None:
    document = crossed(3)
    own = document["stances"][0]
    own["overall"] = {side: share | {"method": "audited"} for side, share in own["overall"].items()}
    said = " ".join(rendering.markdown(worded(document)).split())
    assert "the shares rest on labels by hand; the side of one comment is not to be trusted" in said
    assert [told in said for told in ("no figure to quote", "may be of the comments' tone")] == [False, False]
    assert [told in said for told in ("Critical in tone, but", "Reasons: in favour", "a reason that")] == [False] * 3


def test_labels_by_hand_measured_the_mean_of_two_answers_and_no_set_of_others_did() -> None:
    said = [averaged(EVENT, CONTRARY, phrases("en"), by_hand=hand) for hand in (False, True)]
    assert ["is the mean of two answers" in one for one in said] == [True, True]
    assert ["was measured of single answers" in one for one in said] == [True, False]


@pytest.mark.parametrize("lang", ["en", "az", "tr", "ru"])
def test_a_stance_that_does_not_hold_is_not_to_be_quoted(lang: str) -> None:
    bad, good = (Summary(reported(turned)).translated(lang) for turned in (3, 57))
    for summary, n in ((bad, 3), (good, 57)):
        for form in (rendering.terminal, rendering.markdown, rendering.page):
            said = " ".join(form(summary.document).split())
            assert CONTRARY in said
            assert str(n) in said
    if lang == "en":
        assert "“TikTok was unblocked”: no figure to quote, since the model hardly turns" in bad.headline
        assert "does not read this event well enough to be quoted" in rendering.markdown(bad.document)
        assert "mostly comments in favour" in good.headline


def test_the_command_asks_about_the_contrary(headed: Path, tmp_path: Path) -> None:
    file, out = tmp_path / "comments.csv", tmp_path / "report.json"
    file.write_text("text\n" + "\n".join(f"{word} TikTok {i}" for i in range(20) for word in ("good", "bad")))
    command = [
        "report",
        str(file),
        "--model",
        str(headed),
        "--toward",
        "good plain",
        "--contrary",
        "bad",
        "-o",
        str(out),
    ]
    told = CliRunner().invoke(app, command)
    assert told.exit_code == 0, told.output
    stance = json.loads(out.read_text())["stance"]
    assert stance["contrary"]["event"] == "bad"
    sided = [
        n for side, n in ((s, round(e["share"] * stance["n"])) for s, e in stance["counted"].items()) if side != "none"
    ]
    assert stance["contrary"]["asked"] <= sum(sided)
    more = CliRunner().invoke(app, [*command[:-2], "--contrary", "worse"])
    assert more.exit_code == 1
    assert "as many contraries as events (1); found 2" in more.stderr


@pytest.mark.parametrize(("turned", "reason"), [(3, "unread"), (57, "unmeasured")])
def test_a_claim_about_an_event_that_is_not_read_cannot_be_told(turned: int, reason: str) -> None:
    scored = table({("favor", "neutral"): 60})
    found = weigh(scored, "mostly in favour", classifier=Reads(turned))
    assert (found["answer"], found["reason"], found["probability"]) == ("cannot tell", reason, None)
    said = " ".join(found["said"])
    assert ("does not read this event well enough" in said) == (reason == "unread")
    hand = [{"id": str(i), "gold": None, "gold_stance": "favor"} for i in range(40)]
    by_hand = weigh(scored, "mostly in favour", classifier=Reads(turned), audit=Dataset.from_list(hand))
    assert (by_hand["answer"], by_hand["contrary"]) == ("supported", None)
    assert found["contrary"]["turned"] == turned


def test_no_share_is_drawn_of_an_event_that_is_not_read_and_the_title_says_so(tmp_path: Path) -> None:
    for document, drawn in ((reported(3), []), (crossed(3), ["the ministry"]), (reported(57), [""])):
        chart = Summary(document).chart("stance").to_dict()
        values = chart["datasets"][chart["data"]["name"]]
        assert {row["row"] for row in values if row["share"] is not None or row["text"]} == set(drawn)
        refused = f"On “{EVENT}”: no figure to quote" in " ".join(chart.get("title", {}).get("text", []))
        assert refused == (drawn != [""])
    for turned, n in ((3, 0), (57, 1)):
        document = reported(turned)
        (shares,) = (part for part in rendering.page(document).split("<table") if EVENT in part[:200])
        assert shares.count('<svg class="bar"') == 3 * n
        rendering.save(document, tmp_path / "report.xlsx")
        sheet = next(own for own in load_workbook(tmp_path / "report.xlsx") if own.title.startswith("Stance toward"))
        assert len(sheet._charts) == n


def test_no_bar_is_drawn_of_a_row_that_is_not_to_be_quoted() -> None:
    page = rendering.page(crossed(3))
    matrix = next(part for part in page.split("<table") if 'aria-label="Stance' in part[:200]).partition("</table>")[0]
    first, second = matrix.partition("<tbody")[2].split("</tr>")[:2]
    assert (EVENT in first, "the ministry" in second) == (True, True)
    assert (first.count("<svg"), second.count("<svg")) == (0, 3)
