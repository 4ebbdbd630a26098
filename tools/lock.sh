#!/usr/bin/env bash
# Makes the lock files in requirements/ from pyproject.toml. UPGRADE=1 takes newer versions.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ ! -x var/uv/bin/uv ]; then
    python3 -m venv var/uv
    var/uv/bin/pip install --quiet uv
fi

compile() {
    var/uv/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-header "$@"
}

compile --all-extras ${UPGRADE:+--upgrade} --output-file requirements/dev.txt
# The others take their versions from it.
compile --constraints requirements/dev.txt --upgrade --output-file requirements/base.txt
compile --constraints requirements/dev.txt --upgrade --extra postgres \
    --output-file requirements/postgres.txt
