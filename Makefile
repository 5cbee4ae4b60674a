# Everything a person or CI does with the project. `make` alone lists it.
PYTHON ?= python3
IN_VENV := .venv/bin/python -m

.DEFAULT_GOAL := help
.PHONY: help setup ready run dev check test e2e contract bench

help:
	@sed -n 's/^\([a-z0-9]*\):[^#]*## /  make \1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 18

setup: ## install everything that developing needs, as the locks say
	@$(PYTHON) -m scripts.setup dev

ready:
	@$(PYTHON) -m scripts.setup

run: ready ## serve Fireside at http://127.0.0.1:8000 (HOST, PORT), with a demo meeting the first time
	@$(IN_VENV) scripts.run

dev: setup ## the same for developing: reloads what changes, front-end at http://127.0.0.1:5173
	@$(IN_VENV) scripts.run dev

check: setup ## the gate: format, lint, types, imports, unused code, sizes, locks
	@$(IN_VENV) scripts.check

test: setup ## the gate and every test: SQLite, PostgreSQL, faults, front-end, browser
	@$(IN_VENV) scripts.test

e2e: setup ## only the browser tests, on a phone's viewport against the real server
	@$(IN_VENV) scripts.test e2e

contract: setup ## write openapi.json and the TypeScript types from schemas/
	@$(IN_VENV) scripts.contract

bench: setup ## measure; writes the figures of docs/performance.md
	@$(IN_VENV) bench
