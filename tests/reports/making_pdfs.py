"""Write small PDFs for tests: pages of words at places, in a font that says of its letters only what they are."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842
# Every letter is half as wide as it is high.
_LETTER = 0.5
_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


@dataclass(frozen=True)
class Words:
    """Words at a place; ``quarter`` turns them, ``wide`` is the space put between letters."""

    text: str
    x: float
    y: float
    size: float = 10.0
    quarter: int = 0


@dataclass
class Pages:
    """A document to be written."""

    pages: list[list[Words]] = field(default_factory=list)
    data: dict[str, str] = field(default_factory=dict)
    password: str | None = None
    named: bool = True
    rotate: int = 0
    picture: bool = False

    def made(self) -> bytes:
        """Its bytes."""
        return _File(self).whole()


def column(lines: Sequence[str], x: float, top: float, size: float = 10.0, leading: float = 12.0) -> list[Words]:
    """Lines beneath each other."""
    return [Words(line, x, top - number * leading, size) for number, line in enumerate(lines)]


def pdf(*pages: list[Words], **data: str) -> bytes:
    """A document of these pages."""
    return Pages(list(pages), data).made()


class _File:
    def __init__(self, document: Pages) -> None:
        self.document = document
        self.letters = {
            letter: number + 1
            for number, letter in enumerate(sorted({c for p in document.pages for w in p for c in w.text}))
        }
        self.objects: list[bytes] = []
        self.key = b""

    def whole(self) -> bytes:
        count = len(self.document.pages)
        first_page = 8
        kids = " ".join(f"{first_page + 2 * n} 0 R" for n in range(count))
        mapping = f"/ToUnicode {7} 0 R" if self.document.named else ""
        pattern = hashlib.md5(repr(self.document.pages).encode()).digest()
        if self.document.password is not None:
            self._encrypt_with(self.document.password, pattern)
        self._add(b"<</Type/Catalog/Pages 2 0 R>>")
        self._add(f"<</Type/Pages/Count {count}/Kids[{kids}]>>".encode())
        self._add(b"<<" + b"".join(self._entry(3, key, value) for key, value in self.document.data.items()) + b">>")
        self._add(
            f"<</Type/Font/Subtype/Type0/BaseFont/Own/Encoding/Identity-H/DescendantFonts[5 0 R]{mapping}>>".encode()
        )
        self._add(
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Own/DW 500/FontDescriptor 6 0 R"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
        )
        self._add(
            b"<</Type/FontDescriptor/FontName/Own/Flags 4/FontBBox[0 -200 1000 800]"
            b"/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>"
        )
        self._stream(7, self._mapping())
        for number, page in enumerate(self.document.pages):
            content = first_page + 2 * number + 1
            turn = f"/Rotate {self.document.rotate}" if self.document.rotate else ""
            self._add(
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]{turn}"
                f"/Resources<</Font<</F 4 0 R>>>>/Contents {content} 0 R>>".encode()
            )
            self._stream(content, self._content(page))
        return self._written(pattern)

    def _add(self, body: bytes) -> None:
        self.objects.append(body)

    def _entry(self, number: int, key: str, value: str) -> bytes:
        words = self._closed(number, b"\xfe\xff" + value.encode("utf-16-be"))
        return f"/{key}<{words.hex()}>".encode()

    def _stream(self, number: int, content: bytes) -> None:
        packed = self._closed(number, zlib.compress(content))
        self._add(f"<</Length {len(packed)}/Filter/FlateDecode>>stream\n".encode() + packed + b"\nendstream")

    def _content(self, page: Sequence[Words]) -> bytes:
        turns = {0: "1 0 0 1", 1: "0 1 -1 0", 2: "-1 0 0 -1", 3: "0 -1 1 0"}
        parts = [
            f"BT /F {words.size} Tf {turns[words.quarter]} {words.x} {words.y} Tm <{self._codes(words.text)}> Tj ET"
            for words in page
        ]
        if self.document.picture:
            parts.append("q 500 0 0 700 40 40 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q")
        return "\n".join(parts).encode("latin-1")

    def _codes(self, text: str) -> str:
        return "".join(f"{self.letters[letter]:04x}" for letter in text)

    def _mapping(self) -> bytes:
        rows = [f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in self.letters.items()]
        chunks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
        listed = "\n".join(f"{len(chunk)} beginbfchar\n" + "\n".join(chunk) + "\nendbfchar" for chunk in chunks)
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n"
            f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{listed}\n"
            "endcmap CMapName currentdict /CMap defineresource pop end end"
        ).encode()

    def _written(self, pattern: bytes) -> bytes:
        out = bytearray(b"%PDF-1.4\n")
        places = []
        for number, body in enumerate(self.objects, 1):
            places.append(len(out))
            out += f"{number} 0 obj".encode() + body + b"endobj\n"
        start = len(out)
        out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
        lock = b""
        if self.document.password is not None:
            lock = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (
                self.owner.hex().encode(),
                _rc4(self.key, _PADDING).hex().encode(),
            )
        name = pattern.hex().encode()
        out += b"trailer<</Size %d/Root 1 0 R/Info 3 0 R/ID[<%s><%s>]%s>>\n" % (len(places) + 1, name, name, lock)
        out += f"startxref\n{start}\n%%EOF\n".encode()
        return bytes(out)

    def _encrypt_with(self, password: str, name: bytes) -> None:
        padded = (password.encode("latin-1") + _PADDING)[:32]
        self.owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
        rights = (-4 & 0xFFFFFFFF).to_bytes(4, "little")
        self.key = hashlib.md5(padded + self.owner + rights + name).digest()[:5]

    def _closed(self, number: int, content: bytes) -> bytes:
        if not self.key:
            return content
        own = hashlib.md5(self.key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]
        return _rc4(own, content)


def _rc4(key: bytes, content: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in content:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
