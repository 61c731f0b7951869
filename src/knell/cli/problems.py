"""Tell problems as they are met, and remember whether anything was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from knell.cli.say import line
from knell.model import Problem, Report

# So many reports with one and the same fault are told one by one; the others are counted.
_MOST_ALIKE = 20
_UNKNOWN_DAY = "date_unknown"
# That nothing is read in an unknown language is told when nothing was.
_TOLD_LATER = "unknown_language"


class Tally:
    """What went wrong in a batch: every fault is one line; what needs no one's attention is told in one at the end."""

    def __init__(self) -> None:
        self.anything_left_out = False
        self.left_out_reports = 0
        self._alike: Counter[str] = Counter()
        self._undated: list[str] = []
        self._notes = 0

    def met(self, problem: Problem) -> None:
        """A problem with something that gave no report."""
        from knell.reports import Severity, severity

        if severity(problem) is Severity.LEFT_OUT:
            self.left_out(problem)
        else:
            line(problem.message)

    def left_out(self, problem: Problem) -> None:
        """A problem that cost a report."""
        self.anything_left_out = True
        self.left_out_reports += 1
        line(problem.message)

    def read(self, report: Report, where: str, extracting: Iterable[Problem] = ()) -> None:
        """A report that was read: what it lost on the way is told, notes are counted.

        ``extracting`` are the problems of making claims of it; those of reading it may stand among them.
        """
        from knell.reports import Severity, severity

        for problem in report.problems:
            if severity(problem) is not Severity.NOTE:
                self._lost(problem.code, problem.message)
            elif problem.code == _UNKNOWN_DAY:
                self._undated.append(report.id)
            elif problem.code != _TOLD_LATER:
                self._notes += 1
        for problem in extracting:
            if problem not in report.problems:
                self._lost(problem.code, f"{where}: {problem.message.removeprefix(f'{report.id}: ')}")

    def _lost(self, code: str, words: str) -> None:
        self.anything_left_out = True
        self._alike[code] += 1
        if self._alike[code] <= _MOST_ALIKE:
            line(words)

    def tell_the_rest(self) -> None:
        """Say what was not told one by one."""
        for code, number in sorted(self._alike.items()):
            if number > _MOST_ALIKE:
                words = code.replace("_", " ").replace("-", " ")
                line(f'and {number - _MOST_ALIKE:,} more of the kind "{words}"; each stands under "problems" in JSON')
        if self._undated:
            named = ", ".join(self._undated[:_MOST_ALIKE])
            more = f" and {len(self._undated) - _MOST_ALIKE:,} more" if len(self._undated) > _MOST_ALIKE else ""
            line(f"publication date given as unknown, so 'Monday' or 'last year' in them stay unknown: {named}{more}")
        if self._notes:
            line(f'{self._notes:,} smaller note(s) about reports stand under "problems" in JSON')
