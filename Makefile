# The builder's front door. `make run` and `make test` do all the set-up themselves, once (install.py): .venv with the packages
# of the lock, the program in it, the compiled translations. Needs Python 3.11 or newer; no network after the first time.

VENV := .venv
PY := $(VENV)/bin/python
DEMO := build/demo

# Asks each candidate to run, because a name on the PATH may be a shim of a Python that isn't there.
FIND_PYTHON = for python in $(PY) python3.13 python3.12 python3.11 python3.14 python3 python; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo "$$python" && break; done

SET_UP = python="$$($(FIND_PYTHON))"; [ -n "$$python" ] || { \
	echo "Juryapp needs Python 3.11 or newer, and none was found: install it (Debian: apt-get install python3 python3-venv) and try again." >&2; exit 1; }; \
	"$$python" install.py

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run check test fresh bench soak install develop check-system missing-packages lock messages screens docs build portable linux installer clean

help:
	@echo "make run       open the window on an invented event (without a screen: play the demo and say where its files are)"
	@echo "make check     style, types, dead code, translations, the documentation and the tests of the rooms without files or windows: a quarter of a minute, between two edits"
	@echo "make test      style, types, dead code, translations and all tests"
	@echo "make fresh     both of them in empty folders with an empty home, with the oldest pip and the newest (FRESH=--short: a minute)"
	@echo "make soak      kill the program 1,500 times (two at once and windows too) and cut its power 3,000 times a mode, change 20,000 packages, forge 300 rounds of absurd entries, change 10,000 workbooks, play 20,000 histories of laptops that agree in the end and 20,000 of laptops that are lost or late, type 10,000 times at random, score and sign by screen reader alone, print 300 sheets through a real CUPS queue, keep two laptops' folders alike through a real Syncthing and rclone, bring 60 sheets back from scanned paper and read 2,000 filled fields, recount 10,000 rankings and judge every forged paper in two browsers; a minute of that is in make test"
	@echo "make messages  list the messages that lack a translation, room by room"
	@echo "make screens   pictures of every window and page in screens/, to be looked at, and what differs from the time before"
	@echo "make docs      write the parts of the pages that are made from the program: rooms, commands, columns, the drawing of the speed"
	@echo "make bench     measure the program against bare counterparts (BENCH=--quick: a minute; BENCH=--full: a million entries)"
	@echo "make build     dist/juryapp: the program as a folder that needs neither Python nor a network; then tries it where nobody can write"
	@echo "make portable  dist/juryapp-portable: the built folder to carry on a stick, its data beside it; an archive of it, and the digests"
	@echo "make installer dist/juryapp-VERSION-windows-setup.exe, of a folder that was built on Windows (FOLDER=...): for one user, without rights; NSIS compiles it"
	@echo "make linux     dist/juryapp-linux: the built folder with what installs it for one user (icon, kinds of files), and an archive of it"
	@echo "make lock      pin the dependencies of pyproject.toml anew in the three locks"
	@echo "make clean     remove what the other targets made"

run: install
	@if [ "$$(uname -s)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY$$QT_QPA_PLATFORM" ]; then \
		echo "There is no screen here, so the demo is played: a whole event with three laptops, in half a minute." && \
		rm -rf "$(DEMO)" && mkdir -p "$(DEMO)" && told=$$($(PY) -m ui.start demo "$(DEMO)") && \
		printf '%s\n' "$$told" | grep -v "^$(DEMO)/" && echo "Its documents and files are in $$PWD/$(DEMO)"; \
	else $(PY) -m ui.preflight && $(PY) -m ui.start --sample; fi

define LOOK
$(PY) -m ruff check
$(PY) -m ruff format --check
$(PY) -m mypy
$(PY) -m vulture
$(PY) -m tests.messages
endef

TRY := QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n 2
PURE := tests/model tests/journal tests/tally tests/workbook tests/docs tests/test_architecture.py tests/test_translations.py tests/test_starting_language.py \
	tests/test_resources.py
# The tests of the rooms that [tool.coverage] names. Measured apart, because measuring makes a test a tenth to a third slower.
MEASURED := tests/journal tests/exchange tests/tally tests/signing tests/from_paper

# The tests start a hundred programs. Where Python is told to write no byte code each would compile everything anew: it lies in
# build/ then.
ifneq "$(PYTHONDONTWRITEBYTECODE)" ""
check test: export PYTHONPYCACHEPREFIX := $(CURDIR)/build/bytecode
check test: export PYTHONDONTWRITEBYTECODE :=
endif

check: check-system
	$(LOOK)
	$(TRY) -m "not thorough" $(PURE)

test: check-system
	$(LOOK)
ifdef PYTEST
	$(TRY) $(PYTEST)
else
	$(TRY) $(MEASURED) -m measured --cov --cov-report=term-missing --cov-fail-under=99
	$(TRY) -m "not measured"
endif

# docs/reliability.md; SOAK="--kills 200 --states 500 --seed 1" for another measure.
soak: develop
	$(PY) -m tests.soak $(SOAK)

check-system: develop
	@QT_QPA_PLATFORM=offscreen $(PY) -m ui.preflight

# One line: the Debian packages that Qt needs and this machine lacks. Needs no .venv.
missing-packages:
	@python="$$($(FIND_PYTHON))"; [ -z "$$python" ] || QT_QPA_PLATFORM=offscreen "$$python" -m ui.preflight --packages

# install.py decides what there is to do: nothing, most of the time.
install:
	@$(SET_UP) --quiet

develop:
	@$(SET_UP) --develop --quiet

# docs/decisions/003; FRESH=--short is what the build server runs.
fresh: develop
	$(PY) -m tests.fresh $(FRESH)

bench: check-system
	QT_QPA_PLATFORM=offscreen $(PY) -m tests.bench $(BENCH)

# LOCK="--exclude-newer 2026-10-01" makes them as they would have been made then. The first is the measure of the others.
COMPILE = UV_SYSTEM_CERTS=1 $(PY) -m uv pip compile --universal --python-version 3.11 --upgrade --generate-hashes --no-strip-extras \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --quiet $(LOCK)

lock: develop
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) --group dev -c requirements.lock -o requirements-dev.lock
	$(COMPILE) --group install -c requirements.lock -c requirements-dev.lock -o requirements-install.lock

messages: develop
	@$(PY) -m tests.messages

screens: check-system
	QT_QPA_PLATFORM=offscreen $(PY) -m tests.screens
	$(PY) -m tests.pages
	@$(PY) -m tests.pictures

# What tests/docs compares with the program.
docs: develop
	@$(PY) -m tests.docs

build: check-system
	$(PY) -m PyInstaller --noconfirm --log-level WARN build.spec
	$(PY) -m tests.built

# Of the folder that make build made.
portable: install
	$(PY) -m release.portable dist/juryapp

linux: install
	$(PY) -m release.linux_folder dist/juryapp

# make installer FOLDER=somewhere/juryapp: the folder must have been built on Windows, the installer may be compiled anywhere.
FOLDER := dist/juryapp
VERSION = $(shell sed -n 's/^__version__ = "\(.*\)"/\1/p' juryapp/__init__.py)
installer: install
	@command -v makensis >/dev/null || { echo "NSIS is missing: apt-get install nsis" >&2; exit 1; }
	@[ -f "$(FOLDER)/juryapp.exe" ] || { echo "$(FOLDER) holds no juryapp.exe: name the folder that was built on Windows, FOLDER=..." >&2; exit 1; }
	mkdir -p dist
	makensis -V2 -WX -DFOLDER="$(abspath $(FOLDER))" -DVERSION="$(VERSION)" -DOUT="$(abspath dist)/juryapp-$(VERSION)-windows-setup.exe" release/windows/juryapp.nsi
	$(PY) -c "from pathlib import Path; from release.portable import write_sums; print(write_sums(Path('dist')))"

clean:
	rm -rf $(VENV) $(VENV)-former $(VENV)-lock build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find resources/translations -name '*.mo' -delete
