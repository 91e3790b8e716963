# Two commands for a newcomer: `make run` and `make test`. Each makes what it needs in .venv first.

PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
# The tests start hundreds of processes, which need not compile all modules each time.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test pytest thorough quick live spark lint bench screenshots messages programs chromium office nginx clean

run: $(VENV)/app
	$(BIN)/python -m streamlit run dashboard.py --server.port $(PORT)

# By file, in the order of tests/conftest.py; three at a time keep two cores busy while a browser or a server is waited for.
PYTEST := $(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

test: lint pytest

pytest: programs
	$(PYTEST) -m "not spark"

# Each page in every language, theme and width, and more examples of what is tried at random.
thorough: export THOROUGH := 1
thorough: test

quick: $(VENV)/dev
	$(PYTEST) -m "not live and not spark"

live: programs
	$(PYTEST) -m live

# The distributed engine on a cluster of this machine, which takes Java 17 and a quarter of an hour; see docs/operations.md.
spark: $(VENV)/spark
	$(BIN)/python -m pytest tests/engine

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The pictures of the README, taken by the browser of the tests.
screenshots: $(VENV)/dev chromium
	SCREENSHOTS=docs $(BIN)/python -m pytest -m live tests/browser/test_screenshots.py

# Collects the strings for translators.
messages: $(VENV)/dev
	$(BIN)/python -m words extract

# What the tests ask besides Python; apt-get has one lock.
programs: $(VENV)/dev
	@$(MAKE) --no-print-directory --jobs=1 chromium office nginx

# Debian's Chromium where it may be installed, else the one that Playwright brings.
chromium: $(VENV)/dev
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq chromium; } \
	  || $(BIN)/python -m playwright install chromium

# LibreOffice reads the exported files as a second program, where it may be installed.
office:
	@command -v soffice >/dev/null || command -v libreoffice >/dev/null \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq \
	       && apt-get install -y -qq libreoffice-impress libreoffice-calc libreoffice-writer; } \
	  || echo "Install LibreOffice for the tests of exported files."

# nginx for the tests of several processes: unpacked only, for the installed package would start a server of its own.
nginx: $(VENV)/dev
	@command -v nginx >/dev/null || test -x /usr/sbin/nginx || test -x $(VENV)/nginx/usr/sbin/nginx \
	  || { command -v apt-get >/dev/null && mkdir -p $(VENV)/nginx && cd $(VENV)/nginx \
	       && { apt-get download -qq nginx || { apt-get update -qq && apt-get download -qq nginx; } } \
	       && dpkg -x nginx_*.deb . ; } \
	  || echo "Install nginx for the tests of several processes."

# All measurements, as tables: at these sizes of delivery.
BENCH_ROWS ?= 10k 1m

bench: $(VENV)/bench chromium
	$(BIN)/python -m bench exports
	$(BIN)/python -m bench intake
	$(BIN)/python -m bench publish --rows $(BENCH_ROWS)
	$(BIN)/python -m bench questions --rows $(BENCH_ROWS)
	$(BIN)/python -m bench start --rows $(BENCH_ROWS)
	$(BIN)/python -m bench server --rows $(BENCH_ROWS)
	$(BIN)/python -m bench pages --rows $(BENCH_ROWS)
	$(BIN)/python -m bench load --rows $(BENCH_ROWS)

$(VENV)/app: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --requirement requirements.txt
	touch $@

$(VENV)/dev: requirements.txt requirements-signin.txt requirements-metrics.txt requirements-s3.txt requirements-dev.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --requirement requirements-dev.txt
	touch $(VENV)/app $@

$(VENV)/spark: $(VENV)/dev requirements-spark.txt
	$(BIN)/python -m pip install --quiet --requirement requirements-spark.txt
	touch $@

$(VENV)/bench: $(VENV)/dev requirements-bench.txt
	$(BIN)/python -m pip install --quiet --requirement requirements-bench.txt
	touch $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
