"""Audits as they come home from people's tools: read, and joined to the table that was scored."""

import json
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from sentiment.errors import ColumnError, DataError, WriteError
from sentiment.estimation.gold_labels import labels_of
from sentiment.reading.audit_files import keep_labels, load_audit, load_beside
from sentiment.reading.options import ReadOptions
from sentiment.table.labels import LABELS

CASES = Path(__file__).parents[1] / "data" / "cases"
SCORED = pq.read_table(CASES / "audit_scored.parquet", columns=["id", "text"]).to_pydict()
TRUE = {"positive": 6, "negative": 4, "neutral": 2}
UPLOADED = {"negative": 22, "neutral": 20, "positive": 18}


def joined(path, ids=SCORED["id"], texts=SCORED["text"], columns=None):
    rows = load_audit(path, columns=columns).comments.to_list()
    return labels_of(rows, ids, texts, [True] * len(ids), LABELS)


@pytest.mark.parametrize(
    ("name", "gold", "blank"),
    [
        ("argilla1_discarded.json", {"negative": 3, "positive": 2, "neutral": 1}, 6),
        ("argilla1_multi.json", TRUE, 0),
        ("argilla2.json", TRUE, 0),
        ("argilla2_flat.csv", {**TRUE, "positive": 5}, 0),
        ("argilla2_list.json", TRUE, 0),
        ("audit_saved_by_excel_1252.csv", {"negative": 32, "neutral": 32, "positive": 32}, 0),
        ("doccano.jsonl", TRUE, 0),
        ("labels_az_caps.csv", {"positive": 4, "negative": 2, "neutral": 1}, 0),
        ("labels_turkish.csv", {"positive": 4, "negative": 2, "neutral": 1}, 0),
        ("ls_audit_csv_uploaded.csv", UPLOADED, 0),
        ("ls_audit_csv_uploaded_min.json", UPLOADED, 0),
        ("ls_ground_truth.json", UPLOADED, 0),
        ("ls_taxonomy.json", {"positive": 3, "negative": 2, "neutral": 1}, 0),
    ],
)
def test_labels_come_home(name, gold, blank):
    found = joined(CASES / name)
    assert (Counter(found.gold), found.blank) == (gold, blank)


def test_an_id_of_the_samples_own_comes_back_from_label_studio():
    rows = load_audit(CASES / "label_studio_csv_own_id.csv").comments.to_list()
    assert sorted(row["id"] for row in rows) == [f"jam-{i}" for i in range(1, 7)]
    found = labels_of(rows, [f"jam-{i}" for i in range(1, 7)], [None] * 6, [True] * 6, LABELS)
    assert Counter(found.gold) == {"negative": 3, "positive": 3}


def test_two_choices_in_one_annotation_are_no_label():
    rows = load_audit(CASES / "label_studio_two_choices.json").comments.to_list()
    assert [(row["id"], row["gold"], row["chosen"]) for row in rows] == [
        ("a", None, "negative, positive"),
        ("b", "positive", None),
    ]
    found = labels_of(rows, ["a", "b"], [None] * 2, [True] * 2, LABELS)
    assert (found.rows.tolist(), found.gold, found.blank) == ([1], ["positive"], 1)
    assert found.remarks == (
        "labels by hand that are none of negative, neutral, positive, not used: row 2, id a: 'negative, positive'",
    )


def test_a_reject_alone_is_no_blank():
    with pytest.raises(DataError, match="64 comments of which only is said that they are not positive"):
        joined(CASES / "prodigy_binary.jsonl")


def write(path, rows):
    lines = rows if isinstance(rows, list) and isinstance(rows[0], str) else [json.dumps(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def prodigy(number, label, answer):
    return {
        "text": f"t{number}",
        "_input_hash": number,
        "_task_hash": hash((number, label)),
        "meta": {"id": f"c{number}"},
        "label": label,
        "answer": answer,
    }


def test_who_rejects_two_of_three_labels_chose_the_third(tmp_path):
    rows = [prodigy(1, "POSITIVE", "reject"), prodigy(1, "NEGATIVE", "reject"), prodigy(2, "POSITIVE", "accept")]
    rows += [prodigy(2, "NEGATIVE", "reject")]
    found = joined(write(tmp_path / "p.jsonl", rows), ["c1", "c2"], ["t1", "t2"])
    assert found.gold == ["neutral", "positive"]


def test_two_questions_and_the_one_that_is_named(tmp_path):
    def task(number, tone, writer, annotator):
        result = [
            {"from_name": "emotion", "type": "choices", "value": {"choices": ["joy"]}},
            {"from_name": "writer", "type": "choices", "value": {"choices": [writer]}},
            {"from_name": "sentiment", "type": "choices", "value": {"choices": [tone]}},
        ]
        data = {"text": f"t{number}", "comment_id": f"c{number}"}
        return {"id": number, "data": data, "annotations": [{"result": result, "completed_by": annotator}]}

    tasks = [task(1, "Positive", "Negative", 1), task(2, "Neutral", "Positive", 1)]
    path = tmp_path / "project.json"
    path.write_text(json.dumps(tasks), encoding="utf-8")
    found = joined(path, ["c1", "c2"], ["t1", "t2"])
    assert found.gold == ["positive", "neutral"]
    assert found.remarks == (
        "labels by hand are taken from column 'gold'; 'writer' could be meant as well: --column gold=writer takes it",
    )
    named = joined(path, ["c1", "c2"], ["t1", "t2"], {"gold": "writer"})
    assert named.gold == ["negative", "positive"]
    assert named.remarks == ()
    assert load_audit(path).comments["emotion"][:] == ["joy", "joy"]
    with pytest.raises(ColumnError, match="a column 'mood' for gold"):
        load_audit(path, columns={"gold": "mood"})


def test_json_min_and_csv_of_label_studio_with_two_choices(tmp_path):
    added = {"annotator": 1, "annotation_id": 7, "lead_time": 1.0, "created_at": "2024-01-01", "updated_at": ""}
    rows = [
        {"id": 1, "text": "t1", "comment_id": "c1", "sentiment": {"choices": ["negative", "positive"]}, **added},
        {"id": 2, "text": "t2", "comment_id": "c2", "sentiment": "positive", **added},
    ]
    path = tmp_path / "min.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    table = tmp_path / "min.csv"
    cell = '"{""choices"":[""negative"",""positive""]}"'
    table.write_text(
        "annotation_id,annotator,comment_id,id,lead_time,sentiment,text\n"
        f"7,1,c1,1,1.0,{cell},t1\n8,1,c2,2,1.0,positive,t2\n",
        encoding="utf-8",
    )
    for file in (path, table):
        rows = load_audit(file).comments.to_list()
        assert [(row["id"], row["gold"], row["chosen"]) for row in rows] == [
            ("c1", None, "negative, positive"),
            ("c2", "positive", None),
        ]


SERVICES = {
    "doccano of old": (
        "old.jsonl",
        [
            {"id": 1, "text": "t1", "meta": {"id": "c1"}, "annotation_approver": None, "labels": ["Mənfi"]},
            {"id": 2, "text": "t2", "meta": {"id": "c2"}, "annotation_approver": None, "labels": []},
        ],
    ),
    "labelbox": (
        "export.ndjson",
        [
            {
                "data_row": {"id": f"cm{i}", "global_key": f"c{i}", "row_data": f"t{i}"},
                "projects": {"p": {"labels": labels}},
            }
            for i, labels in (
                (
                    1,
                    [
                        {
                            "annotations": {
                                "objects": [],
                                "classifications": [
                                    {
                                        "name": "Tone",
                                        "value": "tone",
                                        "radio_answer": {"name": "Negative", "value": "negative"},
                                    }
                                ],
                            },
                            "performance_details": {"skipped": False},
                        }
                    ],
                ),
                (2, []),
            )
        ],
    ),
    "labelbox of old": (
        "old.json",
        [
            {
                "ID": "l1",
                "DataRow ID": "cm1",
                "Labeled Data": "t1",
                "External ID": "c1",
                "Skipped": False,
                "Created By": "ann@example.com",
                "Label": {"classifications": [{"title": "Tone", "value": "tone", "answer": {"title": "Negative"}}]},
            },
            {
                "ID": "l2",
                "DataRow ID": "cm2",
                "Labeled Data": "t2",
                "External ID": "c2",
                "Skipped": True,
                "Created By": "ann@example.com",
                "Label": {"classifications": [{"title": "Tone", "value": "tone", "answer": {"title": "Positive"}}]},
            },
        ],
    ),
    "mturk": (
        "batch.csv",
        [
            "HITId,AssignmentId,WorkerId,AssignmentStatus,Input.id,Input.text,Answer.sentiment.label,Reject",
            "H1,A1,W1,Approved,c1,t1,Negative,",
            "H2,A2,W2,Rejected,c2,t2,Positive,x",
        ],
    ),
    "mturk with buttons": (
        "batch.csv",
        [
            "HITId,AssignmentId,WorkerId,AssignmentStatus,Input.id,Input.text,Answer.negative.on,Answer.tone.negative,"
            "Answer.tone.positive",
            "H1,A1,W1,Submitted,c1,t1,,true,false",
            "H2,A2,W2,Submitted,c2,t2,,false,false",
        ],
    ),
    "fastText": ("train.txt", ["__label__negative t1", "t2"]),
}


@pytest.mark.parametrize("name", SERVICES)
def test_labels_of_other_services(tmp_path, name):
    file, rows = SERVICES[name]
    path = tmp_path / file
    if file.endswith(".json"):
        path.write_text(json.dumps(rows), encoding="utf-8")
    else:
        write(path, rows)
    found = joined(path, ["c1", "c2"], ["t1", "t2"])
    assert (found.rows.tolist(), found.gold, found.blank) == ([0], ["negative"], 1)
    read = load_audit(path).comments.to_list()
    assert not any("ann@example.com" in str(row) or "W1" in str(row.values()) for row in read)


def test_another_column_with_labels_is_taken_and_said(tmp_path):
    path = write(tmp_path / "a.csv", ["id,text,label", "c1,t1,Müsbət", "c2,t2,Mənfi"])
    found = joined(path, ["c1", "c2"], ["t1", "t2"])
    assert found.gold == ["positive", "negative"]
    assert found.remarks == ("labels by hand are taken from column 'label'",)


def test_columns_that_are_named_hold_for_the_audit(tmp_path):
    audit = write(tmp_path / "a.csv", ["Nömrə;Rəyin özü;Mənim qiymətim;Qeyd", "c1;t1;+;uzun bir qeyd", "c2;t2;-;yox"])
    comments = write(tmp_path / "c.csv", ["id,text", "c1,t1", "c2,t2"])
    columns = {"id": "Nömrə", "text": "Rəyin özü", "gold": "Mənim qiymətim"}
    hand = load_audit(audit, columns=columns)
    rows = hand.comments.to_list()
    assert [(row["id"], row["text"], row["gold"]) for row in rows] == [("c1", "t1", "+"), ("c2", "t2", "-")]
    assert load_beside(hand, comments, options=ReadOptions(columns)).comments["text"][:] == ["t1", "t2"]
    with pytest.raises(ColumnError):
        load_beside(hand, comments, options=ReadOptions({"text": "Nowhere"}))


@pytest.mark.parametrize(
    "lines",
    [
        ["text,gold,stratum,weight", "So glad it works again,pos,all,2", "Great news for my shop,neg,all,2"],
        [
            "id,text,gold",
            "7.30000000000000E+18,So glad it works again,pos",
            "7.30000000000000E+18,Great news for my shop,neg",
        ],
        ["id;text;gold", "7300000000000000001;So glad it works again;Pozitif", "x9;Great news for my shop;Negatif"],
    ],
)
def test_rows_join_by_their_words_where_the_ids_are_lost(tmp_path, lines):
    path = write(tmp_path / "audit.csv", lines)
    ids = ["tiktok:7300000000000000001", "tiktok:7300000000000000002"]
    found = joined(path, ids, ["So glad it works again", "Great news for my shop"])
    assert (found.rows.tolist(), found.gold) == ([0, 1], ["positive", "negative"])


def test_two_annotators_in_rows_of_a_table_of_label_studio(tmp_path):
    lines = [
        "annotation_id,annotator,id,lead_time,sentiment,text,stratum,weight",
        "1,1,c1,1.0,positive,t1,all,1",
        "2,2,c1,1.0,negative,t1,all,1",
        "3,3,c1,1.0,negative,t1,all,1",
    ]
    found = joined(write(tmp_path / "export.csv", lines), ["c1"], ["t1"])
    assert (found.gold, found.readings) == (["negative"], [["positive", "negative", "negative"]])


def test_a_cell_of_blanks_is_no_label_that_would_be_lost(tmp_path):
    path = tmp_path / "audit.csv"
    path.write_text('id,text,gold,gold_stance\n1,good,," "\n2,bad,,\n', encoding="utf-8")
    keep_labels(path)
    path.write_text('id,text,gold,gold_stance\n1,good,," "\n2,bad,,favor\n', encoding="utf-8")
    with pytest.raises(WriteError, match="with 1 in it"):
        keep_labels(path)
