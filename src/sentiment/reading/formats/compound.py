"""Compound files, in which Office before 2007 wrote: what their directory promises must fit into the file.

The parser behind calamine takes sizes on trust and asks for as much memory; a damaged file would end the process. The
layout is that of [MS-CFB] 2.2 (header), 2.3 (FAT), 2.6 (directory).
"""

import struct
from collections.abc import Iterator
from typing import BinaryIO

_HEADER = 512
_LAST = 0xFFFFFFFA  # sectors from here on are marks
_COUNTS = (40, 44, 64, 72)  # where the header says how many sectors directory, FAT, mini FAT and DIFAT take
_STREAMS = (1, 2, 5)  # storage, stream, root


def check(file: BinaryIO) -> None:
    """Read the directory of a compound file.

    Raises:
        ValueError: something in it is larger than the file.
    """
    size = file.seek(0, 2)
    file.seek(0)
    header = file.read(_HEADER)
    shift = int.from_bytes(header[30:32], "little")
    if len(header) < _HEADER or shift not in (9, 12):
        raise ValueError("its header is damaged or cut off")
    sectors = (size >> shift) + 1
    if any(int.from_bytes(header[at : at + 4], "little") > sectors for at in _COUNTS):
        raise ValueError("its header promises more than the file holds")
    for kind, length in _entries(file, header, shift, sectors):
        if kind in _STREAMS and length > size:
            raise ValueError("its directory promises more than the file holds")


def _entries(file: BinaryIO, header: bytes, shift: int, sectors: int) -> Iterator[tuple[int, int]]:
    """Yield the kind and the length of each entry of the directory."""

    def sector(number: int) -> bytes:
        file.seek((number + 1) << shift)
        return file.read(1 << shift)

    tables = [number for number in struct.unpack("<109I", header[76:512]) if number < _LAST]
    at = int.from_bytes(header[48:52], "little")
    per = (1 << shift) // 4
    for _ in range(sectors):
        if at >= _LAST:
            return
        data = sector(at)
        for start in range(0, len(data) - 127, 128):
            yield data[start + 66], int.from_bytes(data[start + 120 : start + (124 if shift == 9 else 128)], "little")
        table = sector(tables[at // per]) if at // per < len(tables) else b""
        following = table[at % per * 4 : at % per * 4 + 4]
        if len(following) < 4:
            return
        at = int.from_bytes(following, "little")
    raise ValueError("its directory goes round in a circle")
