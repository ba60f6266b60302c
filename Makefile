# The one door. Needs Python 3.11 or newer with venv, and make; everything else it sets up itself.

PYTHON ?= $(shell python3.11 -c 'print("python3.11")' 2>/dev/null || echo python3)
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
LOCK := .venv-lock
PROFILE ?= ci
JOBS ?= 2

PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
COMPILE := UV_CUSTOM_COMPILE_COMMAND="make lock" \
	$(LOCK)/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url

# Every test must see the checkout, not another one the caller has on PYTHONPATH.
unexport PYTHONPATH PYTHONHOME PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test lint types mypy pyright unit trust bench docs lock clean
.DELETE_ON_ERROR:

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

demo: $(RUNTIME) ## show what xinfang does on the shipped cases
	$(BIN)/xinfang demo

test: lint types unit ## all that must hold before a commit

lint: $(DEV) ## style, formatting, import floors
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache

types: $(DEV) ## mypy strict and pyright strict, beside each other
	$(MAKE) -j2 mypy pyright

mypy pyright: $(DEV)
	$(BIN)/$@

unit: $(DEV) ## the tests only; PROFILE=dev draws new random cases each time
	HYPOTHESIS_PROFILE=$(PROFILE) $(BIN)/python -m pytest -q -n $(JOBS) --dist worksteal

trust: $(DEV) ## deep agreement checks and mutants (slow)
	HYPOTHESIS_PROFILE=trust $(BIN)/python -m pytest -q -n $(JOBS) --dist worksteal -m trust
	$(call run-if-present,tests/mutants,tests.mutants)
	$(BIN)/python -m tests.legal_mutants

bench: $(DEV) ## measure
	$(call run-if-present,benchmarks,benchmarks)

docs: $(DEV) ## run the examples in the documents
	$(BIN)/python -m pytest -q -p no:xdist --doctest-glob='*.md' $(wildcard README.md) docs \
		|| test $$? -eq 5

lock: ## renew requirements/*.txt from pyproject.toml and requirements/*.in
	test -x $(LOCK)/bin/uv || { $(PYTHON) -m venv $(LOCK) && $(LOCK)/bin/python -m pip install -q uv; }
	$(COMPILE) pyproject.toml requirements/build.in -o requirements/runtime.txt
	$(COMPILE) pyproject.toml requirements/build.in requirements/dev.in \
		-c requirements/runtime.txt -o requirements/dev.txt

clean: ## remove what the other targets made
	rm -rf $(VENV) $(LOCK) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps: a second run is instant; a changed requirement or pyproject installs again.
$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'python 3.11 or newer is needed: say which with `make PYTHON=python3.11 ...`' >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(RUNTIME): requirements/runtime.txt pyproject.toml | $(BIN)/pip
	$(PIP) install -q --require-hashes -r requirements/runtime.txt
	$(PIP) install -q --no-deps --no-build-isolation -e .
	touch $@

# dev.txt holds all of runtime.txt at the same versions.
$(DEV): requirements/dev.txt requirements/runtime.txt pyproject.toml | $(BIN)/pip
	$(PIP) install -q --require-hashes -r requirements/dev.txt
	$(PIP) install -q --no-deps --no-build-isolation -e .
	touch $(RUNTIME) $@

# $(1): file without .py, or folder; $(2): module
define run-if-present
@if [ -e $(1).py ] || [ -e $(1)/__main__.py ]; then \
	echo '$(BIN)/python -m $(2)'; $(BIN)/python -m $(2); \
else echo 'no $(2) yet'; fi
endef
