#!/bin/sh
# A whole sync, twice, against the demo server on the same machine: time, peak memory, size on disk.
# Usage: benches/sync.sh [FOLLOWERS] after `cargo build --release`; needs GNU time as `/usr/bin/time`.
set -eu
followers=${1:-1000000}
program=$(dirname "$0")/../target/release/fanscope
home=$(mktemp -d)
: > "$home/server"
"$program" demo-server --followers "$followers" > "$home/server" &
server=$!
trap 'kill "$server"; rm -rf "$home"' EXIT
while [ "$(wc -l < "$home/server")" -lt 4 ]; do sleep 0.05; done
FANSCOPE_API_BASE=$(sed -n 's/^listening on //p' "$home/server")
FANSCOPE_APP_ID=$(sed -n 's/^app_id //p' "$home/server")
FANSCOPE_APP_SECRET=$(sed -n 's/^app_secret //p' "$home/server")
export FANSCOPE_API_BASE FANSCOPE_APP_ID FANSCOPE_APP_SECRET
export XDG_CONFIG_HOME="$home/config"
for run in first second; do
    echo "== $run sync of $followers =="
    /usr/bin/time -f '%e s, %U s user, %S s system, %M KiB at most' \
        "$program" sync --data-dir "$home/data" --ui-lang en
    echo "$(du -sk "$home/data" | cut -f1) KiB on disk"
done
