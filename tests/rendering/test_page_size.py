import random
import string

import sentiment
from sentiment import rendering
from support import LABELS, scored
from support_campaign import campaign


def page(n: int) -> bytes:
    rng = random.Random(5)
    words = ["".join(rng.choices(string.ascii_lowercase, k=rng.randint(2, 9))) for _ in range(4_000)]
    texts = [" ".join(rng.choices(words, k=rng.randint(3, 40))) for _ in range(n)]
    table = scored(
        rng.choices(LABELS, k=n), group=rng.choices(["a", "b", "c", "expert"], k=n),
        language=rng.choices(["az", "ru", "tr", "en"], k=n), clean=texts,
    )  # fmt: skip
    return rendering.page(sentiment.summarize(table, by=["group", "language", "group+language"]).document).encode()


def test_the_page_does_not_grow_with_the_comments() -> None:
    small, large = page(4_000), page(16_000)
    assert len(large) < 1.1 * len(small)
    assert len(large) < 1_000_000


def test_a_page_of_two_thousand_comments_with_all_that_a_video_has_is_small() -> None:
    made = rendering.page(campaign(n=2_000, by=("language", "group", "day", "language+group")))
    assert len(made.encode()) < 1_500_000
