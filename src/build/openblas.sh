#!/bin/sh
# openblas.sh COMMAND: prints the OPENBLAS_CORETYPE that the system's OpenBLAS needs here, or nothing. A processor newer than an OpenBLAS
# gets its kernel for processors without AVX. The command, in which an OpenBLAS is loaded, tells which kernel that is.
[ -r /proc/cpuinfo ] || exit 0
kernel="$(OPENBLAS_VERBOSE=2 "$@" 2>&1 </dev/null | sed -n 's/^Core: //p' | sed -n 1p)"
case "$kernel" in
    Prescott | Core2 | Penryn | Dunnington | Nehalem | Katmai | Northwood)
        if grep -q ' avx512f' /proc/cpuinfo; then
            echo SkylakeX
        elif grep -q ' avx2' /proc/cpuinfo; then
            echo Haswell
        fi
        ;;
esac
