#!/bin/sh
# Writes how many laws held on how many inputs, as jqwik reports them: sh laws.sh OUTPUT REPORTS...
set -eu

output=$1
shift
find "$@" -name 'TEST-*.xml' -exec cat {} + | awk '
    /^tries = /  { laws++; tries += $3 }
    /^checks = / { checks += $3; if (least == "" || $3 < least) least = $3 }
    END {
        if (!laws || !checks) exit 1
        printf "%d laws held, tried on %d inputs; %d of these were of the kind that the law speaks of, at least %d for each law.\n", laws, tries, checks, least
    }' >"$output" || { rm -f "$output"; echo "There is no report of a law in $*." >&2; exit 1; }
