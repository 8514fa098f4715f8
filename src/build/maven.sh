#!/bin/sh
# Runs Maven in silence; if it fails, what it said is printed.
set -eu

mkdir -p target
"${MVN:-mvn}" -B -q -ntp "$@" >target/maven.log 2>&1 || {
    cat target/maven.log >&2
    exit 1
}
