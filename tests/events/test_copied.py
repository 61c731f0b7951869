"""Which claim of a copy repeats which of the text it copies."""

from __future__ import annotations

from knell.events import CopyKind, CopyPair, Passage, repeats
from knell.model import Claim, Role, Span
from tests.events.makers import INJURED, figure, told

COPY = CopyPair("a", "b", CopyKind.COPY, 1.0, 1.0)
PARTLY = CopyPair("a", "b", CopyKind.PARTIAL, 0.2, 0.3, (Passage(Span(100, 200), Span(0, 100)),))


def found(mine: list[Claim], others: list[Claim], pair: CopyPair = COPY) -> list[tuple[int | None, int | None, bool]]:
    claims = {"a": told("a", *mine).claims, "b": told("b", *others).claims}
    made = repeats(claims, [pair]).values()
    return [(one.original.count.low, one.claim.count.low, one.changed) for one in made]


def test_the_same_number_answers_whatever_its_role() -> None:
    mine = [figure(21), figure(147)]
    assert found(mine, [figure(21, role=Role.PART), figure(147)]) == [(21, 21, False), (147, 147, False)]


def test_another_number_answers_in_the_order_of_the_text_where_the_role_is_the_same() -> None:
    mine = [figure(21, role=Role.PART), figure(131), figure(744, INJURED)]
    assert found(mine, [figure(137), figure(744, INJURED)]) == [(131, 137, True), (744, 744, False)]


def test_beside_a_copied_claim_the_same_number_in_both_own_voices_is_copied_too() -> None:
    mine = [figure(82, start=10), figure(147, start=110)]
    assert found(mine, [figure(82, start=300), figure(147, start=20)], PARTLY) == [(147, 147, False), (82, 82, False)]
    cited = [figure(82, start=300, cited="a hospital"), figure(147, start=20)]
    assert found(mine, cited, PARTLY) == [(147, 147, False)]
    assert found(mine, [figure(83, start=300), figure(147, start=20)], PARTLY) == [(147, 147, False)]


def test_a_passage_without_a_claim_copies_no_claim() -> None:
    assert found([figure(82, start=10)], [figure(82, start=300)], PARTLY) == []


def test_of_two_texts_copied_the_one_with_the_same_number_is_repeated() -> None:
    claims = {name: told(name, figure(number)).claims for name, number in (("a", 131), ("b", 137), ("c", 137))}
    pairs = [CopyPair(earlier, "c", CopyKind.COPY, 1.0, 1.0) for earlier in ("a", "b")]
    assert repeats(claims, pairs)["c-0"].earlier == "b"


def test_what_stands_above_a_long_footer_is_not_copied_with_it() -> None:
    footer = CopyPair("a", "b", CopyKind.COPY, 0.6, 0.8, (Passage(Span(100, 900), Span(150, 950)),))
    assert found([figure(3, start=10)], [figure(4, start=20)], footer) == []
    assert found([figure(3, start=10)], [figure(3, start=20)], footer) == []
