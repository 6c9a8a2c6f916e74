# Every target works in a virtual environment of its own; `make help` lists them.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help install test test-fast lint format typecheck pages bench lock compile-examples clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-18s %s\n", $$1, $$2}'

install: $(VENV)/.installed ## Install breytac for development, at the locked versions

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q -c constraints.txt -e '.[run,dev]'
	touch $@

test: install ## Run every test
	$(BIN)/pytest

test-fast: install ## Run the tests that start no server and make no environment
	$(BIN)/pytest -m 'not slow'

lint: install ## Check style and layout
	$(BIN)/ruff check .
	$(BIN)/black --check -q .

format: install ## Lay out the code and fix what can be fixed
	$(BIN)/ruff check --fix .
	$(BIN)/black -q .

typecheck: install ## Check types
	$(BIN)/mypy

pages: install ## Make docs/diagnostics and docs/reference anew
	$(BIN)/python scripts/diagnostics_pages.py
	$(BIN)/python scripts/reference_pages.py

bench: install ## Measure, and print ratios
	$(BIN)/python -m benchmarks

lock: install ## Resolve the dependencies anew into constraints.txt
	$(BIN)/pip install -q uv
	$(BIN)/uv pip compile pyproject.toml --extra run --extra dev --universal --python-version 3.11 \
	  --upgrade --no-header --quiet --output-file constraints.txt

compile-examples: install ## Compile flows/ to generated/
	$(BIN)/breytac compile

clean: ## Remove what can be made again
	rm -rf $(VENV) .breyta build dist .mypy_cache .pytest_cache .ruff_cache
