# Everything a maintainer or a newcomer runs. Each target prepares what it needs, once.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

.PHONY: site serve test types suite bench audit lock clean help

site: $(VENV)/site.done  ## Build the site into site/
	@$(BIN)/recto build

serve: $(VENV)/site.done  ## Preview the site while you write (PORT=8000)
	@$(BIN)/recto serve --port $(PORT)

test: $(VENV)/test.done  ## Run every check
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/python tests/browser/chromium.py
	@$(MAKE) --no-print-directory --jobs 2 types suite

types: $(VENV)/test.done
	@$(BIN)/mypy

suite: $(VENV)/test.done
	@$(BIN)/pytest --numprocesses auto --dist worksteal

bench: $(VENV)/test.done  ## Measure, and write the figures to .cache/recto/bench.json
	@$(BIN)/python -m tests.bench.run

audit: $(VENV)/test.done  ## Audit a built site: markup, bytes, layout shifts, Lighthouse (needs Node.js)
	@$(BIN)/python tests/browser/chromium.py
	@$(BIN)/python -m tests.audit.run

lock: $(VENV)/test.done  ## Update the pinned and hashed requirements
	@$(BIN)/pip install --quiet uv
	@for wanted in "requirements.txt pyproject.toml --extra build" \
	  "requirements-dev.txt pyproject.toml --extra build --extra dev" \
	  "requirements-audit.txt --group audit"; do \
	  set -- $$wanted; file=$$1; shift; \
	  $(BIN)/uv pip compile "$$@" --universal --python-version 3.11 --upgrade --quiet \
	    --generate-hashes --no-emit-index-url --no-annotate \
	    --custom-compile-command "make lock" --output-file $$file; \
	done

clean:  ## Remove everything that was made, including the environment
	rm -rf $(VENV) .cache site docs/questions docs/topics .mypy_cache .pytest_cache .ruff_cache \
	  .hypothesis scripts/recto.egg-info
	find scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-6s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# The requirements for tests include those for the site, so one environment serves both.
$(VENV)/test.done: requirements-dev.txt $(VENV)/site.done
	@$(BIN)/pip install --quiet --require-hashes --requirement requirements-dev.txt
	@touch $@

$(VENV)/site.done: requirements.txt pyproject.toml | $(VENV)/pyvenv.cfg
	@$(BIN)/pip install --quiet --require-hashes --requirement requirements.txt
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Recto needs Python 3.11 or newer; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "Python cannot make an environment; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
