"""Decode CBOR (RFC 8949), as Content Credentials hold it, within bounds."""

from __future__ import annotations

Cbor = None | int | float | str | bytes | list["Cbor"] | dict[str, "Cbor"]

_MAX_DEPTH = 24
_MAX_ITEMS = 20_000
_BREAK = 0xFF
_SIMPLE = {20: 0, 21: 1}


class CborError(Exception):
    """The bytes are no CBOR item, or one too large to be followed."""


class _Decoder:
    """Walks once over the bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._position = 0
        self._items = 0

    def item(self, depth: int = 0) -> Cbor:
        """The next item; keys of maps become text."""
        self._items += 1
        if depth > _MAX_DEPTH or self._items > _MAX_ITEMS:
            raise CborError("too many items")
        first = self._take(1)[0]
        major, short = first >> 5, first & 31
        if major == 7:
            return self._simple(short)
        argument = self._argument(short)
        match major:
            case 0:
                return argument
            case 1:
                return -1 - (argument or 0)
            case 2 | 3:
                return self._string(major, argument, depth)
            case 4:
                return self._array(argument, depth)
            case 5:
                return self._map(argument, depth)
        # A tag says how to take the item behind it.
        return self.item(depth + 1)

    def _take(self, length: int) -> bytes:
        taken = self._data[self._position : self._position + length]
        if len(taken) < length:
            raise CborError("cut off")
        self._position += length
        return taken

    def _argument(self, short: int) -> int | None:
        """A number in the first byte or behind it; `None` for an indefinite length."""
        if short < 24:
            return short
        if short == 31:
            return None
        if short > 27:
            raise CborError("reserved length")
        return int.from_bytes(self._take(1 << (short - 24)), "big")

    def _simple(self, short: int) -> Cbor:
        """True and false as numbers; other simple values and floats as nothing."""
        if short >= 24:
            self._argument(short)
        return _SIMPLE.get(short)

    def _string(self, major: int, length: int | None, depth: int) -> Cbor:
        if length is None:
            pieces = self._array(None, depth)
            texts = [piece if isinstance(piece, str) else "" for piece in pieces]
            return "".join(texts)
        raw = self._take(length)
        return raw.decode("utf-8", "replace") if major == 3 else raw

    def _array(self, length: int | None, depth: int) -> list[Cbor]:
        items: list[Cbor] = []
        while self._goes_on(length, len(items)):
            items.append(self.item(depth + 1))
        return items

    def _map(self, length: int | None, depth: int) -> dict[str, Cbor]:
        entries: dict[str, Cbor] = {}
        count = 0
        while self._goes_on(length, count):
            key = self.item(depth + 1)
            entries[str(key)] = self.item(depth + 1)
            count += 1
        return entries

    def _goes_on(self, length: int | None, count: int) -> bool:
        if length is not None:
            return count < length
        if self._data[self._position : self._position + 1] != bytes([_BREAK]):
            return True
        self._position += 1
        return False


def decode_cbor(data: bytes) -> Cbor:
    """The first item of the data. Raises CborError where it is none."""
    return _Decoder(data).item()
