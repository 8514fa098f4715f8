#!/bin/sh
# Counts the tests in folders of Surefire reports: sh count.sh FOLDER...
sed -n 's/^<testsuite .* tests="\([0-9]*\)" errors="\([0-9]*\)" skipped="\([0-9]*\)" failures="\([0-9]*\)".*/\1 \2 \3 \4/p' $(for folder; do echo "$folder"/TEST-*.xml; done) |
    awk '{ tests += $1; bad += $2 + $4; skipped += $3 } END { printf "  %d tests, %d failed, %d skipped\n", tests, bad, skipped }'
