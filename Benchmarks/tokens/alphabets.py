"""Alphabets: the built-in presets, a set of custom ones, and their saved answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import xor


@dataclass(frozen=True)
class Alphabet:
    """The characters that tokens are made of, under the id that production lines name."""

    id: str
    chars: str
    column_bits: int = 0  # 0: the bit length of the largest code point

    @cached_property
    def codes(self) -> list[int]:
        return [ord(char) for char in self.chars]

    @cached_property
    def length(self) -> int:
        return len(self.chars)

    @cached_property
    def widths(self) -> list[int]:
        """UTF-8 bytes of each character."""
        return [len(char.encode()) for char in self.chars]

    @cached_property
    def bytes(self) -> int:
        return sum(self.widths)

    @cached_property
    def mixed(self) -> bool:
        """Whether the characters differ in UTF-8 length."""
        return min(self.widths) != max(self.widths)

    @cached_property
    def parity(self) -> int:
        return reduce(xor, self.codes) if self.length % 2 else 0

    @cached_property
    def bits(self) -> int:
        """Bits of one checksum column. Below 64 the service may use 6 or 7; both are made."""
        return self.column_bits or max(self.codes).bit_length()

    @cached_property
    def span(self) -> list[int]:
        """All values of the GF(2) span of the differences to the first character."""
        values = {0}
        for code in self.codes:
            difference = code ^ self.codes[0]
            if difference not in values:
                values |= {value ^ difference for value in values}
        return sorted(values)

    @cached_property
    def even_columns(self) -> list[str]:
        """Every checksum column that an even number of characters can leave."""
        return [format(value, f"0{self.bits}b") for value in self.span]

    @cached_property
    def odd_columns(self) -> list[str]:
        """Every checksum column that an odd number of characters can leave."""
        return [format(value ^ self.codes[0], f"0{self.bits}b") for value in self.span]

    @cached_property
    def column_test(self) -> bool:
        """Whether the span leaves any column out, so that the column test can say something."""
        return len(self.span) < 1 << self.bits


LOWER = "abcdefghijklmnopqrstuvwxyz"
UPPER = LOWER.upper()
DIGITS = "0123456789"

BUILT_IN = [
    Alphabet("DICE", "⚀⚁⚂⚃⚄⚅"),
    Alphabet("BASE16", DIGITS + "abcdef"),
    Alphabet("LOWER_HEX", DIGITS + "abcdef"),
    Alphabet("UPPER_HEX", DIGITS + "ABCDEF"),
    Alphabet("LOWER_LATIN", LOWER),
    Alphabet("UPPER_LATIN", UPPER),
    Alphabet("UPPER_EPCG30", DIGITS + "ABCDEFGHKMNPRSTVWXYZ"),
    Alphabet("BASE60", DIGITS[2:] + UPPER + LOWER),
    Alphabet("BASE62", DIGITS + UPPER + LOWER),
]

CUSTOM = [
    Alphabet("UPPER_VOWELS", "AEIOU"),  # odd length: parity 87
    Alphabet("ODD_DIGITS", "13579", column_bits=6),  # odd, all code points below 64, 6 bits
    Alphabet("DIGITS", DIGITS, column_bits=7),  # all code points below 64, 7 bits
    Alphabet("GREEK", "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ"),  # two bytes a character
    Alphabet("KANA", "あいうえおかきくけこさしすせそたちつてと"),  # three bytes
    Alphabet("EMOJI", "😀😁😂🤣😃😄😅😆😉😊😋😎😍😘🙂🤗🤔😐😑"),  # four bytes, odd length
    Alphabet("MIXED", "aé€😀z"),  # one to four bytes, odd length
    Alphabet("LATIN_ACCENTS", "abcdeéèêàç"),  # one and two bytes, even length
]


def alphabets_answer(alphabets: list[Alphabet]) -> str:
    """A saved answer of the alphabets list; every second one spelled in ASCII escapes."""
    items = []
    for number, alphabet in enumerate(alphabets):
        item = {
            "id": alphabet.id,
            "type": "alphabet",
            "attributes": {
                "chars": alphabet.chars,
                "length": alphabet.length,
                "bytes": alphabet.bytes,
                "ascii": alphabet.chars.isascii(),
                "parity": alphabet.parity,
            },
        }
        text = json.dumps(item, indent=4, ensure_ascii=number % 2 == 1)
        items.append("        " + text.replace("\n", "\n        "))
    body = ",\n".join(items)
    return '{\n    "links": {\n        "self": "/api/alphabets"\n    },\n    "data": [\n' + body + "\n    ]\n}\n"
