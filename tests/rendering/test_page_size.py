import random
import string

import sentiment
from sentiment import rendering
from support import LABELS, scored


def test_the_page_of_100_000_comments_is_under_a_megabyte() -> None:
    rng, n = random.Random(5), 100_000
    words = ["".join(rng.choices(string.ascii_lowercase, k=rng.randint(2, 9))) for _ in range(20_000)]
    texts = [" ".join(rng.choices(words, k=rng.randint(3, 40))) for _ in range(n)]
    table = scored(
        rng.choices(LABELS, k=n), group=rng.choices(["a", "b", "c", "expert"], k=n),
        language=rng.choices(["az", "ru", "tr", "en"], k=n), clean=texts,
    )  # fmt: skip
    page = rendering.page(sentiment.summarize(table, by=["group", "language", "group+language"]).document)
    assert len(page.encode()) < 1_000_000
