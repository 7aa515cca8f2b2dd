#!/bin/sh
# Installs Juryapp for this user alone, without rights: the program, its entry among the programs, its icon, and its two kinds of files.
# ./install.sh --remove takes all of it away again; events and this laptop's data stay.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
program="$data/juryapp-program"
entry="$data/applications/juryapp.desktop"

renew() {
    if command -v update-mime-database >/dev/null 2>&1; then update-mime-database "$data/mime" 2>/dev/null || true; fi
    if command -v update-desktop-database >/dev/null 2>&1; then update-desktop-database "$data/applications" 2>/dev/null || true; fi
}

remove() {
    rm -rf "$program"
    rm -f "$entry" "$data/mime/packages/juryapp.xml" "$data/icons/hicolor/scalable/apps/juryapp.svg" "$data/icons/hicolor/256x256/apps/juryapp.png"
}

if [ "${1:-}" = --remove ]; then
    remove
    renew
    echo "Removed. Events and this laptop's data are where they were."
    exit 0
fi
[ -x "$here/juryapp/juryapp" ] || { echo "$here/juryapp holds no program: unpack the whole archive, then try again." >&2; exit 1; }

mkdir -p "$data/applications" "$data/mime/packages" "$data/icons/hicolor/scalable/apps" "$data/icons/hicolor/256x256/apps"
# the new one is whole before the former goes
rm -rf "$program.new"
cp -R "$here/juryapp" "$program.new"
rm -rf "$program"
mv "$program.new" "$program"
# in an Exec line a path stands between quotation marks, and four signs in it are escaped
quoted=$(printf '%s' "$program/juryapp" | sed 's/[\\"`$]/\\\\&/g')
awk -v program="\"$quoted\"" '{ at = index($0, "@PROGRAM@"); print at ? substr($0, 1, at - 1) program substr($0, at + 9) : $0 }' \
    "$here/juryapp.desktop" > "$entry"
cp "$here/juryapp-mime.xml" "$data/mime/packages/juryapp.xml"
cp "$here/juryapp.svg" "$data/icons/hicolor/scalable/apps/juryapp.svg"
cp "$here/juryapp.png" "$data/icons/hicolor/256x256/apps/juryapp.png"
renew
echo "Installed: $program"
