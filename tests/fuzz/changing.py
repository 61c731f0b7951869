"""Inputs that are almost right: pieces put together, and sound files with bytes changed, cut and put in."""

from __future__ import annotations

import os
from collections.abc import Sequence

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

# How many inputs each fuzz test reads: `make fuzz FUZZ_RUNS=20000` for a night.
RUNS = int(os.environ.get("KNELL_FUZZ_RUNS", "400"))
fuzzed = settings(
    max_examples=RUNS,
    deadline=None,
    # A pipeline must not fail for what an unlucky draw found; by hand every run draws anew.
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

_NASTY = [*b"\x00 \xff \xfe\xff < > & \" ' ]]> --> \xe2\x80\xae \x1f\x8b % { }".split(b" "), b"\r\n"]


@st.composite
def changed(draw: st.DrawFn, sound: Sequence[bytes]) -> bytes:
    """One of some sound files, with up to eight changes made to it."""
    data = bytearray(draw(st.sampled_from(sound)))
    for _ in range(draw(st.integers(0, 8))):
        at = draw(st.integers(0, len(data)))
        until = min(len(data), at + draw(st.sampled_from([0, 1, 2, 7, 50, 400])))
        again = st.just(bytes(data[at:until]) * 2)
        data[at:until] = draw(st.sampled_from(_NASTY) | st.binary(max_size=6) | again)
    return bytes(data)


def assembled(pieces: Sequence[str]) -> st.SearchStrategy[bytes]:
    """Pieces of a format in any order, with text between, in one of some encodings."""
    text = st.lists(st.sampled_from(pieces) | st.text(max_size=8), max_size=40).map("".join)
    codecs = st.sampled_from(["utf-8", "cp1251", "utf-16", "koi8-r", "shift_jis"])
    return st.builds(lambda words, codec: words.encode(codec, "ignore"), text, codecs)
