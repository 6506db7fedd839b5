"""A report of some 360 invented comments on a video: replies, likes, addresses, an event, a campaign of copies."""

import random
from datetime import UTC, datetime, timedelta

from datasets import Dataset

import sentiment
from sentiment.table.labels import STANCES
from support import LABELS, scored

EVENT = "a toll for the ring road"
OPENED = datetime(2025, 3, 12, 9, tzinfo=UTC)
SLOGAN = "Pulsuz yol haqqımızdır, ödəniş ləğv edilsin, hamı imzalasın!"
SAID = {
    "az": (
        ["Yol pulludur, amma çuxurlar yerindədir", "Hər gün işə gedib-gəlmək üçün bu qədər pul vermək ədalətsizlikdir",
         "Əvvəl ictimai nəqliyyatı düzəldin, sonra pul yığın", "Bu qərardan sonra başqa yollarda tıxac olacaq"],
        ["Ödəniş ayın birindən başlayır", "Qiymət cədvəli harada var?", "Motosikletlər də ödəyir?"],
        ["Nəhayət yolu təmir edəcəklər, düz qərardır", "Tıxac azaldısa, mən ödəməyə razıyam, təşəkkürlər"],
    ),
    "tr": (
        ["Her sabah iki kez para ödemek insafsızlık", "Otobüs yokken yolu paralı yapmak olmaz"],
        ["Kamyonlar için ücret ne kadar?", "Kayıt nereden yapılıyor bilen var mı"],
        ["Trafik gerçekten azaldı, iyi oldu", "Yolun bakımı için gerekli bir adım"],
    ),
    "ru": (
        ["Снова платим за то, что уже построено на наши налоги", "Объездная теперь стоит намертво, спасибо"],
        ["А для пенсионеров есть скидка?", "Оплата через приложение или на месте?"],
        ["Наконец-то можно доехать за двадцать минут", "Если деньги пойдут на ремонт, я за"],
    ),
    "en": (["Another charge on people who must drive to work"], ["Is the tunnel included?"], ["It is quiet now"]),
    "ar": (["هذه الرسوم غير عادلة أبداً"], ["كم يبلغ الرسم للشاحنات؟"], ["خطوة جيدة لتحسين الطريق"]),
}  # fmt: skip
WORDS = (
    "Binəqədi Xırdalan Masazır Sumqayıt Lökbatan körpü magistral avtobus metro biletlər kamera radar sürət cərimə "
    "təkər asfalt şlaqbaum növbə səhər axşam benzin dizel elektrik yük taksi piyada velosiped zolaq dönmə işıqfor park "
    "dayanacaq"
).split()
GROUPS = ["driver", "pedestrian", "Nəqliyyatşünas-mütəxəssislərin təşkilatlanması", "channel", None]


def table(n: int = 330, copies: int = 31) -> Dataset:
    """Return scored comments; `copies` of them are one text within forty minutes."""
    rng = random.Random(11)
    rows = [_row(rng, i) for i in range(n)] + [_copy(rng, n + i) for i in range(copies)]
    rows.sort(key=lambda row: row["time"])
    labels = [row.pop("label") for row in rows]
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    for place, side in enumerate(STANCES):
        columns[f"p_{side}"] = [0.86 if row["stance"] == side else 0.07 + 0.001 * place for row in rows]
    said = scored(labels, **{name: cells for name, cells in columns.items() if name not in {"id", "text"}}).data.table
    for name in ("id", "text"):
        said = said.set_column(said.column_names.index(name), name, [columns[name]])
    return Dataset(said)


def _row(rng: random.Random, i: int) -> dict:
    language = rng.choices(list(SAID), [60, 14, 14, 8, 4])[0]
    tone = rng.choices(range(3), [45, 30, 25])[0]
    told = " ".join(rng.sample(WORDS, rng.randint(0, 9)))
    text = f"{rng.choice(SAID[language][tone])}{rng.choice(['.', '!', ' 😡', ' 🙏'])} {told}".strip()
    stance = STANCES[(1, 2, 0)[tone]] if rng.random() < 0.8 else rng.choice(STANCES)
    time = OPENED + timedelta(hours=rng.triangular(-60, 150, 6))
    return _told(rng, i, text, language, LABELS[tone], stance, time)


def _copy(rng: random.Random, i: int) -> dict:
    time = OPENED + timedelta(days=3, minutes=rng.uniform(0, 40))
    return _told(rng, i, SLOGAN, "az", "negative", "against", time)


def _told(rng: random.Random, i: int, text: str, language: str, label: str, stance: str, time: datetime) -> dict:
    return {
        "id": f"Ug{i:05d}", "text": text, "clean": text, "author": f"{rng.randrange(194):012x}",
        "group": rng.choices(GROUPS, [40, 30, 6, 2, 20])[0], "language": language, "time": time,
        "parent": f"Ug{rng.randrange(40):05d}" if rng.random() < 0.3 else None,
        "likes": int(rng.paretovariate(0.9)) - 1, "platform": "youtube",
        "url": f"https://www.youtube.com/watch?v=abc&lc=Ug{i:05d}", "label": label, "stance": stance, "toward": EVENT,
    }  # fmt: skip


def campaign(n: int = 330, by: tuple[str, ...] = ("language", "group", "day")) -> dict:
    """Return the document of a report on them."""
    return sentiment.summarize(table(n), by=list(by), event=OPENED).to_dict()
