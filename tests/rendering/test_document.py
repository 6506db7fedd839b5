"""The page about the document is the types', and a document has the keys of its type and no others."""

import importlib.util
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints, is_typeddict

from sentiment.rendering.document import Document
from support_report import audited, document

ROOT = Path(__file__).parents[2]


def test_the_page_is_made_from_the_types() -> None:
    spec = importlib.util.spec_from_file_location("make_summary", ROOT / "docs" / "make_summary.py")
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    assert (ROOT / "docs" / "summary.md").read_text(encoding="utf-8") == made.page(), "run docs/make_summary.py"


def test_documents_hold_what_their_types_say() -> None:
    for found in (document(), audited()):
        assert list(mistakes(found, Document, "document")) == []


def mistakes(value: Any, kind: Any, place: str) -> list[str]:
    """Return where a value is not of its type: keys too many or missing, or another kind of value."""
    if is_typeddict(kind) and isinstance(value, dict):
        hints = get_type_hints(kind)
        wrong = [f"{place}: no {key}" for key in kind.__required_keys__ - value.keys()]
        wrong += [f"{place}: {key} is in no type" for key in value.keys() - hints.keys()]
        return wrong + [m for k in value.keys() & hints.keys() for m in mistakes(value[k], hints[k], f"{place}.{k}")]
    arguments = get_args(kind)
    if get_origin(kind) is dict and isinstance(value, dict):
        return [m for key, own in value.items() for m in mistakes(own, arguments[1], f"{place}.{key}")]
    if get_origin(kind) is list and isinstance(value, list):
        return [m for i, own in enumerate(value) for m in mistakes(own, arguments[0], f"{place}[{i}]")]
    if isinstance(kind, UnionType):
        found = [mistakes(value, one, place) for one in arguments]
        return [] if [] in found else min(found, key=len)
    plain = {float: (float, int), NoneType: NoneType, str: str, int: int, bool: bool}
    fits = kind is Any or isinstance(value, plain.get(kind, ()))
    return [] if fits else [f"{place}: {value!r} is no {kind}"]
