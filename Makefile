# make run: the application with the sample. make test: every check. make bench: measurements.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
PORT ?= 8501
DATA := $(or $(WIJKECONOMIE_DATA),data)
BROWSERS := chromium-headless-shell chromium chromium-browser google-chrome
CHROMIUM ?= $(firstword $(foreach name,$(BROWSERS),$(shell command -v $(name))))
export CHROMIUM
# Served on 127.0.0.1 alone, so who sits here may manage the data; "no" shuts that.
run: export WIJKECONOMIE_LOCAL_STEWARD ?= yes

.PHONY: run release sample test lint bench words browser clean

run: $(VENV)/run
	@[ -f "$(DATA)/economy.duckdb" ] || $(MAKE) --no-print-directory release
	@echo "Open http://127.0.0.1:$(PORT)"
	@exec $(BIN)/streamlit run app.py --server.port $(PORT)

test: lint browser
	$(BIN)/pytest --numprocesses 3 --dist loadfile

lint: $(VENV)/test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint queries

bench: $(VENV)/test browser
	$(BIN)/python -m tests.benchmarks

words: $(VENV)/test
	$(BIN)/python locales/update.py

browser: $(VENV)/test
	@if [ -z "$(CHROMIUM)" ]; then $(BIN)/playwright install chromium; fi

release: $(VENV)/run
	@[ -f "$(DATA)/register.duckdb" ] || $(MAKE) --no-print-directory sample
	@$(BIN)/python -m wijkeconomie release

sample: $(VENV)/run
	@$(BIN)/python -m wijkeconomie sample --out "$(DATA)/raw/sample.csv"
	@$(BIN)/python -m wijkeconomie import "$(DATA)/raw/sample.csv" --layout lisa

$(VENV)/run: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/test: $(VENV)/run requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

clean:
	rm -rf $(VENV)
