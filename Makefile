# `make run` and `make test` need Python 3.11 and make, nothing else. `make help` lists the rest.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
DEV := .venv/ready-dev
WORDING := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/*.po))

.PHONY: help setup run worker test lint format migrations ci bench requirements translations assets clean

help: ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

setup: $(READY) $(WORDING) ## virtual environment with what the system needs

$(READY): requirements.txt bin/setup
	@PYTHON=$(PYTHON) bin/setup requirements.txt
	@touch $@

$(DEV): $(READY) requirements-dev.txt
	@PYTHON=$(PYTHON) bin/setup requirements-dev.txt
	@touch $@

%.mo: %.po | $(READY)
	@$(BIN)/python bin/translations compile

run: $(READY) $(WORDING) ## the shop on http://127.0.0.1:8000 with the real catalogue; Ctrl-C stops it
	@$(BIN)/python bin/run

worker: $(READY) $(WORDING) ## the job worker alone
	@$(BIN)/flask --app wsgi worker

test: $(DEV) $(WORDING) ## every test that can run on this machine
	@$(BIN)/python bin/test

lint: $(DEV) ## style, types, import rules, templates, spelling
	@bin/lint

format: $(DEV) ## put code into the agreed form
	@$(BIN)/ruff check -q --fix . ; $(BIN)/ruff format -q .

migrations: $(DEV) ## migrations go up, down and up, and match the models
	@$(BIN)/python -m pytest tests/migrations

ci: $(DEV) $(WORDING) ## what the gate runs: lint, then every test with Elasticsearch really running
	@bin/ci

bench: $(DEV) $(WORDING) ## measure; writes a table with ratios (minutes)
	@$(BIN)/python -m benchmarks

assets: $(DEV) ## build the style sheet and the font subsets from their sources
	@$(BIN)/python bin/build-assets

translations: $(READY) ## bring the translations in step with the wording; says what is still to be translated
	@$(BIN)/python bin/translations update && $(BIN)/python bin/translations check

requirements: $(DEV) ## pin and hash what the .in files name
	@bin/requirements

clean: ## forget the virtual environment; data under var/ stays
	@rm -rf .venv
