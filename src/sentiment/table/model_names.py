"""What a model is called, in the column `model` of a table and by those who read of it."""

import re
from pathlib import PureWindowsPath

MODEL = "model"  # column: name and digest
HUB_ID = re.compile(r"\w(?:[\w.-]*\w)?/\w(?:[\w.-]*\w)?")  # a step that begins or ends with a dot is of a path


def shown(identity: str) -> str:
    """Return name and digest of a model for others to read: a hub id stays, of a path the last step is left."""
    name, at, digest = identity.rpartition("@")
    return identity if HUB_ID.fullmatch(name) else f"{PureWindowsPath(name).name}{at}{PureWindowsPath(digest).name}"
