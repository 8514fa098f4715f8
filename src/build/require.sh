#!/bin/sh
# Fails in one clear line if a prerequisite is missing: sh require.sh [java] [maven]. Prints the paths of what it found.
set -eu

die() { printf 'gradwalk needs %s\n' "$*" >&2; exit 1; }

find_java() {
    folder=${JAVA_HOME:+$JAVA_HOME/bin/}
    where="on the PATH"
    [ -z "$folder" ] || where="in JAVA_HOME, $JAVA_HOME"
    get="Get it from your package manager (Debian: apt-get install openjdk-17-jdk-headless), or from conda (environment.yml)"
    found=$(command -v "${folder}java") && command -v "${folder}javac" >/dev/null \
        || die "JDK 17 or later, and there is none $where. $get."
    version=$("${folder}javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
    [ "${version:-0}" -ge 17 ] || die "JDK 17 or later, but $found is ${version:-of unknown version}. $get, and point JAVA_HOME at it."
    printf '%s\n' "$found"
}

find_maven() {
    get="Get it from your package manager (Debian: apt-get install maven), or from conda (environment.yml)"
    found=$(command -v "${MVN:-mvn}") || die "Maven 3.8 or later, and there is no ${MVN:-mvn} on the PATH. $get."
    version=$("$found" -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
    [ -n "$version" ] || die "Maven 3.8 or later, but '$found -v' fails: $("$found" -v 2>&1 | head -n 1). A folder with letters beyond ASCII needs a UTF-8 locale: export LC_ALL=C.UTF-8."
    major=${version%%.*} minor=${version##*.}
    [ "${major:-0}" -gt 3 ] || { [ "${major:-0}" -eq 3 ] && [ "${minor:-0}" -ge 8 ]; } \
        || die "Maven 3.8 or later, but $found is ${version:-of unknown version}. $get."
    printf '%s\n' "$found"
}

for what; do "find_$what"; done
