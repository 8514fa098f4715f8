#!/bin/sh
# Refuses libraries that are not in the project's list of check sums: checksums.sh FOLDER...
# Maven does so itself from 3.9.2 on, for all that it uses (.mvn/maven.config); older ones know nothing of it.
set -eu

list=.mvn/checksums/checksums.sha256
sum=$(command -v sha256sum) || sum="shasum -a 256"
# All but ours, which are built here.
find "$@" -name '*.jar' ! -name 'gradwalk*.jar' -exec $sum {} + | awk -v list="$list" '
    BEGIN { while ((getline line < list) > 0) known[substr(line, 1, 64)] = 1 }
    !(substr($0, 1, 64) in known) { print "gradwalk: " substr($0, 67) " is not as " list " says. (After a change of versions: make checksums.)"; bad = 1 }
    END { exit bad }' >&2
