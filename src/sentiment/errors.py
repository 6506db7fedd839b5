"""What a user can get wrong, and what to do about it.

    SentimentError
    ├── MissingFileError  (FileNotFoundError)  a path or pattern that matches nothing
    ├── ReadError         (ValueError)         a file that is not what its name or content promised
    ├── ColumnError       (ReadError, KeyError) a table without the column that is needed
    ├── WriteError        (OSError)            an output that cannot be written
    ├── ModelError        (OSError)            a model that cannot be loaded or does not classify
    └── DataError         (ValueError)         rows that do not allow what was asked of them

Every message says what was expected, what was found and what to type next, on one line.
"""


class SentimentError(Exception):
    """Base of everything that the user, not the program, can put right."""

    def __init__(self, expected: str, found: str, hint: str) -> None:
        """Join the three parts into one line; what a file says of itself may hold anything, and is made printable."""
        self.expected, self.found, self.hint = map(_line, (expected, found, hint))
        super().__init__(f"expected {self.expected}; found {self.found}; {self.hint}")

    def __str__(self) -> str:
        """Return the line itself (KeyError would quote it)."""
        return str(self.args[0])


class MissingFileError(SentimentError, FileNotFoundError):
    """A path or pattern matches no file."""


class ReadError(SentimentError, ValueError):
    """A file is not what its name or its content promised."""


class ColumnError(ReadError, KeyError):
    """A table lacks the column that is needed."""


class WriteError(SentimentError, OSError):
    """An output cannot be written."""


class ModelError(SentimentError, OSError):
    """A model cannot be loaded, or it is no text classifier."""


class DataError(SentimentError, ValueError):
    """The rows do not allow what was asked of them."""


DISTRIBUTION = "sentiment-reactions"  # its name on the Python index; `sentiment` is somebody else's there


def missing_package(package: str, extra: str) -> DataError:
    """Say which package is needed, and which extra of the distribution brings it."""
    return DataError(f"the package {package}", "none", f"pip install '{DISTRIBUTION}[{extra}]'")


def lacking(error: ModuleNotFoundError) -> DataError | None:
    """Say which package an installation was made without; None where the module that is missing is one of ours."""
    package = (error.name or "").partition(".")[0]
    if package in ("", __package__):
        return None
    return DataError(f"the package {package}", "none", f"pip install {DISTRIBUTION}")


def _line(part: str) -> str:
    return "".join(letter for letter in " ".join(part.split()) if letter.isprintable())


def first_line(error: BaseException) -> str:
    """Return the first line of another library's message, for the middle of ours."""
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
