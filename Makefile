# Saves typing; everything here works through Snakemake itself too, see the README.
PYTHON ?= python3
CORES ?= all
MIRROR ?=
OUT ?= applied/table
UNITS ?= prepared
# By the clusterer that the model was kept with, unless said.
CLUSTERER ?=
# More of what the script can be told, as "--gene-column id", "--orientation columns", "--format gct",
# "--sheet Sheet2" or "--layer counts".
OPTIONS ?=
# A table of your own: DATA=my.tsv, and what is known of it; or CONFIG=my/config.yaml.
DATA ?=
LABELS ?=
CLUSTERS ?=
GENE_SETS ?=
# Of make torture: the seed of all that is random, how many of each kind, which kinds, and where.
SEED ?= 0
COUNT ?= 10
KINDS ?=
TORTURE ?= /tmp/sdae-torture
CONFIG ?=
# Labelled sets beside the embedded one, and which of them.
ACCEPT ?=
SETS ?=
# What make would pass over without a word.
KNOWN := PYTHON CORES MIRROR OUT UNITS CLUSTERER OPTIONS DATA LABELS CLUSTERS GENE_SETS SEED COUNT KINDS \
	TORTURE CONFIG ACCEPT SETS MODEL TABLE VENV
# Values may have blanks, which stand behind a backslash here.
empty :=
space := $(empty) $(empty)
GIVEN := $(foreach word,$(subst \$(space),_,$(MAKEOVERRIDES)),$(firstword $(subst =, ,$(word))))
UNKNOWN := $(filter-out $(KNOWN),$(GIVEN))
$(if $(UNKNOWN),$(error found $(UNKNOWN); expected one of $(KNOWN)))
# Results lie beside the configuration.
FOLDER = $(if $(CONFIG),$(shell dirname "$(CONFIG)"),.)
VENV := .venv
RUN := $(VENV)/bin/python scripts/run_workflow.py
# Of Snakemake's lines, those that say what is being done.
LINES := --quiet host reason
# One table, or several that are joined by gene id.
INIT = if [ -f "$$DATA" ]; then set -- "$$DATA"; else set -- $$DATA; fi; \
	$(VENV)/bin/python scripts/init_configuration.py "$$@" $${LABELS:+--labels "$$LABELS"} \
	$${CLUSTERS:+--clusters "$$CLUSTERS"} $${GENE_SETS:+--gene-sets "$$GENE_SETS"}
# A blank-separated list of folders or addresses, as the configuration wants it.
comma := ,
# Folders are named from here, wherever the run is.
PLACES := $(foreach place,$(MIRROR),$(if $(findstring ://,$(place)),$(place),$(abspath $(place))))
MIRRORS := $(if $(MIRROR),--config 'mirrors=[$(subst $(space),$(comma),$(strip $(PLACES)))]')

.PHONY: help setup run init check paper apply test torture test-browser test-environments test-slurm lint format bench accept docs clean

help:
	@echo "make run     the default run on the embedded data: figures and results/report.html"
	@echo "make run DATA=my.tsv [LABELS=column] [CLUSTERS=5] [GENE_SETS=sets.gmt]    a table of your own"
	@echo "make run CONFIG=my/config.yaml    a configuration; its results lie beside it"
	@echo "make init DATA=my.tsv    only look at a table and write a configuration for it"
	@echo "make check [CONFIG=my/config.yaml] [DATA=my.tsv]    what would run: jobs, about how long, memory, disk"
	@echo "make paper   all of the paper (MIRROR=\"dir-or-url ...\" is asked for its data first)"
	@echo "make apply   a kept model on another table: MODEL=... TABLE=... [OUT=...] [UNITS=input] [CLUSTERS=5] [OPTIONS=...]"
	@echo "make test    the whole test suite"
	@echo "make torture [SEED=0] [COUNT=10] [KINDS=\"edits kills damage determinism\"]    faults, at random (full disks as root)"
	@echo "make test-environments    every rule in a conda environment of its own packages alone"
	@echo "make test-browser    the page in a real browser (Chromium must be there)"
	@echo "make test-slurm    the workflow on a SLURM that is started here (Debian, as root)"
	@echo "make bench   this trainer beside its alternatives (installs PyTorch and PyTensor, some GB)"
	@echo "make accept  quality on labelled sets, beside the alternatives (ACCEPT=folder of more sets, SETS=names)"
	@echo "make docs    the documentation, in docs/_build/html"
	@echo "make lint    what must be clean before a commit"
	@echo "make format  puts the sources in shape"
	@echo "make setup   what the others do first: .venv with everything locked"

setup: $(VENV)/complete

# Compiled on all cores, which pip does on one. The stamp comes last, so that a set-up that was interrupted is done again.
$(VENV)/complete: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and f"found Python {sys.version.split()[0]}, expected 3.11 or newer: name one by PYTHON=/path/to/python3")'
	@echo "Setting up $(VENV), once"
	@$(PYTHON) -m venv $(VENV)
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes --no-deps --requirement requirements.txt
	@$(VENV)/bin/python -m compileall -qq -j 0 $(VENV)/lib
	@touch $@

# The executors for clusters.
$(VENV)/cluster: $(VENV)/complete requirements-cluster.txt
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement requirements-cluster.txt
	@touch $@

# What drives a browser in tests.
$(VENV)/browser: $(VENV)/complete requirements-browser.txt
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement requirements-browser.txt
	@touch $@

CONFIG_IS_THERE = @$(if $(CONFIG),test -f "$$CONFIG" || { echo "CONFIG=$$CONFIG: found no such file; expected a configuration"; exit 2; })

OF_NO_TABLE = @$(if $(LABELS)$(CLUSTERS)$(GENE_SETS),echo "found LABELS or CLUSTERS or GENE_SETS but no DATA; expected DATA=my.tsv or to find them in the configuration and its table of data sets"; exit 2)

# A table's configuration is written first, unless it is there; the last line says where.
OF_TABLE = @$(if $(CONFIG),echo "found both DATA and CONFIG; expected one of them: a table gets a configuration of its own"; exit 2;) \
	said=$$($(INIT)) || exit; echo "$$said"; echo; \
	$(MAKE) --no-print-directory $@ DATA= LABELS= CLUSTERS= GENE_SETS= CONFIG="$$(echo "$$said" | tail -n 1 | sed 's/: [^:]*$$//')"

run: setup
ifneq ($(DATA),)
	$(OF_TABLE)
else
	$(OF_NO_TABLE)
	$(CONFIG_IS_THERE)
	@$(RUN) "$(FOLDER)" --cores $(CORES) $(LINES) $(if $(CONFIG),--configfile "$$CONFIG")
	@echo; cat "$(FOLDER)/results/verdict.txt"
	@echo; echo "The report: $$(cd "$(FOLDER)" && pwd)/results/report.html"
endif

init: setup
	@$(if $(DATA),,echo "found no table; expected make init DATA=my.tsv"; exit 2)
	@$(INIT)

check: setup
ifneq ($(DATA),)
	$(OF_TABLE)
else
	$(OF_NO_TABLE)
	$(CONFIG_IS_THERE)
	@$(VENV)/bin/python scripts/check_run.py "$(FOLDER)" $(CORES) $(if $(CONFIG),"$$CONFIG")
endif

paper: setup
	@$(RUN) paper --cores $(CORES) $(LINES) --configfile config/paper.yaml $(MIRRORS)
	@echo; cat paper/results/verdict.txt; echo; echo "The report: $(CURDIR)/paper/results/report.html"

apply: setup
	@$(if $(and $(MODEL),$(TABLE)),,echo "found no MODEL or no TABLE; expected make apply MODEL=results/models/.../chosen.safetensors TABLE=other.csv"; exit 2)
	@$(VENV)/bin/python scripts/apply_by_hand.py "$(MODEL)" "$(TABLE)" "$(OUT)" --units $(UNITS) $(if $(CLUSTERS),--clusters $(CLUSTERS)) $(if $(CLUSTERER),--clusterer $(CLUSTERER)) $(OPTIONS)

# A file's tests share what they run, so a file is one worker's; the long files come first.
test: setup
	@$(VENV)/bin/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

# Edits, kills, damaged files, full disks, determinism: COUNT of each, in the folder TORTURE.
torture: setup
	@$(VENV)/bin/python tests/faults/torture.py "$(TORTURE)" $(SEED) $(COUNT) $(KINDS)

test-environments: setup
	@$(VENV)/bin/python -m pytest tests/environments

test-browser: $(VENV)/browser
	@$(VENV)/bin/python -m pytest tests/browser

test-slurm: $(VENV)/cluster
	@$(VENV)/bin/python -m pytest tests/slurm

lint: setup
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/snakefmt --check Snakefile rules examples
	@$(VENV)/bin/snakemake --lint
	@PYTHONPATH=scripts $(VENV)/bin/python -m sdae.configuration.documents --check

format: setup
	@PYTHONPATH=scripts $(VENV)/bin/python -m sdae.configuration.documents
	@$(VENV)/bin/ruff check --fix .
	@$(VENV)/bin/ruff format .
	@$(VENV)/bin/snakefmt Snakefile rules examples

# An environment of its own: what is compared with is no dependency of the workflow.
.venv-bench/complete: requirements.txt benchmarks/requirements.txt
	@$(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement requirements.txt
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement benchmarks/requirements.txt
	@touch $@

bench: .venv-bench/complete
	@NPROC=1 OMP_NUM_THREADS=1 MKL_NUM_THREADS=1 PYTHONPATH=scripts .venv-bench/bin/python benchmarks/run.py

# What is compared with is no dependency of the workflow here either.
.venv-accept/complete: benchmarks/accept/requirements.txt
	@$(PYTHON) -m venv .venv-accept
	@.venv-accept/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement $<
	@touch $@

MEASURE = PYTHONPATH=scripts $(VENV)/bin/python benchmarks/accept/run.py

accept: setup .venv-accept/complete
	@$(MEASURE) --cores $(CORES) --python .venv-accept/bin/python $(if $(ACCEPT),--sets "$(ACCEPT)") $(if $(SETS),--only $(SETS))
	@$(MEASURE) --simulated

# Another one: Sphinx reads the docstrings of the library, so it takes what the library imports.
.venv-docs/complete: requirements.txt requirements-docs.txt
	@$(PYTHON) -m venv .venv-docs
	@.venv-docs/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement requirements.txt
	@.venv-docs/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement requirements-docs.txt
	@touch $@

# What Sphinx warns of, a link to nowhere say, is an error.
docs: .venv-docs/complete
	@.venv-docs/bin/python -m sphinx --quiet --fail-on-warning --keep-going docs docs/_build/html
	@echo "The documentation: $(CURDIR)/docs/_build/html/index.html"

clean:
	rm -rf results logs .snakemake paper accept docs/_build
