# make demo    audit the sample sites
# make test    run the tests
# make docs    build the manual into build/site
# make check   everything that must pass before a change goes in
# make bench   measure how long an audit takes, beside other tools; SIZE=1000 articles, ROUNDS=5
# make figures measure it and put the figures into benchmarks/README.md
# make format  put code into the house's form
# make clean   remove what these leave behind
#
# Needs Python 3.11 or later: PYTHON=python3.13 chooses one. All tools live in .venv.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed.stamp
# What the editable install builds from: a change here installs again.
INSTALL_SOURCES := pyproject.toml hatch_build.py $(wildcard tools/build_*.py) \
	$(shell find src/capaudit/data -name built -prune -o \( -name '*.tsv' -o -name '*.txt' -o -name '*.toml' \) -print)
# What ruff looks at: the samples hold articles that are broken on purpose.
CODE := src tests tools benchmarks samples/make_images.py hatch_build.py
# What is or holds generated files, and where it is kept for comparison.
GENERATED := docs schemas README.md
BEFORE := build/generated-before

.PHONY: demo test docs check bench figures format generate generated-is-fresh clean

demo: $(INSTALLED)
	@echo 'The faults in samples/ are planted (samples/README.md lists them). capaudit finds:'
	@echo
	@$(BIN)/capaudit check samples --fail-on never

test: $(INSTALLED)
	$(BIN)/pytest --numprocesses auto

docs: $(INSTALLED)
	$(BIN)/zensical build --clean --strict

check: $(INSTALLED)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) --no-print-directory generated-is-fresh
	$(MAKE) --no-print-directory docs
	$(BIN)/pytest --numprocesses auto

# By default some three minutes. A machine that others use at the time gives poor figures.
SIZE ?= 300
ROUNDS ?= 3
BENCHMARKS := $(BIN)/python -m benchmarks --articles $(SIZE) --rounds $(ROUNDS)

bench: $(INSTALLED)
	$(BENCHMARKS)

figures: $(INSTALLED)
	$(BENCHMARKS) --into benchmarks/README.md

format: $(INSTALLED)
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)

generate: $(INSTALLED)
	$(BIN)/python tools/generate_docs.py
	$(BIN)/python tools/refresh_outputs.py

# Whether the generated files say what the code says. A failure leaves the fresh files in place.
generated-is-fresh: $(INSTALLED)
	@rm -rf $(BEFORE) && mkdir -p $(BEFORE) && cp -R $(GENERATED) $(BEFORE)
	@$(MAKE) --no-print-directory generate
	@for each in $(GENERATED); do diff -r "$(BEFORE)/$$each" "$$each" || stale=yes; done; \
	if [ -n "$$stale" ]; then echo 'Generated files were out of date: commit the fresh ones.'; exit 1; fi

$(INSTALLED): $(INSTALL_SOURCES)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	rm -rf .capaudit_cache samples/.capaudit_cache
	rm -rf src/capaudit/data/built
	find src tests tools benchmarks samples -name __pycache__ -type d -prune -exec rm -rf {} +
