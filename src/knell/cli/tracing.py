"""How figures came about, for people: what each coding rule made of the claims, and who rests on whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from knell.cli.console import cell, console, print_table
from knell.cli.heads import print_head
from knell.cli.views import print_reports
from knell.events import CopyKind, CopyPair, LinkedEvent, SourceGroup, wordings
from knell.figures import Statement
from knell.model import Figure
from knell.telling import OWN_VOICE, Notes, kind_of, many, number, published, written

_OF_CLAIM = ["figure", "words", "said by", "report", "published"]


def print_figures(
    linked: LinkedEvent, figures: Sequence[Figure], statements: Iterable[Statement], notes: Notes
) -> None:
    """An event's figures by one rule, and what became of each claim."""
    page = console()
    print_head(page, linked)
    if not figures:
        page.print(cell("the rule gives no figure: no report gives one it may use"))
        return
    page.print(cell(f"by the rule {' and '.join(dict.fromkeys(figure.rule for figure in figures))}", "bold"))
    columns = ["outcome", "low", "best", "high", "used", "note"]
    rows = [(*_result(figure), many(len(figure.used), "claim"), figure.note) for figure in figures]
    print_table(page, columns, rows, whole=range(5))
    told = {statement.claim.id: statement for statement in statements}
    for figure in figures:
        page.print(cell(f"{figure.outcome.value}: claims used", "bold"))
        used = (_claim_cells(one, told, notes) for one in figure.used)
        print_table(page, _OF_CLAIM, used, whole=(0,))
        if figure.left_out:
            page.print(cell(f"{figure.outcome.value}: claims left out", "bold"))
            left = ((*_claim_cells(claim, told, notes), why) for claim, why in figure.left_out)
            print_table(page, [*_OF_CLAIM, "why"], left, whole=(0,))
    print_reports(page, notes)


def print_rules(linked: LinkedEvent, figures: Sequence[Figure]) -> None:
    """An event's figures by every rule, side by side."""
    page = console()
    print_head(page, linked)
    rows = [(*_result(figure), figure.rule, figure.note) for figure in figures]
    outcomes = list(dict.fromkeys(figure.outcome for figure in figures))
    rows.sort(key=lambda row: [outcome.value for outcome in outcomes].index(str(row[0])))
    print_table(page, ["outcome", "low", "best", "high", "rule", "note"], rows, whole=range(5))
    page.print(cell("a rule that is not listed for an outcome gives no figure of it", "dim"))


def print_sources(linked: LinkedEvent, notes: Notes, forms: Mapping[str, str | None], passages: bool = False) -> None:
    """The source groups of an event, with their normal ``forms``, with ``passages`` also the words that were copied."""
    page = console()
    print_head(page, linked)
    page.print(cell(_strict(linked)))
    page.print()
    copies: dict[str, list[CopyPair]] = {}
    for pair in linked.copies:
        copies.setdefault(pair.later, []).append(pair)
    for place, group in enumerate(linked.groups, 1):
        origin = f"{group.name or 'an unnamed outlet'}{kind_of(group.type)}"
        voice = "cited" if group.cited else OWN_VOICE
        size = f"{many(len(group.reports), 'report')}, {many(len(group.claims), 'claim')}"
        page.print(cell(f"{place}. {origin}, {voice}: {size}", "bold"))
        normal = forms.get(group.key)
        if normal and normal.casefold() != (group.name or "").casefold():
            _print_inside(page, cell(f"in normal form: {normal}"))
        _print_group(page, group, copies, notes)
    if passages:
        _print_passages(page, linked.copies, notes)


def _strict(linked: LinkedEvent) -> str:
    """How many sources meet the strictest criterion of independence, by its name."""
    return (
        f"{linked.strict_sources:,} independent by the criterion of Every Casualty (Standards, p. 25): outlets and "
        "primary sources all differ, and no two name the same author"
    )


def _print_passages(page: Console, copies: Sequence[CopyPair], notes: Notes) -> None:
    """Each shared passage as the later report has it, with ``[EARLIER -> LATER]`` where the two differ."""
    texts = {report.id: report.text for report in notes.reports}
    page.print(cell("COPIED PASSAGES: as the later report has them; [earlier → later] where the two differ", "bold"))
    for pair in copies:
        page.print(cell(f"{notes.full(pair.later)}: {_copied(pair, notes)}"))
        for passage in pair.passages:
            pieces = wordings(texts.get(pair.earlier, ""), texts.get(pair.later, ""), passage)
            said = "".join(
                one.later if one.same else f"[{one.earlier.strip()} → {one.later.strip()}] " for one in pieces
            )
            _print_inside(page, cell(f"“{' '.join(said.split())}”"))
        page.print()


def _print_group(page: Console, group: SourceGroup, copies: Mapping[str, Sequence[CopyPair]], notes: Notes) -> None:
    for report in group.reports:
        _print_inside(page, cell(notes.full(report)))
        for pair in copies.get(report, ()):
            _print_inside(page, cell(_copied(pair, notes)), 8)
    for reason in group.reasons:
        _print_inside(page, cell(f"because {reason}", "dim"))
    page.print()


def _print_inside(page: Console, text: Text, indent: int = 4) -> None:
    page.print(Padding(text, (0, 0, 0, indent), expand=False))


def _copied(pair: CopyPair, notes: Notes) -> str:
    what = "a copy of" if pair.kind is CopyKind.COPY else "repeats part of"
    changed = "".join(f"; {earlier} became {later}" for earlier, later in pair.changed)
    return f"{what} {notes.cite([pair.earlier])}{changed}"


def _result(figure: Figure) -> tuple[Text, str, str, str]:
    low, best, high = (number(one) for one in (figure.range.low, figure.range.best, figure.range.high))
    return cell(figure.outcome.value, "bold"), low, best, high


def _claim_cells(claim: str, told: Mapping[str, Statement], notes: Notes) -> tuple[object, ...]:
    one = told.get(claim)
    if one is None:
        return ("?", claim, "", "", "")
    cited = one.claim.cited
    said_by = OWN_VOICE if cited is None else cited.text
    day = published(one.published, one.published)
    return (written(one.claim.count), f"“{one.claim.quote}”", said_by, notes.cite([one.report]), day)
