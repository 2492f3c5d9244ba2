# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words of pages: German is the source, other languages are found by it."""

from jinja2 import Environment, pass_context
from jinja2.runtime import Context

from aufruf.web.english import ENGLISH


def translate(german: str, language: str) -> str:
    """A text of ours in somebody's language; German where there is no translation."""
    return ENGLISH.get(german, german) if language == "en" else german


@pass_context
def _gettext(context: Context, german: str) -> str:
    return translate(german, context.get("language", "de"))


@pass_context
def _ngettext(context: Context, singular: str, plural: str, count: int) -> str:
    return translate(singular if count == 1 else plural, context.get("language", "de"))


def install(environment: Environment) -> None:
    """Let templates say `{% trans %}` and `_(…)`; the language is the page's."""
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_callables(_gettext, _ngettext, newstyle=True)  # type: ignore[attr-defined]
