#!/bin/sh
# Chooses the Jupyter that runs the notebooks, and gives it the kernel `java`:
# the variable JUPYTER if set; else the active conda environment; else a private .venv, filled by pip from
# requirements.txt, with check sums where locks/ has a list for this Python; else a jupyter on the PATH; else, as root on Debian,
# the package jupyter-nbconvert. The choice goes to target/jupyter/choice: the Python beside that Jupyter, and the kernel. It is written only when it
# changes, so that what depends on it is made again only then.
set -eu

here=$(dirname "$0")
home=target/jupyter
mkdir -p "$home"

say() { printf '%s\n' "$*"; }
die() { printf 'gradwalk: %s\n' "$*" >&2; exit 1; }

runs_notebooks() { "$1" -c 'import jupyter_client, nbclient, nbconvert, nbformat' >/dev/null 2>&1; }

# The Python that a `jupyter` belongs to: the one beside it, else the one in its first line.
python_of() {
    for python in "$(dirname "$1")/python3" "$(dirname "$1")/python" "$(sed -n '1s/^#!//p' "$1")"; do
        if [ -x "$python" ] && runs_notebooks "$python"; then
            say "$python"
            return
        fi
    done
    return 1
}

use() { python=$1 reason=$2; }

from_variable() {
    [ -n "${JUPYTER:-}" ] || return 1
    case ${JUPYTER##*/} in jupyter*) ;; *) die "JUPYTER is $JUPYTER: give the path of a jupyter." ;; esac
    jupyter=$(command -v "$JUPYTER") || die "JUPYTER is $JUPYTER, which cannot be run: give the path of a jupyter."
    found=$(python_of "$jupyter") || die "JUPYTER is $jupyter, whose Python has no nbconvert and nbclient: install them there."
    use "$found" "$jupyter, as the variable JUPYTER says"
}

from_conda() {
    [ -n "${CONDA_PREFIX:-}" ] && [ -x "$CONDA_PREFIX/bin/jupyter" ] || return 1
    if ! found=$(python_of "$CONDA_PREFIX/bin/jupyter"); then
        say "The active conda environment $CONDA_PREFIX has no nbconvert and nbclient: passing it over."
        return 1
    fi
    use "$found" "the active conda environment $CONDA_PREFIX"
}

from_venv() {
    if ! is_ready; then
        fill_venv || return 1
    fi
    use .venv/bin/python "the private environment .venv"
}

is_ready() { wanted | cmp -s - .venv/gradwalk-requirements.txt && runs_notebooks .venv/bin/python; }

# What .venv is filled with: the direct needs, and all the lists, of which one at most is for this Python.
wanted() { cat "$here/requirements.txt" "$here"/locks/*.txt; }

fill_venv() {
    command -v python3 >/dev/null || { why="there is no python3"; return 1; }
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 9))' || { why="python3 is older than 3.9"; return 1; }
    if [ -e .venv ] && [ ! -e .venv/gradwalk ]; then
        die "the folder .venv is not gradwalk's own: move it away, or set JUPYTER."
    fi
    say "Filling .venv with Jupyter (the first time about a minute) ..."
    rm -rf .venv
    lock=$here/locks/$(python3 "$here/lock.py").txt
    if [ "${GRADWALK_LOCK:-}" = off ] || [ ! -e "$lock" ]; then
        say "Check sums are not compared: $([ "${GRADWALK_LOCK:-}" = off ] && echo "GRADWALK_LOCK is off" || echo "there is no $lock")."
        set -- -r "$here/requirements.txt"
    else
        set -- --require-hashes -r "$lock"
    fi
    mkdir .venv && touch .venv/gradwalk
    if ! python3 -m venv .venv >"$home/venv.log" 2>&1; then
        why="python3 -m venv fails (Debian has it in python3-venv), see $home/venv.log"
    elif ! .venv/bin/python -m pip install --quiet --retries 1 --disable-pip-version-check "$@" >"$home/venv.log" 2>&1; then
        if grep -qi hashes "$home/venv.log"; then
            rm -rf .venv
            cat "$home/venv.log" >&2
            die "pip refused a package whose check sum is not the one in $lock. (Without that list: GRADWALK_LOCK=off.)"
        fi
        why="pip cannot install what is needed. It ends with: $(grep . "$home/venv.log" | tail -n 1)"
        advice="All that it says is in $home/venv.log. Give pip a network or a package index that it can reach"
    elif ! runs_notebooks .venv/bin/python; then
        why="what pip installed does not run"
    else
        wanted >.venv/gradwalk-requirements.txt
        return 0
    fi
    rm -rf .venv
    return 1
}

from_path() {
    jupyter=$(command -v jupyter) && found=$(python_of "$jupyter") || return 1
    use "$found" "$jupyter on the PATH, since $why"
}

from_debian() {
    [ "$(id -u)" = 0 ] && grep -q '^ID=debian' /etc/os-release 2>/dev/null || return 1
    say "Installing Debian's jupyter-nbconvert, since $why ..."
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq jupyter-nbconvert python3-jupyter-client; } \
        >"$home/apt.log" 2>&1 || return 1
    use /usr/bin/python3 "Debian's jupyter-nbconvert, since $why"
    runs_notebooks /usr/bin/python3
}

choose() {
    why= advice="Get Python 3.9 or later with venv (Debian: apt-get install python3-venv), for JupyterLab 3.10 or later"
    from_variable || from_conda || from_venv || from_path || from_debian || die \
        "no Jupyter: $why. $advice, or use conda (environment.yml), or set JUPYTER to a jupyter that has nbconvert."
}

# With conda the kernel is conda's IJava; without it, or where it is missing, it is the bundled one.
choose_kernel() {
    if [ -n "${CONDA_PREFIX:-}" ] && [ "${python#"$CONDA_PREFIX"/}" != "$python" ] \
            && [ -e "$CONDA_PREFIX/share/jupyter/kernels/java/kernel.json" ]; then
        rm -rf "$home/kernels/java"
        kernel="conda's IJava"
        return
    fi
    java=$(command -v "${JAVA_HOME:+$JAVA_HOME/bin/}java") || java=none
    jar=target/kernel/gradwalk-kernel.jar
    kernel="the bundled kernel on $java"
    [ ! -e "$jar" ] || is_installed || install_kernel
}

# The kernel lies where it was put, is of this build and on this Java.
is_installed() { [ -e "$home/kernels/java/kernel.json" ] && installed | cmp -s - "$home/installed"; }

installed() { cksum "$jar"; "$java" -version 2>&1; say "$java" "$PWD"; }

install_kernel() {
    sh "$here/require.sh" java >/dev/null || exit 1
    JUPYTER_DATA_DIR=$home LC_ALL=C.UTF-8 "$java" -jar "$jar" --install --replace --jvm-option -Dgradwalk.products=java \
        >"$home/install.log" || die "the kernel cannot be installed, see $home/install.log"
    installed >"$home/installed"
}

# The same question as last time has the same answer, as long as that Python is there.
asked="JUPYTER=${JUPYTER:-} CONDA_PREFIX=${CONDA_PREFIX:-} requirements=$(wanted | cksum)"
if [ -e "$home/choice" ] && [ "$asked" = "$(cat "$home/asked")" ] && [ -x "$(sed -n 1p "$home/choice")" ]; then
    use "$(sed -n 1p "$home/choice")" "the one chosen before"
else
    choose
    printf '%s\n' "$asked" >"$home/asked"
fi
choose_kernel
printf '%s\n%s\n' "$python" "$kernel" >"$home/choice.new"
if cmp -s "$home/choice.new" "$home/choice"; then
    rm "$home/choice.new"
else
    mv "$home/choice.new" "$home/choice"
    say "Jupyter: $reason; Java runs on $kernel."
fi
