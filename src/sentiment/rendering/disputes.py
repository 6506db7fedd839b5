"""Where people differ from the model, or from one another, as sentences."""

from sentiment.rendering.captions import SIDES
from sentiment.rendering.document import Agreement, Audit, Dispute
from sentiment.rendering.translation import Phrases

SAFE = 0.667  # Krippendorff (2019), Content Analysis, chapter 12: below it nothing is concluded


def disputed(audit: Audit) -> bool:
    """Tell whether people agree so little that no figure built on their labels is safe."""
    agreement = audit["agreement"]
    return bool(agreement and agreement["alpha"] is not None and agreement["alpha"] < SAFE)


def agreement_line(agreement: Agreement, say: Phrases) -> str:
    """Say how far people agree."""
    figure, n = agreement["alpha"], agreement["comments"]
    alpha = say("undefined, as all have one label") if figure is None else say.decimal(figure, _digits(figure))
    return say("Krippendorff's alpha of {n} comments labelled twice: {alpha}.", n=n, alpha=alpha)


def _digits(alpha: float) -> int:
    """Return digits enough to see on which side of the line an alpha is."""
    return 3 if round(alpha, 2) == round(SAFE, 2) else 2


def dispute_line(title: str, dispute: Dispute, say: Phrases) -> str:
    """Say what a person and the model each make of a comment."""
    gold, label = (say.name(SIDES.get(dispute[key], dispute[key])) for key in ("gold", "label"))
    sure = "" if dispute["p"] is None else ", " + say("{share} sure", share=say.percent(dispute["p"]))
    told = {"text": dispute["text"], "gold": gold, "label": label, "id": dispute["id"]}
    return f"{title}: " + say("“{text}” (you {gold}, the model {label}{sure}, id {id})", sure=sure, **told)
