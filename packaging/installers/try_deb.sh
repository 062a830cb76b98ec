#!/bin/sh
# Installs a package on an empty Debian, as root, works in it with keys from outside, and takes it away again.
#     sh try_deb.sh excerpta_0.1.0_amd64.deb PICTURES
# It shows that the package names all that it needs, that a library opens by its kind of file, that what was
# done is in the library afterwards, and that removal leaves the library.
set -eu
trap 'echo "It failed; the last command is above." >&2' EXIT
package=$(realpath "$1") pictures=$2
mkdir -p "$pictures"
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
apt-get update -qq
apt-get install -y -qq --no-install-recommends "$package" >/dev/null
excerpta --version
# Only the test needs these.
apt-get install -y -qq --no-install-recommends xvfb xauth xdotool x11-utils imagemagick openbox sqlite3 \
  desktop-file-utils shared-mime-info libglib2.0-bin man-db >/dev/null
man -w excerpta >/dev/null
work=$(mktemp -d) library=$work/talks.excerpta
printf 'Envoys met in Doha.\n\nThe spokesman said the cease-fire holds 😀.\n' >"$work/talks.txt"
printf '<html><title>Page</title><article><h1>Page</h1><p>Read by a child of the program.</p></article>' >"$work/page.html"
excerpta import "$library" "$work/talks.txt" "$work/page.html" >/dev/null
test "$(sqlite3 "$library" 'SELECT count(*) FROM document')" = 2
gio info -a standard::content-type "$library" | grep -q application/vnd.excerpta.library+sqlite3
grep -q 'org.excerpta.Excerpta.desktop' /usr/share/applications/mimeinfo.cache

export DISPLAY=:77
Xvfb "$DISPLAY" -screen 0 1440x900x24 >/dev/null 2>&1 &
screen=$!
trap 'kill $screen; echo "It failed in the window." >&2' EXIT
sleep 2
openbox >/dev/null 2>&1 &
sleep 1
excerpta --profile-dir "$work/profile" "$library" &
program=$!
xdotool search --sync --onlyvisible --name 'talks' windowfocus --sync >/dev/null
sleep 3
xdotool key ctrl+1; sleep 1
xdotool key Return; sleep 1
xdotool key ctrl+2; sleep 1
xdotool key s; sleep 1
xdotool key 4; sleep 1
import -window root "$pictures/highlighted.png"
xdotool key n; sleep 1
xdotool type 'who says so?'; sleep 2
import -window root "$pictures/noted.png"
xdotool key ctrl+q
wait $program
test "$(sqlite3 "$library" 'SELECT colour, note FROM annotation')" = 'pink|who says so?'
excerpta check "$library"
ls "$work"
apt-get purge -y -qq excerpta >/dev/null
test -f "$library"
test ! -e /usr/lib/excerpta
test ! -e /usr/bin/excerpta
trap - EXIT
kill $screen
echo "It installs, works and goes."
