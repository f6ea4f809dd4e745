# make demo    read the example reports into a dossier
# make test    the tests
# make style   format, lint, types, the order of the layers, the marks of the corpus
# make check   style and tests
# make score   how the dossier of the example story stands against its gold, the engine on the Parley corpus, the comparison on its corpus, with floors

PYTHON ?= python3
BIN := .venv/bin
STORY := examples/aldra-talks
FIRST := airline-merger-slots atoll-summit bond-haircut bus-drivers coalition-budget dam-treaty island-autonomy league-rights ridge-ceasefire ward-pay
EARLIER := $(FIRST) airframe-strike ardmere-beds calderra-deadline drillers-of-phu-sang grey-palace ilari-bronzes oru-panels osha-plan sardine-lake spa-cabinet tuna-and-gearboxes valletta-envoys

.PHONY: demo test style check score clean

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/pip install --quiet --editable .
	touch $@

.venv/installed-dev: .venv/installed
	$(BIN)/pip install --quiet --group dev
	touch $@

demo: .venv/installed
	$(BIN)/parley read $(STORY)/reports --out out/demo --format json,md,html
	@echo
	@echo "The page lies at out/demo/dossier.html; open it in a browser."

test: .venv/installed-dev
	$(BIN)/python -m pytest

style: .venv/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m corpus.check > /dev/null

check: style test

score: .venv/installed-dev
	$(BIN)/parley read $(STORY)/reports --out out/score --format json --quiet
	$(BIN)/python -m quality.score out/score/dossier.json $(STORY)/gold --floors quality/floors.toml
	$(BIN)/python -m quality.corpus --split dev --floors quality/floors-engine.toml
	$(BIN)/python -m quality.positions --floors quality/floors-positions.toml
	$(BIN)/python -m quality.literal --floors quality/floors-literal.toml
	$(BIN)/python -m quality.comparison --split dev --floors quality/floors-comparison.toml
	$(BIN)/python -m quality.comparison $(EARLIER) --table earlier --floors quality/floors-comparison.toml
	$(BIN)/python -m quality.comparison $(FIRST) --floors quality/floors-comparison.toml
	$(BIN)/python -m quality.comparison --split test --floors quality/floors-comparison.toml
	$(BIN)/python -m quality.comparison --stories corpus/statements --split dev --floors quality/floors-statements.toml

clean:
	rm -rf .venv out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
