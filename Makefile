# The memory of how things are done here. `make` prints this list.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help demo demo-tui demo-html demo-sweep test test-lake lint bench crash fuzz soundness clean
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

demo-tui: $(VENV)/.run   ## the sample in the terminal workbench
	$(BIN)/workbench tui blueprints/monochromatic

demo-html: $(VENV)/.run   ## check the sample and write it as one HTML file
	-$(BIN)/workbench check blueprints/monochromatic --output /dev/null
	$(BIN)/workbench export blueprints/monochromatic --html blueprint.html

demo-sweep: $(VENV)/.run   ## 1,000 answers, 300 colouring questions and 200 Lean goals, each set with its summary
	-$(BIN)/workbench sweep problems/sets/answers.jsonl
	-$(BIN)/workbench sweep problems/sets/colouring.jsonl --timeout 20
	-$(BIN)/workbench sweep problems/sets/goals.jsonl --with rfl --with decide --with simp --with plain --timeout 3

test: $(VENV)/.dev lint   ## ruff, mypy and every test; installs tmux and Chromium where it may
	@.ci/tools || echo "without it some tests fail"
	$(BIN)/python -m pytest

LAKE_TOOLCHAIN ?= leanprover/lean4:v4.28.0
test-lake: $(VENV)/.dev   ## the tests of lake projects with the real lake and LAKE_TOOLCHAIN, where elan is
	@command -v elan > /dev/null || { echo "elan is not installed: https://lean-lang.org/install"; exit 3; }
	@elan toolchain list | grep -qF '$(LAKE_TOOLCHAIN)' || \
	  { echo "run: elan toolchain install $(LAKE_TOOLCHAIN)"; exit 3; }
	WORKBENCH_REAL_LAKE='$(LAKE_TOOLCHAIN)' $(BIN)/python -m pytest -n 1 tests/dispatch/test_lake.py

lint: $(VENV)/.dev   ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.dev   ## the figures that README quotes
	$(BIN)/python -m benchmarks

crash: $(VENV)/.dev   ## 200 kills at random moments; writes docs/campaigns/crash.md
	$(BIN)/python -m campaigns crash --output docs/campaigns/crash.md

fuzz: $(VENV)/.dev   ## 50,000 inputs for each reader; writes docs/campaigns/fuzz.md
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[fuzz]'
	$(BIN)/python -m campaigns fuzz --output docs/campaigns/fuzz.md

soundness: $(VENV)/.dev   ## 2,000 wrong certificates, statements, witnesses and proofs; writes docs/campaigns/soundness.md
	$(BIN)/python -m campaigns soundness --output docs/campaigns/soundness.md

clean:           ## remove what was made
	rm -rf $(VENV) .workbench .pytest_cache .mypy_cache .ruff_cache .hypothesis
