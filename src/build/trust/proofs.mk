# What docs/trust.md reports: `make verify-all` runs it all; `make proofs` says what there is.

# How many inputs each law is tried on, and how often a saving process is killed.
TRIES ?= 5000
KILLS ?= 1000
# Of `make mutation`: which classes are changed.
MUTATED ?= io.github.gradwalk.*
# Of `make same-text`: the homes of other JDKs to compare, and which backends (all if empty).
JDKS ?=
BACKENDS ?=
# Of `make long-runs`: an hour's worth of steps at 45 µs each, and the cells of a very long session.
STEPS ?= 80000000
CELLS ?= 10000

PROOFS := laws kills mutation emptied supply reproducible same-text long-runs

.PHONY: verify-all proofs ready $(PROOFS) bom audit trust

# The tests come after what runs some of them differently, and the longest counts after the tests: each writes what it found.
VERIFIED := mutation emptied reproducible same-text supply test laws kills long-runs trust
# Of `make verify-all`: where to go on, after one has failed and is mended.
FROM ?= mutation

verify-all: ready
	@[ $(FROM) != mutation ] || rm -f target/trust/*.md
	+@for step in $(shell echo $(VERIFIED) | sed 's/.*$(FROM)/$(FROM)/'); do $(MAKE) -s --no-print-directory $$step || exit; done

ready:
	@sh src/build/trust/ready.sh $(JDKS)

proofs:
	@echo "make verify-all    run make test and all of these except audit (options: JDKS as below, at least one; FROM=same-text, to continue after that one has failed)"
	@echo "make laws          try the laws on many more inputs (options: TRIES=5000)"
	@echo "make kills         kill processes while they save (options: KILLS=1000)"
	@echo "make mutation      check whether the tests of the mathematics notice small changes of its code (options: MUTATED=io.github.gradwalk.Softmax)"
	@echo "make emptied       check whether these tests notice when a method is emptied"
	@echo "make supply        check whether a tampered or unlisted library is refused; write the bill of materials and docs/licences.md"
	@echo "make reproducible  check whether two builds in different circumstances are the same, and whether the tests pass in any order"
	@echo "make same-text     check whether the notebooks print the same on all JDKs and backends (options: JDKS=\"/path/one /path/two\" BACKENDS=ejml)"
	@echo "make long-runs     check that memory stays bounded in an hour's worth of training and in ten thousand cells of the kernel"
	@echo "make trust         write docs/trust.md from the latest results of these and of make test"
	@echo "make audit         ask the OSV database about known flaws in libraries and packages (needs osv-scanner; not part of verify-all)"

laws:
	@echo "Trying each law on $(TRIES) inputs ..."
	@rm -rf target/*/surefire-reports target/trust/laws.md
	@$(MAVEN) test -Dgroups=law -Djqwik.tries.default=$(TRIES) -Djqwik.reporting.onlyfailures=false
	@sh src/build/trust/laws.sh target/trust/laws.md target/*/surefire-reports

kills:
	@echo "Killing $(KILLS) processes that save ..."
	@$(MAVEN) -pl src/core test -Dtest=KilledSaveTest -Dgradwalk.kills=$(KILLS)

# PIT, on what the notebooks' formulas and data rest on. It runs the tests in the folder of their module, and what they find in changed
# code is not what docs/trust.md tells. A busy machine must not be taken for an endless loop.
PIT = $(MAVEN) -pl src/core,src/course test-compile org.pitest:pitest-maven:mutationCoverage \
    -DtargetClasses='$(MUTATED)' -DexcludedClasses='$(call these,plot notebook play html text)' \
    -DtargetTests='io.github.gradwalk.*Test' \
    -DexcludedTestClasses='*ArchitectureTest,*.WithoutNetlibTest,*.CitationTest,*.KilledSaveTest,*.LongRunTest,*.AccuracyTest,$(call these,plot notebook play html)' \
    -DjvmArgs='--add-modules,jdk.incubator.vector,-Djava.awt.headless=true,-Djqwik.tries.default=$(1),-Djqwik.database=$(CURDIR)/target/mutation/jqwik,-Dgradwalk.root=$(CURDIR),-Dgradwalk.trust=$(CURDIR)/target/mutation' \
    -DoutputFormats=HTML,XML -DtimestampedReports=false -DtimeoutConstant=10000 -Dthreads=2 $(if $(filter command line,$(origin MUTATED)),-DfailWhenNoMutations=false)
comma := ,
space := $() $()
these = $(subst $(space),$(comma),$(1:%=io.github.gradwalk.%.*))
FOUND = target/gradwalk/pit-reports/mutations.xml target/gradwalk-course/pit-reports/mutations.xml

mutation:
	@echo "Changing the mathematics in small ways ..."
	@rm -rf target/*/pit-reports target/trust/mutation.md && mkdir -p target/mutation
	@$(call PIT,2000) -DmutationThreshold=90
	$(STEP) jupyter
	@$(PYTHON) src/build/trust/mutants.py src/build/trust/survivors.txt target/trust/mutation.md $(FOUND)

emptied:
	@echo "Emptying each method of the mathematics ..."
	@rm -rf target/*/pit-reports target/trust/emptied.md && mkdir -p target/mutation
	@$(call PIT,50) -Dmutators=RETURNS,VOID_METHOD_CALLS -DfullMutationMatrix=true -Dfeatures=-FRECORD
	$(STEP) jupyter
	@$(PYTHON) src/build/trust/emptied.py target/trust/emptied.md $(FOUND)

trust:
	$(STEP) jupyter
	@$(PYTHON) src/build/trust/trust.py src/build/trust/trust.md.in target/trust docs/trust.md

supply:
	@rm -f target/trust/checksums.md
	$(STEP) bom
	@python3 src/build/trust/checksums.py prove

# The plugins check what they find; the schema is for the whole, Python's packages included.
bom:
	@rm -f target/trust/licences.md
	$(STEP) jupyter
	@$(MAVEN) -f src/build/pom.xml compile -Dmaven.test.skip=true org.cyclonedx:cyclonedx-maven-plugin:makeAggregateBom \
	    org.codehaus.mojo:license-maven-plugin:aggregate-add-third-party
	@$(MAVEN) -f src/build/pom.xml -N dependency:unpack
	@$(PYTHON) src/build/trust/bom.py

audit:
	$(STEP) bom
	@command -v osv-scanner >/dev/null || { echo "make audit needs osv-scanner, https://google.github.io/osv-scanner" >&2; exit 1; }
	@osv-scanner scan source --sbom=target/bom/gradwalk.cdx.json

reproducible:
	$(STEP) target/built
	$(STEP) jupyter
	@rm -f target/trust/reproducible.md
	@sh src/build/trust/reproducible.sh "$$(dirname $(PYTHON))/jupyter"
	@echo "Running the Java tests in a random order ..."
	@$(MAVEN) test -Dsurefire.runOrder=random -Djunit.jupiter.testmethod.order.default='org.junit.jupiter.api.MethodOrderer$$Random'

same-text:
	$(STEP) spark
	$(STEP) jupyter
	@rm -f target/trust/same-text.md
	@BACKENDS="$(BACKENDS)" PYTHONPATH=$(PY_PATH) $(PYTHON) src/build/trust/same_text.py $(JDKS)

long-runs:
	@echo "Training for $(STEPS) steps ..."
	@rm -f target/trust/kernel-cells.md
	@$(MAVEN) -pl src/core,src/course test -Dtest=LongRunTest -Dgradwalk.steps=$(STEPS)
	+@CELLS=$(CELLS) $(MAKE) -s --no-print-directory notebook-tests TEST=test_kernel_long
