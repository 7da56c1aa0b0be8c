# make run    sets itself up, reads the two releases of seeds/ and shows what they say
# make test   sets itself up and runs the tests
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
BIN := .venv/bin
PUBLIC ?=

.PHONY: help setup run test check wheel train golden clean

help:
	@sed -n 's/^# //p' Makefile
	@echo 'make check  style, types and the wheel;  make train PUBLIC=folder  trains both models'

setup: .venv/ready

.venv/ready: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info < (3, 14) else "Kisha needs Python 3.11 to 3.13")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

run: setup
	$(BIN)/kisha run seeds --out out

test: setup
	$(BIN)/pytest

check: setup wheel
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	rm -rf build/installed
	$(BIN)/python -m pip install --quiet --no-deps --target build/installed dist/*.whl
	MYPYPATH=build/installed $(BIN)/mypy --python-executable $(BIN)/python -p kisha
	$(BIN)/kisha corpus check corpus

wheel: setup
	rm -rf dist build/lib build/bdist.*
	$(BIN)/python -m build --wheel --outdir dist . > build-wheel.log || (cat build-wheel.log; exit 1)
	rm build-wheel.log

train: setup
	for language in ja en; do $(BIN)/kisha train ner $$language $(if $(PUBLIC),--public $(PUBLIC)) || exit 1; done

golden: setup
	$(BIN)/pytest tests/test_golden.py --regenerate || git diff --stat tests/golden

clean:
	rm -rf .venv build dist out *.egg-info .pytest_cache .mypy_cache .ruff_cache
