"""The page of the documentation that lists the coding rules, made from the rules themselves."""

from __future__ import annotations

from knell.figures.registry import rules

_HEAD = """# Coding rules

Made from `src/knell/figures` by `python -m knell.figures.reference`; a test holds it to them.

A coding rule turns the claims about one event into low, best and high. Every claim is used or left out with its reason.
A released version of a rule is never edited: a change is a new version, and a figure names the version that made it.

Marks: **[read]** read in the organisation's own page or code; **[quoted]** read in someone's quotation of it;
**[recalled]** not seen in any stored copy; **[knell's reading]** where the source says nothing and knell had to choose.

Common to all rules: a total is never added to its parts; parts are added up only where no report gives a total;
superseded figures ("up from 290") are left out; "nobody" counts only when no report gives a figure; reports that
rest on the same origin or copy each other are one source.
"""


def page() -> str:
    """The whole page as Markdown."""
    table = ["| rule | in short | after |", "|---|---|---|"]
    sections = []
    for rule in rules():
        table.append(f"| `{rule.id}` | {rule.summary} | {rule.organisation} |")
        sections.append(f"## {rule.id}\n\n{rule.organisation}. {rule.summary}\n\n{rule.text.strip()}\n")
    return "\n".join([_HEAD, "\n".join(table) + "\n", *sections])


if __name__ == "__main__":
    print(page(), end="")
