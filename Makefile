# PYTHON is any 3.11 or newer; everything is installed into .venv.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip install --quiet --constraint constraints.txt

.PHONY: demo test lint docs bench clean

demo: .venv/installed
	$(BIN)/sentiment report data/unblocking.csv
	@$(BIN)/sentiment report data/unblocking.csv -o report.html
	@echo "The report is in $(CURDIR)/report.html"

test: .venv/tested
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: .venv/tested
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/mkdocs build --strict --quiet --site-dir $(CURDIR)/.venv/site

docs: .venv/tested
	$(BIN)/python docs/make_summary.py
	$(BIN)/mkdocs build --strict --quiet
	@echo "The documentation is in $(CURDIR)/site/cli.html"

bench: .venv/tested
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/readme.py

.venv/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(PIP) --editable .
	touch $@

.venv/tested: .venv/installed
	$(PIP) --editable '.[test]'
	touch $@

clean:
	rm -rf .venv site report.html
