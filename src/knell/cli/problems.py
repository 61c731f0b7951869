"""Tell problems as they are met, and remember whether anything was left out."""

from __future__ import annotations

from knell.cli.say import line
from knell.model import Problem, Report


class Tally:
    """What went wrong in a batch. What leaves nothing out and needs no one's attention is only counted."""

    def __init__(self) -> None:
        self.anything_left_out = False
        self.left_out_reports = 0
        self._notes = 0

    def met(self, problem: Problem) -> None:
        """A problem with something that gave no report."""
        from knell.reports import Severity, severity

        if severity(problem) is Severity.LEFT_OUT:
            self.left_out(problem)
        else:
            line(problem.message)

    def left_out(self, problem: Problem) -> None:
        """A problem that cost something."""
        self.anything_left_out = True
        self.left_out_reports += 1
        line(problem.message)

    def read(self, report: Report) -> None:
        """A report that was read: what was not believed is told, notes are counted."""
        from knell.reports import Severity, severity

        for problem in report.problems:
            if severity(problem) is Severity.NOTE:
                self._notes += 1
            else:
                line(problem.message)

    def tell_notes(self) -> None:
        """Say how many notes were not told one by one."""
        if self._notes:
            line(f'{self._notes:,} note(s) about reports, such as a missing date, stand under their "problems"')
