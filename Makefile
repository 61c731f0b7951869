# The habits of the project. Needs python3 (3.11 or newer), pip and make; everything else goes into .venv.

PYTHON ?= python3
VENV ?= .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.installed
DEMO := build/demo.db
SHARED ?= ../shared
PIP_TOOLS := pip-tools==7.6.2

# The venv's own pip where there is one, else the machine's pip pointed at the venv
# (Debian's python3 without python3-venv makes a venv that holds no pip).
PIP = $$(if $(PY) -m pip --version >/dev/null 2>&1; then echo $(PY) -m pip; else echo $(PYTHON) -m pip --python $(PY); fi)

.PHONY: help demo test test-slow test-browser test-validators test-spark fuzz check format evaluate bench docs lock install clean

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1|/' | column -t -s '|' 2>/dev/null \
	  || grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST)

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit("knell needs Python 3.11 or newer, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || $(PYTHON) -m venv --without-pip $(VENV)

$(STAMP): requirements/dev.lock requirements/base.lock pyproject.toml | $(PY)
	@echo "installing into $(VENV) from requirements/dev.lock (hashes checked)"
	@$(PIP) install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@$(PIP) install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

install: $(STAMP)  ## set up .venv with what the habits need

demo: $(STAMP)  ## build a record of the Black January example and show it
	@mkdir -p $(dir $(DEMO)) && rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	$(VENV)/bin/knell add examples/black-january --record $(DEMO)
	$(VENV)/bin/knell events --record $(DEMO)
	@key=$$($(VENV)/bin/knell events --record $(DEMO) --format json | $(PY) -c 'import json, sys; print(json.load(sys.stdin)[0]["key"][:8])') \
	  && echo "knell show $$key --record $(DEMO)" && $(VENV)/bin/knell show $$key --record $(DEMO)

test: $(STAMP)  ## the fast tests
	$(PY) -m pytest -q -n auto --dist loadfile

test-slow: $(STAMP)  ## tests that build the package and install it alone
	@$(PY) -m pytest -q -m slow; code=$$?; \
	  if [ $$code -eq 5 ]; then echo "test-slow: no test is marked slow"; else exit $$code; fi

test-browser: $(STAMP)  ## the app in a real Chromium
	@$(PY) -m pytest -q -m browser tests/browser; code=$$?; \
	  if [ $$code -eq 5 ]; then echo "test-browser: no test is marked browser"; else exit $$code; fi

# What others check releases with stands in an environment of its own; knell never imports it.
VALIDATORS := build/validators
RELEASES := build/releases

$(VALIDATORS)/.installed: requirements/validators.lock
	@$(PYTHON) -m venv --clear $(VALIDATORS) && $(VALIDATORS)/bin/python -m pip install --quiet \
	  --disable-pip-version-check --require-hashes -r requirements/validators.lock && touch $@

test-validators: $(STAMP)  ## releases of the examples, checked by public validators
	@mkdir -p build; if $(MAKE) --no-print-directory $(VALIDATORS)/.installed >build/validators.log 2>&1; \
	then $(MAKE) --no-print-directory $(RELEASES); \
	else echo "test-validators: skipped, the validators cannot be installed here (they need python3-venv, libicu-dev,"; \
	  echo "pkg-config and g++; build/validators.log says more)"; fi

ALL_FORMATS = $$($(PY) -c 'from knell.publish.formats import format_names; print(*format_names(), sep=",")')

.PHONY: $(RELEASES)
$(RELEASES): $(STAMP)
	@rm -rf $@ $@.db $@.db-wal $@.db-shm && mkdir -p $@
	@$(VENV)/bin/knell add examples/black-january examples/andijan examples/beirut --record $@.db >/dev/null
	@for layout in $$($(PY) -c 'from knell.publish.layouts import layout_names; print(*layout_names())'); do \
	  $(VENV)/bin/knell export $@/$$layout --record $@.db --layout $$layout --format $(ALL_FORMATS) --unreviewed \
	    --date 2026-01-01 >/dev/null || exit 1; done
	@$(VENV)/bin/knell publish $@/site --record $@.db --unreviewed --date 2026-01-01 --address https://knell.example/ >/dev/null
	@$(PY) scripts/decide.py $@.db
	@$(VENV)/bin/knell export $@/decided --record $@.db --unreviewed --with-texts --format $(ALL_FORMATS) --date 2026-01-01 >/dev/null
	@rm -f $@-again.db*; $(VENV)/bin/knell import $@/decided --record $@-again.db
	@$(VALIDATORS)/bin/python scripts/validate_release.py $@ \
	  --need frictionless geojson icalendar datasette pandas followthemoney
	@$(VALIDATORS)/bin/python scripts/run_notebook.py examples/three-questions.ipynb $@/own

# Spark is half a gigabyte, needs Java, and stands in an environment of its own.
SPARK := build/spark

$(SPARK)/.installed: requirements/spark.lock pyproject.toml
	@java -version >/dev/null 2>&1 || { echo "there is no java"; exit 1; }
	@$(PYTHON) -m venv --clear $(SPARK) && $(SPARK)/bin/python -m pip install --quiet \
	  --disable-pip-version-check --require-hashes -r requirements/spark.lock
	@$(SPARK)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

test-spark:  ## archives on Spark, in this process's reach and on a cluster of two workers on this machine
	@mkdir -p build; if $(MAKE) --no-print-directory $(SPARK)/.installed >build/spark.log 2>&1; \
	then $(SPARK)/bin/python -m pytest -q -m spark tests/archive; \
	else echo "test-spark: skipped, Spark cannot be installed here (it needs Java 17 or newer and python3-venv;"; \
	  echo "build/spark.log says more)"; fi

FUZZ_RUNS ?= 300

fuzz: $(STAMP)  ## read changed inputs of every kind, FUZZ_RUNS of each
	KNELL_FUZZ_RUNS=$(FUZZ_RUNS) $(PY) -m pytest -q -m fuzz tests/fuzz

check: $(STAMP)  ## lint, format and types
	@code=0; \
	  echo "ruff check";  $(PY) -m ruff check --quiet . || code=1; \
	  echo "ruff format"; $(PY) -m ruff format --check . || code=1; \
	  echo "mypy";        $(PY) -m mypy src tests $(wildcard scripts/*.py benchmarks/*.py) || code=1; \
	  exit $$code

format: $(STAMP)  ## mend what lint and format can mend
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

docs: $(STAMP)  ## write again the parts of the documentation that the program writes itself
	$(PY) scripts/docs.py
	$(PY) scripts/claim_walk.py

evaluate: $(STAMP)  ## measure against the gold files beside the project, with floors
	@if [ -d $(SHARED)/data ]; then $(PY) -m knell.evaluate; \
	  else echo "evaluate: skipped, there is no $(SHARED)/data beside this project"; fi

# What knell is measured beside stands in an environment of its own, too.
BESIDE := build/bench

$(BESIDE)/.installed: requirements/bench.lock
	@$(PYTHON) -m venv --clear $(BESIDE) && $(BESIDE)/bin/python -m pip install --quiet \
	  --disable-pip-version-check --require-hashes -r requirements/bench.lock && touch $@

bench: $(STAMP)  ## the timed comparisons
	@mkdir -p build; $(MAKE) --no-print-directory $(BESIDE)/.installed >build/bench.log 2>&1 \
	  || echo "bench: HeidelTime and datasketch are not measured, they cannot be installed here (build/bench.log says more)"
	@for script in benchmarks/*.py; do \
	  [ -e "$$script" ] || { echo "bench: there are no benchmarks yet"; break; }; \
	  echo "== $$script"; $(PY) "$$script" || exit 1; done

# The lock files name versions and hashes, never where to fetch them from.
build/lock/bin/pip-compile:
	@$(PYTHON) -m venv build/lock
	@build/lock/bin/python -m pip install --quiet --disable-pip-version-check "$(PIP_TOOLS)"

COMPILE = CUSTOM_COMPILE_COMMAND="make lock" build/lock/bin/pip-compile --quiet --strip-extras --generate-hashes \
  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --resolver=backtracking $(LOCK_FLAGS)

# Spark is half a gigabyte: it has a lock, and an environment, of its own.
EXTRAS := archive parquet pdf pg plot site web xlsx

lock: build/lock/bin/pip-compile  ## work out the lock files again (LOCK_FLAGS=--upgrade for newer versions)
	$(COMPILE) --output-file requirements/base.lock pyproject.toml
	$(COMPILE) $(EXTRAS:%=--extra %) -c requirements/base.lock --output-file requirements/dev.lock pyproject.toml requirements/dev.in
	$(COMPILE) --extra spark -c requirements/dev.lock --output-file requirements/spark.lock pyproject.toml requirements/spark.in
	$(COMPILE) --allow-unsafe --output-file requirements/validators.lock requirements/validators.in
	$(COMPILE) --output-file requirements/bench.lock requirements/bench.in

clean:  ## remove what make made, the virtual environment included
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find src tests scripts benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
