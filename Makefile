# The front door: `make` lists the commands. They set up what they need; nothing is written outside this folder except the
# usual caches (Maven's and pip's).

MVN ?= mvn
# How many notebooks run at once.
JOBS ?= 2
# The Python test that `make notebook-tests` runs, such as test_checks.LedgerTest; all if empty.
TEST ?=
# The class of browser tests that `make page-tests` runs, such as PlayIT; all if empty.
PAGES ?=
# Options for JupyterLab, such as --no-browser.
LAB ?=
# Where Binder finds the notebooks, for the links on the pages: owner/name on GitHub; no links if empty.
REPOSITORY ?=
# With "no", the pages have no solutions, and a folder beside them has pages with the solutions.
SOLUTIONS ?= yes
# The one notebook that `make notebooks` executes, such as 04-p-minus-y; all if empty.
NOTEBOOK ?=
# Of `make bench`: which of its parts (all if empty), how many rounds, how many epochs of Fashion-MNIST, the Java peers (or none), and
# a Python that has PyTorch or scikit-learn, tried before .venv and python3.
ONLY ?=
ROUNDS ?= 5
EPOCHS ?= 20
PEERS ?= smile dl4j djl
BENCH_PYTHON ?=

ifeq ($(filter yes no,$(SOLUTIONS)),)
$(error SOLUTIONS is "$(SOLUTIONS)", but must be yes or no)
endif

BUILD     := src/build
EXPORTER  := src/exporter
PYTHON     = "$$(sed -n 1p target/jupyter/choice)"
# Maven, silent unless it fails.
MAVEN      = sh $(BUILD)/maven.sh
# That what Maven got is what the list of check sums says.
CHECKED    = sh $(BUILD)/checksums.sh target/lib target/kernel/libraries target/typesetter
# Whether a target was made of the same contents, and that it is made of these now: one that is only a record of that, and any other.
SAME       = sh $(BUILD)/same.sh check $@ $@ $(filter-out %/.,$^)
KEEP       = sh $(BUILD)/same.sh keep $@ $@ $(filter-out %/.,$^)
# That what target/built stands for has been built in another way.
BUILT      = sh $(BUILD)/same.sh keep target/built target/built $(LIBRARY) $(KERNEL)
# The same of target/spark.
BUILT_SPARK = sh $(BUILD)/checksums.sh target/spark && sh $(BUILD)/same.sh keep target/spark/built target/spark/built target/built $(SPARK)
# Another make of this Makefile, one step after the other even under make -j.
STEP       = +@$(MAKE) -s --no-print-directory
NOTEBOOKS := $(wildcard notebooks/*.ipynb)
WITH_SOLUTIONS := target/tutorials-solutions
EXECUTED  := $(NOTEBOOKS:notebooks/%=target/executed/%)
# The notebooks that need Spark, which is a large download: the pages show them as they were committed, and `make test` executes them.
ON_SPARK  := 17-many-machines
DATA      := $(shell find notebooks/data -type f 2>/dev/null)
LIBRARY   := $(addprefix src/,$(addsuffix /pom.xml,core course onnx exporter)) $(shell find $(addprefix src/,$(addsuffix /main,core course onnx)) -type f)
SPARK     := src/spark/pom.xml $(shell find src/spark/main -type f)
KERNEL    := pom.xml src/kernel/pom.xml src/kernel/NOTICE $(shell find src/kernel/main -type f)
BENCH     := $(shell find src/bench -name pom.xml) $(shell find src/bench -name '*.java')
JAVADOC   := $(shell find $(EXPORTER)/javadoc -type f)
EXPORTING := $(shell find $(EXPORTER)/template -type f) $(wildcard $(addprefix $(EXPORTER)/*.,py json js java)) CITATION.cff LICENSE
# Where the tests written in Python are, and with what they test.
PY_TESTS  := $(EXPORTER)/test/python src/kernel/test/python $(BUILD)/test
PY_PATH   := $(subst $(subst ,, ),:,$(PY_TESTS) $(EXPORTER) $(BUILD)/trust)

export MVN
export PYTHONDONTWRITEBYTECODE := 1
# Jupyter looks for kernels in, and writes its own files to, this folder and not the user's.
export JUPYTER_PATH := $(CURDIR)/target/jupyter
export JUPYTER_DATA_DIR := $(CURDIR)/target/jupyter/data
export JUPYTER_CONFIG_DIR := $(CURDIR)/target/jupyter/config
export JUPYTER_RUNTIME_DIR := $(CURDIR)/target/jupyter/runtime
export IPYTHONDIR := $(CURDIR)/target/jupyter/ipython
export JUPYTER_PLATFORM_DIRS := 1

.PHONY: always help tutorials test lab spark notebooks figures bench verify-all checksums lock clean jupyter executed executed-on-spark java-tests notebook-tests page-tests
.DELETE_ON_ERROR:

help:
	@echo "make tutorials   build the library, execute the notebooks, and export them to target/tutorials (with links to Binder: REPOSITORY=you/gradwalk; the solutions in a folder of their own: SOLUTIONS=no)"
	@echo "make test        run all tests: Java, the kernel, the notebooks, the pages in a browser"
	@echo "make lab         open the notebooks in JupyterLab (options: LAB=--no-browser)"
	@echo "make spark       bring Apache Spark into target/spark, for the notebook on many machines (330 MB)"
	@echo "make notebooks   execute the notebooks in place (only one: NOTEBOOK=04-p-minus-y)"
	@echo "make figures     copy the figures of the README and of docs from the notebooks, and draw the one of docs/library.md"
	@echo "make bench       measure the speed of the library beside that of PyTorch and others (options: ONLY=steps ROUNDS=3 EPOCHS=2 PEERS=none BENCH_PYTHON=...)"
	@echo "make verify-all  run all tests, and every proof that takes too long for them, and write docs/trust.md (takes hours)"
	@echo "make proofs      list these proofs, each of which can be run alone"
	@echo "make checksums   record the check sums of everything that Maven downloads, after a change of versions"
	@echo "make lock        record the packages of .venv for this Python with their check sums, after a change of versions"
	@echo "make clean       remove target and .venv"

tutorials:
	$(STEP) target/built
	$(STEP) jupyter
	$(STEP) -j$(JOBS) executed target/documented
	$(STEP) target/exported
	@echo "The tutorials are up to date. Open target/tutorials/index.html in a browser."
	@[ "$(SOLUTIONS)" != no ] || echo "They are without solutions. The pages with solutions are in $(WITH_SOLUTIONS)."

test:
	$(STEP) java-tests
	$(STEP) tutorials
	$(STEP) executed-on-spark
	$(STEP) notebook-tests
	$(STEP) page-tests

lab:
	$(STEP) target/built
	$(STEP) jupyter
	@$(PYTHON) -c 'import jupyterlab' 2>/dev/null || \
	    { echo "This Jupyter has no JupyterLab, which needs Python 3.10 or later. Install it there: pip install jupyterlab, or conda install jupyterlab." >&2; exit 1; }
	@# Signed, so that JupyterLab shows the committed figures.
	@$(PYTHON) -m nbformat.sign $(NOTEBOOKS) >/dev/null
	@echo "Starting JupyterLab on the folder notebooks ..."
	@$(PYTHON) -m jupyterlab --ServerApp.root_dir=notebooks $$([ "$$(id -u)" != 0 ] || echo --allow-root) $(LAB)

spark:
	$(STEP) target/built
	$(STEP) target/spark/built

notebooks: IN_PLACE = $(or $(NOTEBOOK:.ipynb=),$(NOTEBOOKS:notebooks/%.ipynb=%))
notebooks:
	$(STEP) target/built
	$(STEP) jupyter
	$(if $(filter $(ON_SPARK),$(IN_PLACE)),$(STEP) spark)
	$(STEP) -j$(JOBS) $(IN_PLACE:%=in-place-%)

figures:
	$(STEP) target/built
	$(STEP) jupyter
	@$(PYTHON) $(EXPORTER)/figures.py notebooks docs
	@$(PYTHON) $(EXPORTER)/examples.py docs/library.md target/lib docs

# One thread for every BLAS that a system brings: what is compared is the work of one core, and threads(2) brings its own. Each BLAS chooses
# its kernel itself; only the system's is told where it is too old to know the processor.
bench:
	$(STEP) target/bench/built
	@case " $(ONLY) " in "  " | *" fashion "*) sh $(BUILD)/fashion.sh target/bench/fashion-mnist ;; esac
	$(if $(filter spark,$(or $(ONLY),spark)),$(STEP) target/bench/spark/built)
	@unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE; java="$$(sh $(BUILD)/require.sh java)"; path='target/bench/classes:target/bench/lib/*:target/lib/*'; \
	core="$$(sh $(BUILD)/openblas.sh "$$java" -Dgradwalk.products=native -cp "$$path" io.github.gradwalk.bench.ours.StepWorker 2-16-3 32 tanh sgd 1)"; \
	[ -z "$$core" ] || export OPENBLAS_CORETYPE="$$core"; \
	ONLY="$(ONLY)" ROUNDS="$(ROUNDS)" EPOCHS="$(EPOCHS)" PEERS="$(PEERS)" BENCH_PYTHON="$(BENCH_PYTHON)" \
	    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1 "$$java" -cp "$$path" io.github.gradwalk.bench.Bench

checksums:
	@python3 src/build/trust/checksums.py record

# pip's report of a new environment says which files it would install.
lock:
	@mkdir -p target/lock $(BUILD)/locks
	@python3 -m venv --clear target/lock/venv
	@target/lock/venv/bin/python -m pip install --quiet --retries 1 --disable-pip-version-check --dry-run --report target/lock/report.json \
	    -r $(BUILD)/requirements.txt
	@python3 $(BUILD)/lock.py target/lock/report.json $(BUILD)/locks

clean:
	rm -rf target .venv src/kernel/dependency-reduced-pom.xml

# Building

# A change of the library alone leaves the kernel as it is. Without src/spark, Maven does not download Spark.
target/built: $(LIBRARY) $(KERNEL)
	@$(SAME) || { sh $(BUILD)/require.sh java maven >/dev/null && \
	    echo "Building the library (the first time, Maven downloads what it needs) ..." && \
	    $(if $(filter $(KERNEL),$?),rm -rf target/kernel/libraries &&) \
	    $(MAVEN) -T 2 package -Dmaven.test.skip=true -pl '!src/spark$(if $(filter $(KERNEL),$?),,,!src/kernel)' && $(CHECKED) && $(KEEP); }

target/spark/built: target/built $(SPARK)
	@$(SAME) || { rm -rf target/spark && \
	    echo "Building the module for Apache Spark (the first time, Maven downloads 330 MB) ..." && \
	    $(MAVEN) -pl src/spark -am package -Dmaven.test.skip=true && $(BUILT_SPARK); }

target/bench/built: target/built $(BENCH)
	@echo "Building the benchmarks (the first time, Maven downloads what it needs) ..."
	@$(MAVEN) -Pbench -pl src/bench -am package -Dmaven.test.skip=true
	@$(BUILT)
	@touch $@

target/bench/spark/built: target/bench/built target/spark/built
	@echo "Building the benchmarks on Spark ..."
	@$(MAVEN) -Pbench -pl src/bench/spark -am package -Dmaven.test.skip=true
	@$(BUILT)
	@touch $@

# What Maven Central would get, in a folder.
target/published: $(LIBRARY) $(SPARK) $(KERNEL)
	@rm -rf $@
	@$(MAVEN) -T 2 deploy -Dmaven.test.skip=true -Dspotless.check.skip=true -Dmaven.install.skip=true \
	    "-DaltDeploymentRepository=local::file:$(CURDIR)/$@"
	@$(BUILT)
	@touch $@

# Executing and exporting

executed: $(EXECUTED)

executed-on-spark:
	$(STEP) spark
	$(STEP) jupyter
	$(STEP) $(ON_SPARK:%=target/executed-on-spark/%.ipynb)

jupyter:
	@sh $(BUILD)/jupyter.sh

EXECUTE = sh $(BUILD)/same.sh check target/made/$* $@ $^ || { \
    echo "Executing $< ..." && $(PYTHON) $(EXPORTER)/execute.py $< $@ && sh $(BUILD)/same.sh keep target/made/$* $@ $^; }

target/executed/%.ipynb: notebooks/%.ipynb target/built target/jupyter/choice $(EXPORTER)/execute.py $(DATA)
	@$(EXECUTE)

target/executed-on-spark/%.ipynb: notebooks/%.ipynb target/spark/built target/jupyter/choice $(EXPORTER)/execute.py $(DATA)
	@$(EXECUTE)

$(ON_SPARK:%=target/executed/%.ipynb): target/executed/%: notebooks/%
	@mkdir -p $(@D) && cp $< $@

in-place-%:
	@test -f notebooks/$*.ipynb || { echo "There is no notebooks/$*.ipynb." >&2; exit 1; }
	@echo "Executing notebooks/$*.ipynb in place ..."
	@$(PYTHON) $(EXPORTER)/execute.py notebooks/$*.ipynb notebooks/$*.ipynb

target/documented: target/built $(JAVADOC) docs/library.md
	@$(SAME) || { echo "Writing the pages of the Java API ..." && sh $(EXPORTER)/javadoc/javadoc.sh target/api && $(KEEP); }

# Of the pages, the export makes those that have changed.
target/exported: $(EXECUTED) target/documented target/options $(EXPORTING) notebooks/. notebooks/questions.json
	@$(SAME) || { echo "Exporting the pages that have changed ..." && \
	    $(PYTHON) $(EXPORTER)/export.py notebooks target/executed target/tutorials target/typesetter target/api $(REPOSITORY) \
	        $(if $(filter no,$(SOLUTIONS)),--solutions=$(WITH_SOLUTIONS)) && $(KEEP); }
	@[ "$(SOLUTIONS)" = no ] || rm -rf $(WITH_SOLUTIONS) $(WITH_SOLUTIONS).json

target/options: always
	@echo "REPOSITORY=$(REPOSITORY) SOLUTIONS=$(SOLUTIONS)" | cmp -s - $@ || echo "REPOSITORY=$(REPOSITORY) SOLUTIONS=$(SOLUTIONS)" >$@

# Testing

java-tests:
	@sh $(BUILD)/require.sh java maven >/dev/null
	@echo "Running the Java tests (the first time, Maven downloads what it needs, 340 MB of it for Apache Spark) ..."
	@rm -rf target/kernel/libraries target/spark
	@$(MAVEN) verify
	@$(CHECKED)
	@$(BUILT)
	@$(BUILT_SPARK)

notebook-tests:
	$(STEP) target/built
	$(STEP) jupyter
	@echo "Testing the notebooks ..."
	@PYTHONPATH=$(PY_PATH) $(PYTHON) -m unittest $(or $(TEST),$(basename $(notdir $(wildcard $(PY_TESTS:=/test_*.py))))) -v

page-tests:
	@test -f target/tutorials/index.html || { echo "There are no pages yet. make tutorials makes them." >&2; exit 1; }
	$(STEP) target/hostile/pages/index.html
	@sh src/exporter/test/browser.sh $(PAGES)

# The notebook of hostile text and its page, see src/build/trust/hostile.py.
target/hostile/pages/index.html: target/built target/jupyter/choice $(wildcard src/build/trust/hostile.*) $(EXPORTING) $(EXPORTER)/execute.py
	@echo "Executing and exporting hostile text ..."
	@PYTHONPATH=$(EXPORTER) $(PYTHON) src/build/trust/hostile.py target/hostile target/typesetter target/lib

# Proving

include src/build/trust/proofs.mk
