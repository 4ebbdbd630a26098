#!/usr/bin/env bash
# Makes the virtual environment in the folder named, with Python 3.11 or later.
set -euo pipefail

venv=$1

python=
for candidate in python3.11 python3 python; do
    if command -v "$candidate" >/dev/null &&
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "CareerPath needs Python 3.11 or later, and none was found." >&2
    echo "Install it, for example with: sudo apt-get install python3 python3-venv" >&2
    exit 1
fi

# Debian ships venv without pip in it unless python3-venv is installed.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv
    fi
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        echo "This Python can't make virtual environments with pip in them." >&2
        echo "Install what is missing, for example with: sudo apt-get install python3-venv" >&2
        exit 1
    fi
fi

# Made beside and moved in would break its scripts, so a failed attempt is removed instead.
if ! "$python" -m venv "$venv"; then
    rm -rf "$venv"
    echo "The virtual environment could not be made in $venv." >&2
    exit 1
fi
