# Dabir: set-up, tests and papers. `make help` lists the targets.
# Every target sets up what it needs; nothing is done again while pyproject.toml and the lock stay as they are.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements-dev.lock
SAMPLE := src/dabir/data/sample.txt
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

# The theme would otherwise print news of its successor at every build.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help read test check docs wheel bench lock clean
.DELETE_ON_ERROR:

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

read: $(VENV)/.ready  ## read the sample report and print what was found in it
	@$(BIN)/dabir read $(SAMPLE)

test: $(VENV)/.ready-dev  ## run the tests (ARGS="-k name" picks some)
	@$(BIN)/python -m pytest --numprocesses auto --dist worksteal $(ARGS)

check: $(VENV)/.ready-dev  ## lint, formatting, types, and the documentation built without a warning
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/mkdocs --quiet build --strict

docs: $(VENV)/.ready-dev  ## build the documentation into site/
	@$(BIN)/mkdocs --quiet build --strict
	@echo "site/index.html"

wheel: $(VENV)/.ready-dev  ## build the source archive and the wheel into dist/
	@rm -rf dist
	@$(BIN)/python -m build --no-isolation --outdir dist . >/dev/null
	@ls dist/*

bench: $(VENV)/.ready-dev  ## measure reports per second and peak memory
	@$(BIN)/python benchmarks/reading.py $(ARGS)

lock:  ## take the newest versions that pyproject.toml allows into requirements-dev.lock
	@rm -rf build/lock
	@$(PYTHON) -m venv build/lock
	@build/lock/bin/python -m pip --quiet --disable-pip-version-check install --editable '.[dev]'
	@{ echo "# Versions that the tests pass with, used as constraints; made by \`make lock\`."; \
	   build/lock/bin/python -m pip --disable-pip-version-check freeze --exclude-editable | grep -E '^[A-Za-z0-9._-]+==[^ ]+$$'; } > $(LOCK)
	@rm -rf build/lock
	@echo "$(LOCK): $$(grep -c == $(LOCK)) packages"

clean:  ## remove what was built, the virtual environment included
	@rm -rf $(VENV) build dist site .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The two stamps are the set-up itself: the package alone for reading, with the developer's tools for the rest.
$(VENV)/.ready: pyproject.toml $(LOCK) | $(BIN)/python
	@echo "Setting up Dabir in $(VENV) …"
	@$(PIP) install --constraint $(LOCK) --editable .
	@touch $@

$(VENV)/.ready-dev: pyproject.toml $(LOCK) | $(BIN)/python
	@echo "Setting up Dabir and its developer's tools in $(VENV) …"
	@$(PIP) install --constraint $(LOCK) --editable '.[dev]'
	@touch $(VENV)/.ready $@

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "No $(PYTHON) here: install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "$$($(PYTHON) --version) is too old: Dabir needs Python 3.11 or newer; name one: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "$(PYTHON) cannot make virtual environments: install its venv package (Debian, Ubuntu: apt install python3-venv)." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
