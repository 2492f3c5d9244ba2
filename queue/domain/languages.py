# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The languages in which citizens are spoken to. German is the source; `de-simple` is easy language."""

LANGUAGES = ("de", "de-simple", "en", "tr", "ar", "uk")
