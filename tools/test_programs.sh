#!/bin/sh
# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
#
# Programs that some tests start: the browser of tests/e2e, and what breaks or stands between in tests/faults.
# All are Debian's own; nothing is downloaded from elsewhere.
set -eu

PATH="$PATH:/usr/sbin:/sbin"
missing=""

need() { # a command, and the packages that bring it
    command -v "$1" >/dev/null 2>&1 && return
    shift
    missing="$missing $*"
}

need chromium chromium fonts-liberation
need redis-server redis-server
need nginx nginx-light
need faketime faketime
need ip iproute2
need openssl openssl
need espeak-ng espeak-ng
need turnserver coturn
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing for the tests:$missing"
    apt-get update -qq
    # RUNLEVEL=1: the tests start redis-server, nginx and coturn themselves, the machine need not.
    # shellcheck disable=SC2086 # several packages
    RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
    exit 0
fi
echo "aufruf: some tests need programs that are missing here: sudo apt-get install$missing" >&2
# On a developer's machine all other tests still run; for CI a missing part is a failure.
[ "${CI:-}" != true ]
