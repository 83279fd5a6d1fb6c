# pghealth. `make help` lists what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help
# Maven 3.8 on a new JDK warns about its own use of Unsafe; nothing of that is ours.
MVN := JAVA_HOME="$$(bin/java-home)" MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow $$MAVEN_OPTS" mvn --batch-mode --no-transfer-progress $(MVNFLAGS)
SOURCES := pom.xml $(shell find src/main -type f 2>/dev/null)
APP := target/quarkus-app/quarkus-run.jar

.PHONY: help build test accuracy bench demo fmt crds clean tools-jdk tools-cluster tools-test

help: ## list the targets
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

build: $(APP) ## build target/quarkus-app, which bin/pghealth starts

$(APP): $(SOURCES) | tools-jdk
	@$(MVN) -q package -DskipTests
	@touch $(APP)

test: tools-jdk tools-test ## run every test, against real servers
	@$(MVN) verify

# What has a table. `make test MVNFLAGS=-Dpghealth.pg=all` runs every other test on every version.
accuracy: TESTS := ScenarioTest,SizeAccuracyTest
accuracy: tools-jdk tools-test ## every scenario and every index shape on PostgreSQL 14 to 18, as tables
	@rm -rf target/accuracy
	@$(MVN) verify -Dpghealth.pg=all -Dpghealth.skippedTags=bench -Dtest=$(TESTS); \
	code=$$?; cat target/accuracy/*.txt; exit $$code

bench: tools-jdk ## what a cycle over 30,000 indexes costs, beside pg-index-health
	@$(MVN) -q test -Dtest=StructuralBench -Dpghealth.skippedTags=accuracy -Dsurefire.failIfNoSpecifiedTests=true; \
	code=$$?; cat target/bench/structural.txt; exit $$code

demo: tools-jdk tools-cluster $(APP) ## a real PostgreSQL, a real API server, three findings
	@bin/pghealth demo

fmt: tools-jdk ## format the sources
	@$(MVN) -q spotless:apply

crds: tools-jdk ## write crds/ and the chart's copy anew
	@$(MVN) -q test -Dtest=CrdFilesTest -Dpghealth.write=true

clean: ## remove what was built
	@rm -rf target

tools-jdk:
	@bin/java-home >/dev/null
	@command -v mvn >/dev/null || { echo "pghealth needs Maven 3.8 or newer: install Debian's package maven, or Maven from its site, and put mvn on the PATH." >&2; exit 1; }

tools-cluster:
	@src/control-plane/fetch.sh cluster

# Without these programs a laptop skips what needs them, each test with its reason; CI fails.
tools-test:
	@src/control-plane/fetch.sh test || test "$$CI" != true
