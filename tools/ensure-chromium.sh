#!/usr/bin/env bash
# Makes sure that a Chromium for the browser tests is installed.
set -euo pipefail

found() {
    [ -n "${CHROMIUM:-}" ] && [ -x "$CHROMIUM" ] && return
    command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
        command -v google-chrome >/dev/null
}

found && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium || true
fi

if ! found; then
    echo "The browser tests need Chromium. Install it with" >&2
    echo "    sudo apt-get update && sudo apt-get install chromium" >&2
    echo "or name its program: CHROMIUM=/path/to/chromium make test" >&2
    echo "\`make test-fast\` runs the tests that need no browser." >&2
    exit 1
fi
