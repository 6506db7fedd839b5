import pytest

from sentiment.estimation.audit_join import Places
from sentiment.estimation.gold_labels import labels_of

KNOWN = ("negative", "neutral", "positive")


def place(row, ids, texts):
    return Places(ids, texts).of({"file": "audit.csv", **row})


@pytest.mark.parametrize(
    ("id_", "scored"),
    [
        ("73", "tiktok:73"),
        ("tiktok:73", "73"),
        ("argilla:tiktok:73", "tiktok:73"),
        ("audit.csv:tiktok:73:4", "tiktok:73"),
        (" tiktok:73 ", "tiktok:73"),
    ],
)
def test_ids_with_and_without_a_prefix(id_, scored):
    assert place({"id": id_, "text": "salam"}, ["x:1", scored], ["other", "salam"]) == 1


def test_an_id_without_its_prefix_that_two_comments_share_needs_the_words():
    ids, texts = ["tiktok:7", "vk:7"], ["first", "second"]
    assert place({"id": "7", "text": None}, ids, texts) is None
    assert place({"id": "7", "text": "second"}, ids, texts) == 1


def test_a_number_of_the_tool_is_no_id():
    assert place({"id": "label-studio:1", "text": "second"}, ["1", "2"], ["first", "second"]) == 1
    assert place({"id": "label-studio:1", "text": None}, ["1", "2"], ["first", "second"]) is None


@pytest.mark.parametrize(
    ("saved", "scored"),
    [
        ("Çok mutluyum, aç?ld? sonunda !!", "Çok mutluyum, açıldı sonunda !!"),
        ("M?n? f?rq etmir 2", "Mənə fərq etmir 2"),
        ("Isçi, sagird, ?", "İşçi, şağird, ə"),
        ("????? ???? ?", "Позор этот !"),
        ("Super ??", "Super 🎉"),
    ],
)
def test_letters_that_a_code_page_lacks(saved, scored):
    assert place({"id": "c1", "text": saved}, ["c0", "c1"], ["another one", scored]) == 1


@pytest.mark.parametrize("saved", ["M?n? f?rq edir 2", "M?n? f?rq etmir", "something else"])
def test_other_words_under_the_same_id_are_another_comment(saved):
    assert place({"id": "c1", "text": saved}, ["c1"], ["Mənə fərq etmir 2"]) is None


def test_copies_go_to_a_row_each_and_two_readings_to_one():
    places = Places(["a", "b", "c"], ["yes", "Yes!", "no"])
    rows = [{"id": f"label-studio:{i}", "file": "f", "text": "YES"} for i in (1, 2, 1)]
    assert [places.of(row) for row in rows] == [0, 1, 0]
    assert places.by_text == 3


def test_a_word_that_is_no_label_is_told_with_its_row_and_the_rest_is_used():
    audit = [{"id": "c0", "gold": "pos"}, {"id": "c1", "gold": "furious"}, {"id": "c2", "gold": "Mənfi"}]
    found = labels_of(audit, ["c0", "c1", "c2"], ["a"] * 3, [True] * 3, KNOWN)
    assert (found.gold, found.blank) == (["positive", "negative"], 1)
    assert found.remarks == (
        "labels by hand that are none of negative, neutral, positive, not used: row 3, id c1: 'furious'",
    )


def test_numbers_and_signs_are_labels_where_they_tell_their_scale():
    def read(*cells):
        audit = [{"id": f"c{i}", "gold": cell} for i, cell in enumerate(cells)]
        return labels_of(audit, ["c0", "c1", "c2"], ["a"] * 3, [True] * 3, KNOWN).gold

    assert read("-1", "0", "1") == read("-1.0", "0.0", "+1") == read("-", "0", "+") == list(KNOWN)
    assert read("1", "0", "neg") == ["negative"]
