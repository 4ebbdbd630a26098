#!/usr/bin/env bash
# Runs the tests that need no browser on a private PostgreSQL, which is removed afterwards.
# Arguments go to pytest. The server listens on a socket in its own folder and on no port.
set -euo pipefail
cd "$(dirname "$0")/.."

find_bin() {
    local folder
    for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV); do
        if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then
            echo "$folder"
            return
        fi
    done
    if command -v initdb >/dev/null && command -v pg_ctl >/dev/null; then
        dirname "$(command -v initdb)"
    fi
}

bin=$(find_bin)
if [ -z "$bin" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql || true
    bin=$(find_bin)
fi
if [ -z "$bin" ]; then
    echo "The tests on PostgreSQL need its server. Install it with" >&2
    echo "    sudo apt-get update && sudo apt-get install postgresql" >&2
    exit 1
fi

folder=$(mktemp -d /tmp/careerpath-pg.XXXXXX)
as_owner=()
if [ "$(id -u)" = 0 ]; then # PostgreSQL refuses to run as root
    owner=postgres
    id "$owner" >/dev/null 2>&1 || owner=nobody
    chown "$owner" "$folder"
    as_owner=(runuser -u "$owner" --)
fi

in_folder() {
    (cd "$folder" && "${as_owner[@]}" "$@")
}

stop() {
    local status=$?
    trap - EXIT INT TERM
    if [ -f "$folder/data/postmaster.pid" ]; then
        in_folder "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null || true
    fi
    rm -rf "$folder"
    exit "$status"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

in_folder "$bin/initdb" -D "$folder/data" -U careerpath --auth=trust --encoding=UTF8 \
    --locale=C --no-sync >/dev/null
if ! in_folder "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 start -o \
    "-c listen_addresses='' -c unix_socket_directories='$folder' -c fsync=off \
     -c synchronous_commit=off -c full_page_writes=off" >/dev/null; then
    cat "$folder/log" >&2
    exit 1
fi

echo "PostgreSQL $("$bin/postgres" --version | awk '{ print $3 }')"
DATABASE_URL="postgresql://careerpath@/postgres?host=$folder" \
    .venv/bin/python -m pytest -m "not journey" "$@"
