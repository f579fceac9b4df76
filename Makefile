# The memory of how things are done here. `make` prints this list.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help demo test lint bench clean
help:            ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(VENV)/.run: pyproject.toml
	$(PYTHON) -m venv $(VENV) || $(MAKE) --no-print-directory $(VENV)-without-venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[lean]'
	@touch $@

# Debian's Python comes without the module venv; pip brings one that needs no system package.
.PHONY: $(VENV)-without-venv
$(VENV)-without-venv:
	rm -rf $(VENV)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --target $(VENV)-maker virtualenv
	PYTHONPATH=$(VENV)-maker $(PYTHON) -m virtualenv --quiet $(VENV)
	rm -rf $(VENV)-maker

$(VENV)/.dev: $(VENV)/.run
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev,lean,leandojo]'
	@touch $@

demo: $(VENV)/.run   ## check the sample blueprint and print its table
	$(BIN)/workbench check blueprints/monochromatic

test: $(VENV)/.dev lint   ## ruff, mypy and every test
	$(BIN)/python -m pytest

lint: $(VENV)/.dev   ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.dev   ## the figures that README quotes
	$(BIN)/python -m benchmarks

clean:           ## remove what was made
	rm -rf $(VENV) .workbench .pytest_cache .mypy_cache .ruff_cache .hypothesis
