# The commands of the project; hooks and CI call the same ones. `make help` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
UV := .uv/bin/uv
UV_VERSION := 0.13.9
BIN := .venv/bin
PORT ?= 8000
WORKERS ?= 2
ON_POSTGRESQL := tests/web tests/journeys --ignore=tests/web/test_commands.py --ignore=tests/web/test_settings.py

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(UV):
	python3 -m venv .uv
	.uv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.venv/.stamp: $(UV) pyproject.toml uv.lock
	$(UV) sync --quiet --locked --all-extras
	touch $@

setup: .venv/.stamp ## install the pinned Python packages into .venv

system: ## install the system packages that are missing (as root), or say which
	@tools/system-packages

run: setup system ## set up everything and serve the sample programme at http://127.0.0.1:8000
	$(BIN)/dondoc serve --demo --port $(PORT)

test: test-sqlite test-postgresql ## set up everything and run every test, those of the web on PostgreSQL too

test-sqlite: setup system
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(ARGS)

# The whole run only: ARGS names some tests, and those run on SQLite. Says so where PostgreSQL is not installed.
test-postgresql: test-sqlite
	$(if $(ARGS),,tools/with-postgres --or-skip $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(ON_POSTGRESQL))

lint: style types layers pages ## style, types, layers, pages written from the code

style: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

layers: setup
	$(BIN)/lint-imports

pages: setup
	$(BIN)/python tools/make_check_pages.py --check
	$(BIN)/python tools/make_command_page.py --check

bench: setup system ## measure what the documentation claims
	$(BIN)/python -m benchmarks

clean: ## remove what the other commands made
	rm -rf .venv .uv var dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

.PHONY: help setup system run test test-sqlite test-postgresql lint style types layers pages bench clean
