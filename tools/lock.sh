#!/bin/sh
# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
#
# Renews both lock files: pins and hashes, no addresses. What runs is pinned first and binds what develops.
set -eu
cd "$(dirname "$0")/.."

[ -x .cache/lock/bin/uv ] || {
    "${PYTHON:-python3}" -m venv .cache/lock
    .cache/lock/bin/pip install --quiet uv
}

compile() {
    .cache/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes \
        --no-emit-index-url --no-header --no-annotate pyproject.toml "$@" >/dev/null
}

compile --extra setup --output-file requirements.lock
compile --extra dev --constraint requirements.lock --output-file requirements-dev.lock
git diff --stat -- requirements.lock requirements-dev.lock
