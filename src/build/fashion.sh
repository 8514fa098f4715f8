#!/bin/sh
# fashion.sh FOLDER: puts Fashion-MNIST, for `make bench`, into the folder: from where Debian's package dataset-fashion-mnist has installed it, or
# from that package, which is fetched but not installed. Says so if it cannot.
folder="$1"
files="train-images-idx3-ubyte.gz train-labels-idx1-ubyte.gz t10k-images-idx3-ubyte.gz t10k-labels-idx1-ubyte.gz"
installed=/usr/share/datasets/fashion-mnist

is_whole() {
    for file in $files; do [ -s "$1/$file" ] || return 1; done
}

take() {
    for file in $files; do cp "$1/$file" "$folder/$file" || return 1; done
}

fetch() {
    command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || return 1
    rm -rf "$folder/package" && mkdir -p "$folder/package" || return 1
    echo "Fetching Debian's package dataset-fashion-mnist (31 MB) ..."
    (cd "$folder/package" && apt-get download dataset-fashion-mnist && dpkg-deb -x dataset-fashion-mnist_*.deb .) >"$folder/fetch.log" 2>&1 \
        && take "$folder/package$installed" && rm -rf "$folder/package"
}

mkdir -p "$folder"
is_whole "$folder" || { is_whole "$installed" && take "$installed"; } || fetch \
    || echo "There is no Fashion-MNIST: install Debian's package dataset-fashion-mnist, or put $files into $folder." >&2
