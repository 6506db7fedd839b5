"""Which column is which: by name, by content, and never by a content that is somebody's telephone number."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from sentiment import text
from sentiment.errors import ColumnError
from sentiment.reading import reader
from sentiment.reading.columns import names as header
from sentiment.reading.columns import personal
from sentiment.reading.columns import roles as column
from sentiment.reading.log import Reading
from sentiment.reading.options import ReadOptions
from sentiment.reading.rows import SAMPLE
from sentiment.table.comment import COLUMNS


def load(tmp_path: Path, data: str, name: str = "x.csv", **options: Any) -> Reading:
    (tmp_path / name).write_text(data, encoding="utf-8")
    return reader.load(tmp_path / name, options=ReadOptions(**options))


def guess(columns: dict[str, list[Any]]) -> dict[str, str]:
    size = max(map(len, columns.values()))
    rows = [{name: cells[i] for name, cells in columns.items() if i < len(cells)} for i in range(size)]
    return column.guess(list(columns), rows, {}, "x.csv", personal.kinds(columns))[0]


@pytest.mark.parametrize("name", ["Telefon", "nömrə", "Phone", "q7", "Date", "Tarix"])
def test_a_telephone_number_is_no_time(tmp_path: Path, name: str) -> None:
    reading = load(tmp_path, f"şərh,{name}\nçox yaxşı,0501234567\npis deyil,994551234567\n")
    assert reading.files[0].mapping == {"text": "şərh"}
    assert reading.comments["time"][:] == [None, None]
    assert name not in reading.comments.column_names


@pytest.mark.parametrize(
    ("name", "cells", "taken"),
    [
        ("q7", ["2024-11-23", "2024-11-24"], True),
        ("q7", ["23 noyabr 2024", "2 days ago"], True),
        ("q7", ["1732355000", "1732355001"], False),
        ("unix", ["1732355000", "1732355001"], True),
        ("sent_at", [1732355000, 1732355001], True),
        ("sent_at", [5321234567, 5321234568], False),
        ("sent_at", [946684800, 946684801], False),
        ("yazılma tarixi", ["1732355000000", "1732355001000"], True),
        ("q7", ["1985-04-12", "1990-01-02"], False),
        ("Doğum tarixi", ["2005-04-12", "2006-01-02"], False),
        ("q7", ["2099-04-12", "2098-01-02"], False),
    ],
)
def test_a_time_found_by_content_is_plausible(name: str, cells: list[Any], taken: bool) -> None:
    assert guess({"şərh": ["salam dünya"] * 2, name: cells}).get("time") == (name if taken else None)


SURVEYMONKEY = (
    "Respondent ID,Start Date,IP Address,What do you think of the reopening?,How old are you?\n"
    ",,,Open-Ended Response,Response\n"
    "114001234567,10/31/2023 14:15,85.132.10.11,Very good that it is back,25-34\n"
)
QUALTRICS = (
    "StartDate,IPAddress,RecipientLastName,LocationLatitude,Q1\n"
    "Start Date,IP Address,Recipient Last Name,Location Latitude,What do you think of the reopening?\n"
    '"{""ImportId"":""startDate""}",,,"{""ImportId"":""locationLatitude""}","{""ImportId"":""QID1_TEXT""}"\n'
    "2023-10-31 14:15:00,85.132.10.11,Rzayeva,40.4093,Very good that it is back\n"
)


@pytest.mark.parametrize(("data", "rows"), [(SURVEYMONKEY, 1), (QUALTRICS, 2)])
def test_the_further_header_rows_of_surveys_are_no_comments(tmp_path: Path, data: str, rows: int) -> None:
    comments = load(tmp_path, data).comments
    assert comments["skipped"][:] == ["header row"] * rows + [None]
    assert comments["text"][rows] == "Very good that it is back"
    assert comments["time"][rows].isoformat() == "2023-10-31T14:15:00+00:00"
    assert not {"IP Address", "IPAddress", "LocationLatitude"} & set(comments.column_names)


def test_a_mended_header_can_be_inspected(tmp_path: Path) -> None:
    found = load(tmp_path, "mÉ™tn,ÅŸÉ™hÉ™r\nsalam,BakÄ±\n").to_dict()
    assert found["files"][0]["columns"] == ("mətn", "şəhər")


def test_names_are_never_the_comments(tmp_path: Path) -> None:
    with pytest.raises(ColumnError, match="a column with the comments"):
        load(tmp_path, "ФИО,n\nИванова Анна Петровна,1\nПетров Пётр Ильич,2\n")


@pytest.mark.parametrize(
    "name",
    ["j'aime", "J’aime", "Mentions J'aime", "Gefällt mir", "gefaellt mir", "me gusta", "Me Gusta", "bəyənmə", "beyenme",
     "Bəyənmə sayı", "beğeni", "BEĞENİ", "Beğeni Sayısı", "begeni", "лайки", "Количество лайков", "like_count",
     "likes"],
)  # fmt: skip
def test_likes_are_known_in_seven_languages(name: str) -> None:
    assert guess({"text": ["salam"], name: ["3"]})["likes"] == name


@pytest.mark.parametrize(
    ("target", "names"),
    [
        ("text", ["Şərhin mətni", "serh", "Rəyiniz", "Fikriniz", "Yorumunuz", "Görüşleriniz", "Geri bildirim",
        "Mesajınız",
                  "Ваш отзыв", "Текст сообщения", "Комментарий пользователя", "Your feedback", "Kommentartext",
                  "Rückmeldung", "Texte du commentaire", "Votre avis", "Texto del comentario", "Su opinión"]),
        ("time", ["Zaman damgası", "Zaman damğası", "Отметка времени", "Timestamp", "Horodateur", "Zeitstempel",
                  "Marca temporal", "Şərhin tarixi", "Yorum tarihi", "Дата публикации", "Erstellt am",
                  "Date de publication", "Fecha de creación", "Created At"]),
        ("rating", ["Ulduz", "Yıldız", "Puan", "Оценка", "Звёзды", "Bewertung", "Sterne", "Étoiles", "Valoración"]),
        ("url", ["Keçid", "Bağlantı", "Ссылка", "Lien", "Enlace", "Link"]),
        ("platform", ["Platforma", "Sosial şəbəkə", "Sosyal ağ", "Соцсеть", "Réseau social", "Red social"]),
        ("group", ["Qrup", "Grup", "Группа", "Gruppe", "Groupe", "Grupo"]),
        ("id", ["Şərh ID", "Yorum ID", "ID комментария", "Kommentar-ID", "ID du commentaire", "ID del comentario"]),
        ("gold", ["Duyğu", "Duygu", "Тональность", "Stimmung", "Tonalité", "Sentimiento"]),
    ],
)  # fmt: skip
def test_the_other_columns_are_known_in_seven_languages(target: str, names: list[str]) -> None:
    assert [name for name in names if header.fold(name) not in header.FOLDED[target]] == []


FORM_TR = (
    '"Zaman damgası","E-posta Adresi","Adınız Soyadınız","Telefon numaranız (isteğe bağlı)",'
    '"TikTok\'un açılması hakkında ne düşünüyorsunuz?","1-5 arası puan verin"\n'
    '"2023/10/31 2:15:30 ÖS GMT+3","ayse@e.tr","Ayşe Yılmaz","0532 123 45 67","Çok iyi oldu, sonunda açıldı!","5"\n'
    '"2023/10/31 3:20:00 ÖS GMT+3","ali@e.tr","Ali Demir","","Bence hiç açılmamalıydı, çocuklar için.","1"\n'
)
FORM_RU = (
    "Отметка времени,Адрес электронной почты,Как вас зовут?,Ваш номер телефона для связи,Что вы думаете?\n"
    "31.10.2023 14:15:30,a@b.ru,Анна Петрова,89161234567,Наконец-то открыли TikTok очень рада\n"
    "31.10.2023 15:15:30,i@b.ru,Игорь,,Зря открыли\n"
)
TITLED = (
    "sep=;\nŞərhlər;;;\nTarix aralığı: 01.10.2023 - 31.10.2023;;;\n;;;\nAd Soyad;Əlaqə;Cavabınız;Bal\n"
    "Leyla M;050 123 45 67;Çox sevindim nəhayət açıldı;5\nOrxan;;Heç xoşuma gəlmədi bu qərar;1\n"
)
CRM = (
    "Müştəri ID;Müştəri adı;Mobil;E-mail;Ünvan;Müraciətin mətni;Operator;Sifariş nömrəsi\n"
    "1001;Leyla Məmmədova;+994501234567;l@e.az;Bakı, Nizami 5;İnternet çox zəifdir;Azercell;10000234\n"
)
ASCII = (
    "sira;ad soyad;nomre;unvan;tarix;serh;beyenme\n"
    "1;Leyla M;0501234567;Baki;31/10/2023;cox yaxsi oldu;3\n2;Orxan A;0557654321;Gence;31/10/2023;pis oldu;1,2 min\n"
)
PASTED = (
    "Имя\tСсылка на профиль\tТекст комментария\tДата\tЛайки\n"
    "Анна Петрова\thttps://vk.com/id123\tСупер!!!\t31 окт. 2023 г., 14:15\t12 тыс.\n"
)
DISCORD = 'AuthorID,Author,Date,Content,Reactions\n"123456789012345678",leyla#1,"31-Oct-23 02:15 PM",Finally,\n'


@pytest.mark.parametrize(
    ("name", "data", "mapping", "others"),
    [
        ("x.csv", FORM_TR, {"time": "Zaman damgası", "text": "TikTok'un açılması hakkında ne düşünüyorsunuz?",
                            "author": "Adınız Soyadınız"}, ["1-5 arası puan verin"]),
        ("x.csv", FORM_RU, {"time": "Отметка времени", "author": "Как вас зовут?", "text": "Что вы думаете?"}, []),
        ("x.csv", TITLED, {"author": "Ad Soyad", "text": "Cavabınız", "rating": "Bal"}, []),
        ("x.csv", CRM, {"author": "Müştəri adı", "text": "Müraciətin mətni"},
         ["Müştəri ID", "Operator", "Sifariş nömrəsi"]),
        ("x.csv", ASCII, {"author": "ad soyad", "text": "serh", "time": "tarix", "likes": "beyenme"}, ["sira"]),
        ("x.txt", PASTED, {"author": "Имя", "text": "Текст комментария", "time": "Дата", "likes": "Лайки"},
         ["Ссылка на профиль"]),
        ("x.csv", DISCORD, {"author": "Author", "time": "Date", "text": "Content"}, ["AuthorID", "Reactions"]),
    ],
    ids=["form tr", "form ru", "titled", "crm", "ascii", "pasted", "discord"],
)  # fmt: skip
def test_tables_as_people_have_them(
    tmp_path: Path, name: str, data: str, mapping: dict[str, str], others: list[str]
) -> None:
    reading = load(tmp_path, data, name)
    assert reading.files[0].mapping == mapping
    assert [column for column in reading.comments.column_names if column not in COLUMNS] == others
    assert None not in (reading.comments["time"][:] if "time" in mapping else [])
    said = re.sub(r"\b[0-9a-f]{12,64}\b", "", str(reading.comments.to_list()))  # hashes may hold any digits
    people = ("Ayşe", "Анна", "Leyla", "leyla", "id123", "123456789012345678", "1234567", "123 45 67", "1001")
    assert [word for word in people if word in said] == []


def test_a_name_is_folded_as_often_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(column, "fold", lambda name: asked.append(name) or header.fold(name))
    for names in (100, 200):
        asked.clear()
        assert guess({"text": ["good", "bad"], **{f"k{i}": [i] for i in range(names)}}) == {"text": "text"}
        assert len(asked) <= 4 * names + 4


@pytest.mark.parametrize("name", ["Comment_Text", "AD I", "İstifadəçi adı", "Дата", "x́y"])
def test_names_are_folded_alike_with_their_letters_and_without(name: str) -> None:
    plain = text.to_ascii(name)
    assert header.fold(name + "ə") == header.fold(plain + "e")


def test_a_column_of_the_row_may_begin_late(tmp_path: Path) -> None:
    rows = [{"id": str(i), "text": f"a comment, number {i}"} for i in range(SAMPLE + 50)]
    rows[SAMPLE + 10] |= {"parent": "3", "likes": 7, "own": "x"}
    reading = load(tmp_path, "".join(json.dumps(row) + "\n" for row in rows), "x.jsonl")
    late = reading.comments[SAMPLE + 10]
    assert (late["parent"], late["likes"], late["own"]) == ("3", 7, "x")
    assert reading.comments["parent"][:].count(None) == len(rows) - 1
    assert f"column 'parent' begins at row {SAMPLE + 11:,}" in reading.files[0].notes


def test_what_is_said_of_the_comment_is_taken_and_not_what_is_said_of_the_video() -> None:
    video = {
        "video_published_at": ["2023-10-01", "2023-10-01"],
        "video_likes": [900, 900],
        "author": ["Xəbər", "Xəbər"],
    }
    own = {"comment_text": ["çox yaxşı", "pis oldu"], "comment_author": ["leyla", "orxan"], "comment_likes": [3, 0],
           "comment_published_at": ["2023-10-10", "2023-10-11"]}  # fmt: skip
    assert guess(video | own) == {
        "text": "comment_text", "author": "comment_author", "likes": "comment_likes", "time": "comment_published_at",
    }  # fmt: skip
    assert guess({"comment": own["comment_text"], "post_date": ["2023-10-01"], "yazılıb": ["2023-10-10"]})["time"] == (
        "yazılıb"
    )


@pytest.mark.parametrize(
    "name", ["video_published_at", "Qeydiyyat tarixi", "Member since", "user_created", "scraped_at"]
)
def test_the_time_of_something_else_is_not_that_of_the_comment(name: str) -> None:
    assert guess({"comment": ["çox yaxşı", "pis oldu"], name: ["2023-10-01", "2023-10-02"]}) == {"text": "comment"}


@pytest.mark.parametrize(
    "name",
    ["from.name", "sender.name", "owner.username", "author.displayName", "user.nickname", "profile.name", "reviewer",
     "Yorum yapan", "Автор комментария", "Имя автора", "Kommentator", "Şərhçi", "Posted by"],
)  # fmt: skip
def test_who_speaks_is_the_author_and_not_what_is_called_by_a_name(name: str) -> None:
    found = guess({"name": ["Kafe", "Kafe"], "text": ["çox yaxşı", "pis oldu"], name: ["Leyla M", "Orxan A"]})
    assert found["author"] == (name if "." not in name else "name")
    assert guess({"text": ["çox yaxşı", "pis oldu"], name: ["Leyla M", "Orxan A"]})["author"] == name


@pytest.mark.parametrize("name", ["reply_to.name", "video.author.name", "mentions.username", "in_reply_to.user.name"])
def test_who_is_answered_or_mentioned_is_not_the_author(name: str) -> None:
    assert guess({"text": ["çox yaxşı", "pis oldu"], name: ["Leyla M", "Orxan A"]}) == {"text": "text"}


def test_the_answer_to_a_comment_is_not_the_comment_and_its_score_no_rating() -> None:
    found = guess(
        {"comment_reply": ["sağ olun", None], "comment": ["çox yaxşı", "pis oldu"], "comment_score": [57, -3]}
    )
    assert found == {"text": "comment", "likes": "comment_score"}


def test_a_question_about_something_is_not_something_beside_the_comment() -> None:
    asked = {
        "What do you think about the app?": ["so very glad it is back", "a waste of time for kids"],
        "Would you use it?": ["Yes", "No, never"],
        "About me": ["a teacher of English in Baku, born in Ganja", "a father of three from Sumqayit, an engineer"],
    }
    assert guess(asked)["text"] == "What do you think about the app?"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Time (GMT+4)", "2023-10-30T21:30:00+00:00"),
        ("created_utc", "2023-10-31T01:30:00+00:00"),
        ("Date (Europe/Istanbul)", "2023-10-30T22:30:00+00:00"),
        ("Date (America/New York)", None),
        ("Время (МСК)", "2023-10-30T22:30:00+00:00"),
        ("Date (PST)", "2023-10-31T09:30:00+00:00"),
        ("Date (NEW)", None),
        ("Created UTC−5", "2023-10-31T06:30:00+00:00"),
        ("Time", None),
    ],
)
def test_the_name_of_a_column_gives_its_times_a_zone(tmp_path: Path, name: str, told: str | None) -> None:
    rows = "2023-10-31 01:30,Finally it works again\n2023-10-31,And a day alone\n"
    first, second = load(tmp_path, f"{name},comment\n{rows}").comments
    zoneless = ("2023-10-31T01:30:00+00:00", "local")
    assert (first["time"].isoformat(), first["time_precision"]) == ((told, "exact") if told else zoneless)
    assert (second["time"].isoformat(), second["time_precision"]) == ("2023-10-31T00:00:00+00:00", "local")
