#!/bin/sh
# Runs Maven, and says only how many tests it ran; if it fails, what it said is printed.
set -eu

mkdir -p target
"${MVN:-mvn}" -B -ntp "$@" >target/maven.log 2>&1 || {
    grep -v '^\[INFO\]' target/maven.log >&2
    exit 1
}
sed -n 's/^\[[A-Z]*\] \(Tests run: [0-9]*, Failures: [0-9]*, Errors: [0-9]*, Skipped: [0-9]*\)$/  \1/p' target/maven.log
