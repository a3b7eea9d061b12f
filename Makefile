# Two commands do all the set-up: `make` builds the conference, `make test` passes the tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: build test bench lint format clean

build: $(VENV)/.run
	$(BIN)/python i18n.py build

test: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto

# Beside msgfmt, msgmerge, polib, Babel and pot2po, as ratios of paired runs.
bench: $(VENV)/.dev
	$(BIN)/python benchmarks/catalogs.py
	$(BIN)/python benchmarks/memory.py
	$(BIN)/python benchmarks/replay.py
	$(BIN)/python benchmarks/checks.py
	$(BIN)/python benchmarks/against_pofilter.py
	$(BIN)/python benchmarks/importing.py
	$(BIN)/python tests/aligning.py

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(VENV)/.run: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Diptych needs Python 3.11 or newer: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	touch $@

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
