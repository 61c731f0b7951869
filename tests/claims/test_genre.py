"""What kind of text a report is shows in its words; where those are wanting, nothing is cut into tokens."""

from __future__ import annotations

import pytest

from knell.claims import genre


@pytest.mark.parametrize(
    ("text", "features"),
    [
        ("In the drill, forty were killed.", ("drill",)),
        ("A novel, a film, a sitcom: thirty people were killed in one episode.", ("unreal",)),
        ("The rate of deaths on the road, in a vehicle, was 3 percent above the average: 12 percent.", ("statistic",)),
        ("A drill for oil stood by. Two films ran. The rate was 3 percent.", ("drill",)),
        ("Two films ran. The rate was 3 percent.", ()),
        ("Forty people were killed near the river.", ()),
    ],
)
def test_kinds_of_text_show_in_their_words(text: str, features: tuple[str, ...]) -> None:
    assert genre.features(text, "en") == features


def test_a_text_without_such_words_is_not_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(genre, "tokenize", never)
    assert genre.features("Forty people were killed near the river.", "en") == ()
