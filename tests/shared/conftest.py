# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests on the test data that lies beside the project: where it does not, nothing here is collected."""

from tests.shared import DATA

collect_ignore_glob = [] if DATA.is_dir() else ["*"]
