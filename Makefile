# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2

PYTHON ?= python3
export PYTHON
# More words for the program that a target runs: make run ARGS="--port 8001", make test ARGS="-k calling"
ARGS ?=
# One more than there are processors: many tests wait for what they have cut, killed or drawn.
WORKERS ?= $(shell expr $$(nproc) + 1)

.DEFAULT_GOAL := help
.PHONY: help run test test-sabotage lint texts bench screens lock clean

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## start the demo town; the first time this installs what it needs into .venv
	@tools/environment.sh running
	@exec .venv/bin/aufruf demo $(ARGS)

test: ## run every test, on SQLite and PostgreSQL
	@tools/environment.sh developing
	@tools/test_programs.sh
	.venv/bin/pytest -n $(WORKERS) --dist loadgroup $(ARGS)

test-sabotage: ## show that each race test fails when its lock is taken out
	@tools/environment.sh developing
	.venv/bin/python -m tests.races.sabotage $(ARGS)

lint: ## check style, types, import contracts and licences; change nothing
	@tools/environment.sh developing
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo
	.venv/bin/reuse lint --lines

texts: ## bring the catalogues of other languages in line with the German texts, and say what is missing
	@tools/environment.sh developing
	.venv/bin/python -m tools.texts $(ARGS)

bench: ## measure, side by side; prints what was reached and what was not
	@tools/environment.sh developing
	.venv/bin/python -m benchmarks $(ARGS)

screens: ## take pictures of every page into .cache/screens, to be looked at; ARGS="kiosk" takes some
	@tools/environment.sh developing
	@tools/test_programs.sh
	.venv/bin/python -m tests.e2e.screens $(ARGS)

lock: ## renew the lock files
	@tools/lock.sh

clean: ## remove what was built and installed; stored offices (data/) stay
	rm -rf .venv .cache queue/web/static/vendor .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache .schemathesis dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
