#!/bin/sh
# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
#
# tools/environment.sh running|developing
# Brings .venv in line with its lock file. Both kinds share the folder: developing holds all of running.
# Then fetches what the browser needs (tools/vendor.py), unless it is there.
set -eu
cd "$(dirname "$0")/.."

PYTHON=${PYTHON:-python3}
LOG=.venv/install.log

refuse() {
    echo "aufruf: $*" >&2
    exit 1
}

lock_of() {
    case $1 in
        running) echo requirements.lock ;;
        developing) echo requirements-dev.lock ;;
        *) refuse "tools/environment.sh wants 'running' or 'developing'." ;;
    esac
}

# What must be the same for an environment to be fresh: the pins, the commands, the place.
wanted() {
    { cat "$(lock_of "$1")"; sed -n '/^\[build-system/,/^\[tool/p' pyproject.toml; pwd; } | cksum
}

fresh() {
    [ "$(cat ".venv/$1.stamp" 2>/dev/null)" = "$(wanted "$1")" ] && .venv/bin/python -c '' 2>/dev/null
}

check_python() {
    command -v "$PYTHON" >/dev/null 2>&1 ||
        refuse "Python 3.11 or newer is needed, and there is no '$PYTHON': apt-get install python3 python3-venv"
    "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        refuse "Python 3.11 or newer is needed, and '$PYTHON' is $("$PYTHON" -V 2>&1): try make PYTHON=python3.11"
    "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null ||
        refuse "Python's venv module is missing: apt-get install python3-venv"
}

# One line per package is news; the rest of what pip says goes to the log.
show_progress() {
    awk -v log_file="$LOG" -v total="$1" '
        { print > log_file }
        /^ *(Collecting|Processing|Requirement already satisfied)[ :]/ {
            count += 1
            if (count % 10 == 0) { printf "  %d of about %d packages\n", count, total; fflush() }
        }
        /^Installing collected/ && !unpacking { unpacking = 1; print "  unpacking them"; fflush() }
    '
}

explain_failure() {
    if grep -qiE 'connection broken|NewConnection|NameResolution|timed out|ProxyError|unreachable' "$LOG"; then
        refuse "The packages that Aufruf needs cannot be fetched, because there is no network; once there is, run this again."
    fi
    tail -n 15 "$LOG" >&2
    refuse "Installing failed for the reason above; all that was said is in $LOG."
}

install() {
    lock=$(lock_of "$1")
    echo "Setting up Aufruf for $1 (once; about a minute)"
    .venv/bin/python -c '' 2>/dev/null || "$PYTHON" -m venv --clear .venv
    rm -f "$LOG" .venv/*.stamp
    {
        .venv/bin/python -m pip install --no-input --disable-pip-version-check --require-hashes -r "$lock" 2>&1 &&
        .venv/bin/python -m pip install --no-input --disable-pip-version-check --no-index --no-deps \
            --no-build-isolation -e . 2>&1 &&
        echo "all is installed"
    } | show_progress "$(grep -c '^[a-z].*==' "$lock")"
    tail -n 1 "$LOG" | grep -q '^all is installed$' || explain_failure
    wanted "$1" >".venv/$1.stamp"
}

case $1 in
    running) fresh developing || fresh running || { check_python; install running; } ;;
    *) fresh developing || { check_python; install developing; } ;;
esac
if [ "$1" = developing ]; then .venv/bin/python tools/vendor.py tools; else .venv/bin/python tools/vendor.py; fi
