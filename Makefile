# Everything a newcomer or CI types. `make` alone lists it.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help install demo test test-all test-postgres test-next test-plugin test-volto bench lint format browser client

PYTHON ?= python3
PYTHON_NEXT ?= python3.13
SERVE ?= 1
BIN := .venv/bin
UV = $(shell command -v uv || echo $(CURDIR)/$(BIN)/uv)
export UV_PYTHON_DOWNLOADS := never
# Compiling again whatever is imported would cost each process and each worker seconds.
unexport PYTHONDONTWRITEBYTECODE
# Some tests wait for processes and servers: three workers keep two cores busy. They take
# modules in the order of tests/conftest.py, which begins with what lasts.
PARALLEL := -n 3 --dist loadscope --no-loadscope-reorder -q
PYTEST := $(BIN)/pytest $(PARALLEL)

help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

install: .venv/.installed ## Install the locked dependencies into .venv

.venv/.installed: uv.lock pyproject.toml
	@test -x $(BIN)/python || { echo "Création de .venv…"; $(PYTHON) -m venv .venv; }
	@command -v uv >/dev/null || test -x $(BIN)/uv || { echo "Installation de uv…"; $(BIN)/pip install -q uv; }
	@echo "Installation des dépendances…"
	@UV_PROJECT_ENVIRONMENT=.venv $(UV) sync --frozen --inexact --quiet --extra postgres --python $(BIN)/python
	@touch $@

# Secrets of the demo are drawn once for each checkout; nothing of it is fit for production.
var/demo.env:
	@mkdir -p var
	@$(PYTHON) -c 'import secrets; print("\n".join(f"{name}={secrets.token_urlsafe(48)}" for name in ("SECRET_KEY", "NEWSLETTER_HASH_KEY")))' > $@
	@printf '%s\n' SITE_URL=http://127.0.0.1:8000 ALLOWED_HOSTS=127.0.0.1,localhost FETCH_ALLOW=127.0.0.1:8010 >> $@

demo var/static/staticfiles.json: export ENV_FILE := var/demo.env
# Compressing the admin's scripts takes seconds: only when one of them may have changed.
var/static/staticfiles.json: .venv/.installed $(shell find cms importers newsletter themes -path '*/static/*' -type f) | var/demo.env
	@echo "Fichiers statiques…"; $(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@touch $@

demo: install var/demo.env var/static/staticfiles.json ## Load the demo and serve it on http://127.0.0.1:8000 (SERVE=0: load only)
	@echo "Base de données…"; $(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py demo
	@if [ "$(SERVE)" != 0 ]; then exec $(BIN)/python manage.py serve; fi

browser:
	@tests/browser/install

client:
	@tests/contract/install

test: install browser client ## Run the test suite, browser included
	$(PYTEST) -m "not slow and not volto"

test-all: install browser client ## Run everything, what is long too, but for Volto
	$(PYTEST) -m "not volto"

# Neither a browser nor Plone's client sees which database or Django answers it; a foreign
# project does, and has a target of its own.
ELSEWHERE := -m "not slow and not browser and not volto" --ignore=tests/contract --ignore=tests/plugin

test-postgres: install ## Run all but browser, client and plugin tests on a throw-away PostgreSQL
	$(BIN)/python tests/with_postgres.py $(PYTEST) $(ELSEWHERE)

test-next: .venv-next/.installed ## Run the same on the newest Django (PYTHON_NEXT)
	.venv-next/bin/pytest $(PARALLEL) $(ELSEWHERE)

.venv-next/.installed: uv.lock pyproject.toml | install
	@UV_PROJECT_ENVIRONMENT=.venv-next $(UV) sync --frozen --quiet --extra postgres --python $(PYTHON_NEXT)
	@touch $@

test-volto: install browser ## Build Volto (once, minutes) and drive it in front of the demo
	@tests/volto/build
	$(BIN)/pytest tests/volto -m volto -q

test-plugin: install .venv-next/.installed ## Try the wheel in a foreign project: both Djangos, both databases
	.venv-next/bin/pytest -q tests/plugin
	$(BIN)/python tests/with_postgres.py $(BIN)/pytest -q tests/plugin
	$(BIN)/python tests/with_postgres.py .venv-next/bin/pytest -q tests/plugin

bench: install ## Measure speed as ratios within one run (a quiet machine, 10 minutes)
	$(BIN)/python -m tests.benchmarks.run

lint: install ## Check style, types, templates, layers and migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy
	git ls-files -z '*.html' | xargs -0 -r $(BIN)/djhtml --check
	SECRET_KEY=lint SITE_URL=http://localhost ALLOWED_HOSTS=localhost NEWSLETTER_HASH_KEY=lint $(BIN)/python manage.py makemigrations --check --dry-run

format: install ## Rewrite sources in the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	git ls-files -z '*.html' | xargs -0 -r $(BIN)/djhtml
