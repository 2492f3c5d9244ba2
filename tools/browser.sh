#!/bin/sh
# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
#
# The stories in tests/e2e are played in Debian's own chromium; no browser is downloaded from elsewhere.
set -eu

if command -v chromium >/dev/null 2>&1; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing chromium for the tests in a browser"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null
    exit 0
fi
echo "aufruf: chromium is missing, which the tests in a browser need: sudo apt-get install chromium fonts-liberation" >&2
# On a developer's machine all other tests still run; for CI a missing part is a failure.
[ "${CI:-}" != true ]
