PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTEST_ARGS ?= -n 2 --dist loadgroup
LOCK_FLAGS := --quiet --generate-hashes --universal --python-version 3.11 --custom-compile-command "make lock"

VENV_READY := $(VENV)/.venv-ready
LOCK_READY := $(VENV)/.lock-ready
PROJECT_READY := $(VENV)/.project-ready

.DELETE_ON_ERROR:
.PHONY: help install frontend spark test check lock upgrade clean

help:
	@echo "make install   a development checkout in $(VENV) (needs only Python 3.11+, git and make)"
	@echo "make test      install, then every test       PYTEST_ARGS='-k rules' narrows it"
	@echo "make check     install, then every linter"
	@echo "make frontend  the front end's files, built with the Node that pip installed"
	@echo "make spark     the spark extra, for regions too large for one machine (needs Java)"
	@echo "make lock      requirements/*.lock after a change in pyproject.toml"
	@echo "make upgrade   requirements/*.lock with the newest versions allowed"
	@echo "make clean     remove everything that make built"

install: $(PROJECT_READY) frontend

$(VENV_READY):
	@$(PYTHON) scripts/python_version.py
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(LOCK_READY): requirements/dev.lock | $(VENV_READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@touch $@

$(PROJECT_READY): pyproject.toml $(LOCK_READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

ifneq ($(wildcard frontend/package.json),)
FRONTEND_MODULES := frontend/node_modules/.ready
FRONTEND_READY := frontend/node_modules/.built
FRONTEND_FILES := $(shell find frontend -type f -not -path '*/node_modules/*')
NODE_PATH_FIRST := PATH="$(CURDIR)/$(BIN):$$PATH"

$(FRONTEND_MODULES): frontend/package.json frontend/package-lock.json | $(PROJECT_READY)
	cd frontend && $(NODE_PATH_FIRST) npm ci --no-audit --no-fund
	@touch $@

$(FRONTEND_READY): $(FRONTEND_MODULES) $(FRONTEND_FILES)
	cd frontend && $(NODE_PATH_FIRST) npm run build
	@touch $@

frontend: $(FRONTEND_READY)
else
frontend:
	@:
endif

spark: $(PROJECT_READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/spark.lock

test: install
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

check: install
	@BIN=$(BIN) scripts/check.sh

lock: $(PROJECT_READY)
	$(BIN)/uv pip compile pyproject.toml $(LOCK_FLAGS) $(UPGRADE) --extra dev --output-file requirements/dev.lock
	$(BIN)/uv pip compile pyproject.toml $(LOCK_FLAGS) --constraint requirements/dev.lock --no-annotate --output-file requirements/runtime.lock
	$(BIN)/uv pip compile pyproject.toml $(LOCK_FLAGS) --constraint requirements/dev.lock --no-annotate --extra spark --output-file requirements/spark.lock

upgrade:
	@$(MAKE) --no-print-directory lock UPGRADE=--upgrade

clean:
	rm -rf $(VENV) frontend/node_modules build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
	find src -path '*/static/*' -name dist -type d -prune -exec rm -rf {} +
