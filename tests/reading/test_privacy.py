"""Whose a column is, by its name in seven languages and by what it holds; nothing of a person stays in clear."""

import json
from pathlib import Path
from typing import Any

import pytest

from sentiment.reading import reader
from sentiment.reading.columns import personal
from sentiment.reading.columns.names import NAMES
from sentiment.reading.columns.personal import ADDRESS, PERSON
from sentiment.reading.columns.privacy import Guard
from sentiment.reading.log import Log, Reading
from sentiment.reading.options import ReadOptions


def load(tmp_path: Path, data: str, name: str = "x.csv", **options: Any) -> Reading:
    (tmp_path / name).write_text(data, encoding="utf-8")
    return reader.load(tmp_path / name, options=ReadOptions(**options))


def written(reading: Reading) -> str:
    return json.dumps(reading.to_dict() | {"rows": reading.comments.to_list()}, default=str, ensure_ascii=False)


@pytest.mark.parametrize(
    "name",
    [
        "Alıcı", "Ссылка на профиль",
        "Ad Soyad", "Soyad", "Adı", "Adınız", "Adınız və soyadınız", "Ata adı", "İstifadəçi adı", "istifadeci adi",
        "Müəllif", "Müştərinin adı", "Abunəçi",
        "Adınız Soyadınız", "Adı Soyadı", "İsminiz", "Kullanıcı adı", "kullanici_adi", "KULLANICI ADI", "Üye",
        "Takma ad", "TikTok istifadəçi adı",
        "Instagram hesabınız",
        "ФИО", "Ф.И.О.", "Ник", "Никнейм", "Имя", "Фамилия", "Ваше имя", "Как вас зовут?", "Имя пользователя", "Логин",
        "Автор комментария", "ID пользователя",
        "name", "Full name", "First Name", "last_name", "Username", "userName", "user_id", "authorChannelUrl",
        "from.name", "from.id", "from", "owner.profile_pic_url", "in_reply_to_user_id", "comment_author", "mentions",
        "Customer", "respondent id", "Name (click to view profile)", "nick", "sender",
        "Nutzer", "Nutzername", "Vorname", "Nachname", "Benutzername", "Verfasser", "Kundenname", "Ihr Name",
        "Prénom", "Nom", "Nom d'utilisateur", "Pseudo", "Auteur du commentaire", "Votre nom",
        "Nombre", "Apellidos", "Usuario", "Nombre de usuario", "Nombre completo", "Su nombre",
    ],
)  # fmt: skip
def test_a_column_of_names_is_known(name: str) -> None:
    assert personal.by_name(name) == PERSON


@pytest.mark.parametrize(
    "name",
    [
        "E-mail", "email", "Email Address", "user_email", "userEmail", "e-poçt", "E-poçt ünvanı", "E-posta", "eposta",
        "E-posta Adresi", "e-posta adresiniz", "Почта", "Адрес электронной почты", "Эл. почта", "Courriel",
        "Adresse e-mail", "Correo electrónico", "Mail",
        "Telefon", "Telefon nömrəsi", "telefon nomresi", "Əlaqə nömrəsi", "Mobil nömrə", "Telefon numaranız",
        "Cep telefonu",
        "Phone", "phone_number", "Mobile phone", "Телефон", "Номер телефона", "Контактный телефон", "Handynummer",
        "Téléphone", "Numéro de téléphone", "Teléfono", "WhatsApp nömrəniz", "Phone 2", "Телефон (необязательно)",
        "IP", "ip_address", "clientIp", "IP ünvanı", "IP-адрес", "remote_addr",
        "Ünvan", "Ünvanınız", "unvan", "Ev ünvanı", "Adres", "Ev adresi", "Адрес", "Домашний адрес", "Address",
        "Anschrift",
        "Straße", "PLZ", "Adresse postale", "Código postal", "Dirección", "Əlaqə", "İletişim", "Контакты", "contact",
        "Doğum tarixi", "Doğum tarihi", "Дата рождения", "date of birth", "Geburtsdatum", "FİN kod", "TC Kimlik No",
        "Паспорт",
    ],
)  # fmt: skip
def test_a_column_of_addresses_is_known(name: str) -> None:
    assert personal.by_name(name) == ADDRESS


@pytest.mark.parametrize(
    "name",
    [
        "product name", "Məhsulun adı", "Film adı", "Ürün adı", "file_name", "video name", "Название", "Ad name",
        "ad_id",
        "user rating", "customer review", "Müştəri rəyi", "Müşteri yorumu", "Отзыв клиента", "Комментарий автора",
        "Kundenbewertung", "Nutzerkommentar", "avis des clients", "user comment", "author followers", "is_author",
        "id", "url", "comment id", "video_id", "date", "phone model", "email opened", "number", "nickel", "ipad",
        "mailing", "company", "Şəhər", "age", "Yaş", "operator", "adults", "image url",
    ],
)  # fmt: skip
def test_an_innocent_column_is_left_alone(name: str) -> None:
    assert personal.by_name(name) is None


def test_the_names_of_the_other_columns_of_the_row_are_innocent_and_those_of_authors_are_not() -> None:
    guilty = {name for target, names in NAMES.items() for name in names if personal.by_name(name)}
    assert guilty == set(NAMES["author"])


EMAILS = ["leyla@example.org", "x.y@mail.example", None, "Orxan <o@example.org>", "-"]
PHONES = ["+994 50 123 45 67", "050-123-45-67", "(012) 555 44 33", "994501234567", "0551234567"]


@pytest.mark.parametrize(
    ("name", "cells", "kind"),
    [
        ("q1", EMAILS, ADDRESS),
        ("q1", PHONES, ADDRESS),
        ("q1", [994501234567, 994551234567], ADDRESS),
        ("q1", ["89161234567", "+7 (916) 123-45-67", "8 916 123 45 67"], ADDRESS),
        ("q1", ["0532 123 45 67", "5321234567", "905321234567"], ADDRESS),
        ("q1", ["10.0.0.1", "203.0.113.7", "2001:db8::1"], ADDRESS),
        ("q1", ["10.0.0.xxx", "203.0.113.7:8080"], ADDRESS),
        ("q1", ["@leyla", "@orxan.1", None], PERSON),
        ("nömrə", ["1234567", "555 44 33"], ADDRESS),
        ("number", [5551234, 5551235], ADDRESS),
        ("E-poçtunuz (sizə cavab yazmaq üçün)", ["yoxdur", "-", "l@example.org", "yox"], ADDRESS),
        ("Soyadınız nədir?", ["Məmmədova", "Əliyev"], PERSON),
        ("link", ["https://vk.com/id123", "https://vk.com/igor"], PERSON),
        ("link", ["https://www.instagram.com/leyla_m/", "https://t.me/orxan"], PERSON),
        ("link", ["https://www.instagram.com/p/Cabc/", "https://www.youtube.com/watch?v=x", "https://t.me/c/12"], None),
        ("Sifariş nömrəsi", ["10000234", "10000235"], None),
        ("q1", [1732355000, 1732355001], None),
        ("q1", ["1732355000", "1732355001"], None),
        ("q1", ["7400000000000000123", "7400000000000000124"], None),
        ("q1", ["123456789", "987654321"], None),
        ("q1", ["2024-11-23", "23.11.2024", "23.11.2024 13:43"], None),
        ("q1", ["1 234 567 890", "1,234"], None),
        ("q1", ["Mənə yazın: l@example.org, çox maraqlı bir təklifim var", "l@example.org ünvanına hamı yazsın bu gün"],
         None),
        ("version", ["10.2.3.1", "10.2.3.2"], None),
        ("number", ["1", "2", "3"], None),
        ("Telefon tarifləri haqqında nə düşünürsünüz?", ["Çox bahadır, mənə 0501234567 zəng edin", "Yaxşıdır"], None),
        ("Adınızı çəkmədən fikrinizi yazın", ["Mən çox narazıyam bu qərardan",
        "Bizə bu haqda heç nə deyilməyib"], None),
        ("q1", [], None),
    ],
)  # fmt: skip
def test_what_a_column_holds_tells_whose_it_is(name: str, cells: list[Any], kind: str | None) -> None:
    assert personal.kinds({name: [cell for cell in cells if cell is not None]}) == {name: kind}


@pytest.mark.parametrize(
    ("columns", "kind"),
    [
        ({"ad": ["Leyla", "Orxan"], "şərh": []}, PERSON),
        ({"Ad": ["Summer sale 20%"], "Metin": []}, PERSON),
        ({"ad": ["Leyla Məmmədova"], "text": [], "likes": []}, PERSON),
        ({"ad": ["Summer sale: 20% off", "buy one get one free"], "comment": [], "likes": []}, None),
        ({"Ad": ["Summer Sale"], "Campaign": [], "Impressions": []}, None),
    ],
)
def test_ad_is_a_name_unless_all_else_speaks_of_advertising(columns: dict[str, list[Any]], kind: str | None) -> None:
    assert personal.kinds(columns)[next(iter(columns))] == kind


TABLES = {
    "az": "Ad Soyad;İstifadəçi adı;Telefon;E-poçt;Ünvan;Rəy\nLeyla Rzayeva;leyla77;0501234567;l@e.az;Nizami 5;Əla\n",
    "tr": (
        "Adı;Soyad;Kullanıcı Adı;Cep;E-posta;Adres;Yorum\nLeyla;Rzayeva;leyla77;0532 123 45 67;l@e.az;Nizami 5;Güzel\n"
    ),
    "ru": "ФИО;Ник;Номер телефона;Почта;Адрес;Отзыв\nLeyla Rzayeva;leyla77;89161234567;l@e.az;Nizami 5;Отлично\n",
    "en": (
        "Full name;Username;Phone;E-mail;Address;Comment\nLeyla Rzayeva;leyla77;+994501234567;l@e.az;Nizami 5;Great\n"
    ),
    "de": (
        "Vorname;Nachname;Nutzer;Handy;Mail;Anschrift;Kommentar\nLeyla;Rzayeva;leyla77;0501234567;l@e.az;Nizami 5;Gut\n"
    ),
    "fr": (
        "Prénom;Nom;Pseudo;Portable;Courriel;Adresse;Avis\nLeyla;Rzayeva;leyla77;06 12 34 56 78;l@e.az;Nizami 5;Bien\n"
    ),
    "es": (
        "Nombre;Apellidos;Usuario;Móvil;Correo;Dirección;Opinión\n"
        "Leyla;Rzayeva;leyla77;612345678;l@e.az;Nizami 5;Bien\n"
    ),
}
NAMED = ("Leyla", "Rzayeva", "leyla77")
ADDRESSES = ("0501234567", "994501234567", "0532", "89161234567", "06 12", "612345678", "l@e.az", "Nizami")


@pytest.mark.parametrize("code", TABLES)
def test_by_default_nothing_of_a_person_stays_in_clear(tmp_path: Path, code: str) -> None:
    said = written(load(tmp_path, TABLES[code]))
    assert [word for word in (*NAMED, *ADDRESSES) if word in said] == []


@pytest.mark.parametrize("code", TABLES)
def test_names_can_be_kept_and_addresses_cannot(tmp_path: Path, code: str) -> None:
    said = written(load(tmp_path, TABLES[code], keep_authors=True))
    assert [word for word in NAMED if word not in said] == []
    assert [word for word in ADDRESSES if word in said] == []


def test_a_person_has_one_hash_in_all_columns_and_files(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.csv").write_text(f"text,author,Ник\n{name},leyla,orxan\nc,orxan, leyla\n")
    rows = reader.read(tmp_path / "a.csv", tmp_path / "b.csv").to_list()
    assert len({row["author"] for row in rows} | {row["Ник"] for row in rows}) == 2
    assert all(row["author"] != row["Ник"] for row in rows)


def test_where_no_column_has_a_name_what_is_no_number_and_no_time_is_hashed(tmp_path: Path) -> None:
    data = "leyla_m,2023-10-31 14:15,Nəhayət açıldı çox sevindim,3\norxan,2023-10-31 15:15,Heç yaxşı olmadı bu,1\n"
    reading = load(tmp_path, data)
    assert reading.comments["4"][:] == ["3", "1"]
    assert [word for word in ("leyla_m", "orxan") if word in written(reading)] == []
    assert load(tmp_path, data, keep_authors=True).comments["1"][0] == "leyla_m"


def test_what_is_hashed_and_what_is_dropped_is_said(tmp_path: Path) -> None:
    reading = load(tmp_path, "text,author,Soyad,q\nsalam,Leyla,Rzayeva,l@e.az\n")
    assert reading.files[0].notes == (
        "not copied, to keep people's addresses out: q",
        "names replaced by hashes (--keep-authors keeps them): Soyad",
    )


def test_nested_senders_are_hashed(tmp_path: Path) -> None:
    rows = [{"text": "salam", "from": {"name": "Leyla", "id": 77123, "language": "az"}}]
    reading = load(tmp_path, json.dumps(rows), "x.json")
    assert reading.comments["from.language"][0] == "az"
    assert not any(word in written(reading) for word in ("Leyla", "77123"))


def test_a_column_that_fills_up_late_is_looked_at_then(tmp_path: Path) -> None:
    data = "text,q\n" + "salam,\n" * 300 + "salam,l@e.az\nsalam,o@e.az\n"
    reading = load(tmp_path, data)
    assert "l@e.az" not in written(reading)
    assert "not copied, to keep people's addresses out: q" in reading.files[0].notes


def test_columns_that_a_labelling_tool_carries_are_protected(tmp_path: Path) -> None:
    task = {
        "text": "salam",
        "Soyad": "Rzayeva",
        "q": "l@e.az",
        "note": "n",
        "comment_id": "7",
        "stratum": "a",
        "weight": 1,
    }
    reading = load(tmp_path, json.dumps([{"id": 1, "data": task, "annotations": []}]), "x.json")
    assert reading.files[0].format == "label-studio"
    assert reading.comments["note"][0] == "n"
    assert [word for word in ("Rzayeva", "l@e.az") if word in written(reading)] == []


def test_a_column_that_the_user_names_is_taken_as_the_user_says(tmp_path: Path) -> None:
    rows = load(tmp_path, "şərh,Telefon\nsalam,0501234567\nyox,0501234567\n", columns={"author": "Telefon"}).comments
    assert rows["author"][0] == rows["author"][1]
    assert "0501234567" not in json.dumps(rows.to_list(), default=str)


def test_a_column_that_comes_late_costs_no_look_at_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of fifty thousand records each may have a key of its own."""
    guard = Guard({"a": ["x"]}, Log("x"), "salt")
    seen: list[object] = []
    monkeypatch.setattr(personal, "kind", lambda name, cells, beside: seen.append(beside))
    assert not guard.drops("late")
    assert seen == [guard.kinds]
    assert seen[0] is guard.kinds


def test_what_the_model_read_stands_in_a_scored_file_as_it_was_written() -> None:
    said = ["@user salam", "@user @user", "@user", "Kamran deyir: açıldı"]
    row = {"author": "Kamran", "label": "neutral", "model": "sentiment@0123456789ab", "p_neutral": 1.0}
    scored = [
        {"id": str(i), "text": text.replace("user", "Kamran"), "clean": text, **row} for i, text in enumerate(said)
    ]
    for _ in range(2):  # hashes have a salt of the call
        read = reader.read(scored)
        assert read["clean"] == said
        assert read["text"] == [text.replace("user", "Kamran") for text in said]
        assert "Kamran" not in read["author"]
