#!/bin/sh
# Whether a file was made of the same files as now, whatever their time stamps say, which a copy of the folder loses:
# same.sh keep RECORD TARGET FILE... writes down the check sums of the files of which a target was just made;
# same.sh check RECORD TARGET FILE... succeeds if they are still those, and touches the target.
# The record may be the target itself, if that is only there to be touched.
set -eu

what=$1 record=$2 target=$3
shift 3

# A copy of a folder lists its files in another order.
sums() { cksum "$@" | LC_ALL=C sort; }

case $what in
    keep) mkdir -p "$(dirname "$record")" && sums "$@" >"$record" ;;
    check) [ -s "$record" ] && [ -e "$target" ] && sums "$@" | cmp -s - "$record" && touch "$record" "$target" ;;
esac
