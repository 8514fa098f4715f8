#!/bin/sh
# Builds and exports the committed tree twice, under circumstances that should not matter, and compares what came of it byte by byte:
# sh reproducible.sh [JUPYTER]. Another folder, locale, time zone, umask, user's name, and the notebooks in the opposite order, one at a time.
set -eu

report=$PWD/target/trust/reproducible.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
case ${1:-} in '') ;; /*) export JUPYTER="$1" ;; *) export JUPYTER="$PWD/$1" ;; esac
# The make that runs this is not theirs.
unset MAKEFLAGS MAKELEVEL MFLAGS || :

tree() {
    mkdir "$work/$1"
    git archive HEAD | tar -x -C "$work/$1"
    cd "$work/$1"
}

# A locale with another decimal point and other capital letters. localedef also fails at a warning, so what it made is looked at.
other_locale() {
    localedef -i tr_TR -f UTF-8 "$work/tr_TR.UTF-8" >/dev/null 2>&1 || :
    [ -s "$work/tr_TR.UTF-8/LC_NUMERIC" ] || { echo "There are no sources of locales (Debian: apt-get install locales)." >&2; exit 1; }
    export LOCPATH="$work" LC_ALL=tr_TR.UTF-8
}

one_way() (
    umask 022
    export LC_ALL=C.UTF-8 TZ=UTC
    tree first
    make tutorials JOBS=2
)

another_way() (
    umask 002
    other_locale
    export TZ=Pacific/Chatham USER=somebody LOGNAME=somebody MAVEN_OPTS="${MAVEN_OPTS:-} -Duser.name=somebody"
    tree 'the second'
    make tutorials JOBS=1 NOTEBOOKS="$(ls -r notebooks/*.ipynb | tr '\n' ' ')"
)

compare() {
    for part; do
        diff -rq "$work/first/target/$part" "$work/the second/target/$part" || differs=1
        files=$(find "$work/first/target/$part" -type f | wc -l)
        bytes=$(find "$work/first/target/$part" -type f -exec cat {} + | wc -c)
        echo "| \`target/$part\` | $files | $bytes | byte for byte |" >>"$report"
    done
}

one_way
another_way
mkdir -p "$(dirname "$report")"
: >"$report"
differs=
compare lib kernel/gradwalk-kernel.jar executed tutorials
[ -z "$differs" ] || { rm "$report"; echo "The two builds differ." >&2; exit 1; }
echo "Two builds in different circumstances are the same, byte for byte."
