#!/bin/sh
# Whether all is there that verify-all needs, before hours go by: sh ready.sh [JAVA_HOME ...]
set -eu

lacking=
need() {
    lacking="$lacking
  $*"
}

[ $# -gt 0 ] || need 'other JDKs to compare with, such as JDKS="/path/to/jdk-21 /path/to/jdk-25"'
for home; do
    [ -x "$home/bin/java" ] || need "a JDK in $home"
done
"${PYTHON:-python3}" -c 'import ctypes; ctypes.CDLL("libblas.so.3")' 2>/dev/null || need "a BLAS, libblas.so.3 (Debian: apt-get install libopenblas0)"
command -v chromedriver >/dev/null || [ "$(id -u)" = 0 ] || need "Chromium or Chrome, and its chromedriver"
git rev-parse HEAD >/dev/null 2>&1 || need "a clone made by git"
command -v localedef >/dev/null && [ -e /usr/share/i18n/locales/tr_TR ] || need "the sources of locales (Debian: apt-get install locales)"
[ -z "$lacking" ] || { echo "make verify-all needs$lacking" >&2; exit 1; }
