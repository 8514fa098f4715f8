#!/bin/sh
# Writes the pages of the API to a folder: sh javadoc.sh FOLDER. They belong in the tutorials, as the folder api: the
# export typesets their mathematics, TeX between \( and \) or \[ and \], and they link to the notebooks' pages.
set -eu

target=$1
here=$(dirname "$0")
java=$(sh "$here/../../build/require.sh" java)
new=$target.new
rm -rf "$new"
mkdir -p "$(dirname "$new")"
python3 "$here/overview.py" docs/library.md "$here/overview.html" >"$new.overview.html"
# -Xmx: this runs beside the notebooks. Without links to the JDK's pages, nothing leaves the folder.
"$(dirname "$java")/javadoc" -J-Xmx512m -quiet -notimestamp -Werror -Xdoclint:all,-missing \
    -encoding UTF-8 -docencoding UTF-8 -charset UTF-8 -locale en --release 17 \
    -d "$new" -sourcepath src/core/main/java:src/course/main/java:src/onnx/main/java -classpath 'target/lib/*' \
    -subpackages io.github.gradwalk \
    -overview "$new.overview.html" -windowtitle gradwalk -doctitle "gradwalk: the Java API" \
    -header '<a href="{@docRoot}/../index.html">Notebooks</a>' \
    -bottom '<p>You may use gradwalk under the <a href="{@docRoot}/../assets/LICENSE.txt">Apache License 2.0</a>.</p>
<script src="{@docRoot}/../assets/theme.js"></script><script src="{@docRoot}/../assets/copy.js"></script><script src="{@docRoot}/../assets/api.js"></script>' --allow-script-in-comments \
    --add-stylesheet "$here/api.css" \
    --no-platform-links -nohelp -notree -nodeprecatedlist
rm "$new.overview.html"
# Debian's JDK 17 leaves the fonts out, but asks for them.
if [ ! -e "$new/resources/fonts/dejavu.css" ] && [ -e "$new/stylesheet.css" ]; then
    sed '/^@import .*dejavu\.css/d' "$new/stylesheet.css" >"$new/stylesheet.new"
    mv "$new/stylesheet.new" "$new/stylesheet.css"
fi
rm -rf "$target"
mv "$new" "$target"
