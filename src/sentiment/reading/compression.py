"""Packed bytes as streams of bytes: gzip, bzip2 and zstd, measured while they unpack so that no bomb goes off."""

import bz2
import gzip
import io
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from sentiment.errors import ReadError

if TYPE_CHECKING:
    from zstandard import ZstdDecompressor

# Compressed files may grow this much. Comments compress to a tenth or a thirtieth; a bomb to a thousandth.
RATIO = 200
FREE = 64 << 20  # bytes that any file may unpack to, whatever the ratio
TOTAL = 1 << 30  # bytes that all files of an archive may unpack to together, whatever the ratio
NO_LIMIT = "add --no-limit if you trust the file"
ZIP = b"PK\x03\x04"


class LimitError(ReadError):
    """A file unpacks to more than is safe."""


class DamagedError(ReadError):
    """A file was cut off or spoiled on its way: what it held is lost, not merely something else than comments."""


def _gzip(file: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, gzip.GzipFile(fileobj=file))


def _zstd(file: BinaryIO) -> BinaryIO:
    import zstandard

    # Dumps of Reddit are packed with a window of 2 GB, which the library refuses unless told.
    return cast(BinaryIO, _Zstd(file, zstandard.ZstdDecompressor(max_window_size=1 << 31)))


class _Zstd:
    """Frames of zstd; other than the library's own reader, it tells an end from a break."""

    def __init__(self, file: BinaryIO, library: "ZstdDecompressor") -> None:
        self._file, self._library, self._rest = file, library, io.BytesIO()
        self._frame = library.decompressobj()

    def read(self, size: int) -> bytes:
        while not (taken := self._rest.read(size)):
            data = self._frame.unused_data if self._frame.eof else b""
            data = data or self._file.read(1024)  # which may unpack to 32 MB, so no more at once
            if not data:
                if not self._frame.eof:
                    raise EOFError("it ends in the middle of a frame")
                break
            if self._frame.eof:
                self._frame = self._library.decompressobj()
            self._rest = io.BytesIO(self._frame.decompress(data))
        return taken

    def close(self) -> None:
        self._file.close()


def _bzip2(file: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, bz2.BZ2File(file))


# First bytes -> how to unpack what follows.
COMPRESSIONS: tuple[tuple[bytes, Callable[[BinaryIO], BinaryIO]], ...] = (
    (b"\x1f\x8b", _gzip),
    (b"BZh", _bzip2),
    (b"\x28\xb5\x2f\xfd", _zstd),
)


def packed_size(file: BinaryIO) -> int:
    """Return the size of what is packed; 0 where it cannot be told, and the free bytes must do."""
    if isinstance(file, io.BufferedReader) and isinstance(file.raw, Measured):
        return file.raw.packed
    try:
        return file.seek(0, io.SEEK_END)
    except (OSError, ValueError):
        return 0


class Budget:
    """What all parts of an archive may unpack to together; a part that is read again counts once."""

    def __init__(self, name: str, packed: int) -> None:
        """Take the name of the outermost archive and its size."""
        self._name, self._limit, self._total = name, max(TOTAL, packed * RATIO), 0
        self._parts: dict[str, int] = {}

    def spend(self, part: str, size: int) -> None:
        """Note how far a part has been unpacked.

        Raises:
            LimitError: the parts together unpack to more than is safe.
        """
        if (more := size - self._parts.get(part, 0)) > 0:
            self._parts[part], self._total = size, self._total + more
            if self._total > self._limit:
                found = f"{self._name} with more in all its files"
                raise LimitError(f"at most {self._limit:,} unpacked bytes", found, NO_LIMIT)


class Measured(io.RawIOBase):
    """A decompressed stream that stops a bomb, and turns every library's damage report into a ReadError."""

    def __init__(
        self,
        name: str,
        source: IO[bytes],
        packed: int | None,
        below: BinaryIO | None = None,
        budget: Budget | None = None,
    ) -> None:
        """Measure `source`, which unpacks `below`; `packed` is its size there, None to lift the limit."""
        self._name, self._source, self._read, self._below = name, source, 0, below
        self._budget = budget if packed is not None else None
        self.packed = packed or 0
        self._limit = None if packed is None else max(FREE, packed * RATIO)

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Unpack up to the length of the buffer."""
        try:
            data = self._source.read(len(buffer))
        except ReadError:
            raise
        except Exception as error:  # gzip, bz2, zlib, zipfile and zstandard raise a dozen unrelated types
            found = f"{self._name}, damaged after {self._read:,} bytes: {error}"
            raise DamagedError("a whole archive", found, "download it anew") from error
        self._read += len(data)
        if self._limit is not None and self._read > self._limit:
            raise LimitError(
                f"at most {self._limit:,} unpacked bytes ({RATIO} times the packed size)",
                f"{self._name} with more",
                NO_LIMIT,
            )
        if self._budget is not None:
            self._budget.spend(self._name, self._read)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the library's stream and the one below it."""
        self._source.close()
        if self._below:  # which gzip, bz2 and zstandard leave open
            self._below.close()
        super().close()


def again(file: IO[bytes]) -> BinaryIO:
    """Open a temporary file anew without closing it at the end."""
    return io.BufferedReader(_View(file))


class _View(io.RawIOBase):
    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._at = file, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        start = (0, self._at, self._file.seek(0, 2))[whence]
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._file.seek(self._at)
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)
