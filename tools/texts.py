# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Brings the catalogues in line with the German texts in code and pages, and says what is not translated.

python -m tools.texts        renew queue/locale/*.po and kiosk/locale/*.po; what no text needs goes
python -m tools.texts check  change nothing; the exit status says whether anything is wrong

Which texts in which language: whatever citizens read, in all; what only those who work there read, in English
besides. It hangs on the file that a text stands in alone: see FOR_CITIZENS.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import cache
from io import StringIO
from pathlib import Path

from babel.messages.extract import extract_from_file
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1]
NAMES = {
    "de-simple": "German, easy language (Leichte Sprache)",
    "en": "English",
    "tr": "Turkish",
    "ar": "Arabic",
    "uk": "Ukrainian",
}
FOR_STAFF = ("en",)
# What stands in these, citizens read. A file of the server that is not listed speaks to staff alone.
FOR_CITIZENS = (
    "kiosk/*",
    "queue/display/*.py",
    "queue/display/templates/display.html",
    "queue/display/templates/display_revoked.html",
    "queue/pages/appointment.py",
    "queue/pages/booking.py",
    "queue/pages/errors.py",
    "queue/pages/start.py",
    "queue/pages/status.py",
    "queue/pages/static/terminal-help.js",
    "queue/pages/templates/appointment.html",
    "queue/pages/templates/book_*.html",
    "queue/pages/templates/chosen.html",
    "queue/pages/templates/error.html",
    "queue/pages/templates/goal_words.html",
    "queue/pages/templates/lookup.html",
    "queue/pages/templates/lost.html",
    "queue/pages/templates/moving.html",
    "queue/pages/templates/page.html",
    "queue/pages/templates/parts.html",
    "queue/pages/templates/rehearsal.html",
    "queue/pages/templates/short_moment.html",
    "queue/pages/templates/start.html",
    "queue/pages/templates/status*.html",
    "queue/pages/templates/terminal*.html",
    "queue/pages/templates/ticket_paper.html",
    "queue/pages/templates/times.html",
    "queue/pages/templates/visit_words.html",
    "queue/pages/templates/wait_words.html",
    "queue/web/calendar.py",
    "queue/web/sentences.py",
)
WORDS = ("_", "gettext", "text", "translate", "words")  # functions whose first argument is a German text
COUNTED = ("counted", "ngettext", "translate_counted")  # and whose first two are, for one and for several
KEYWORDS = {**dict.fromkeys(WORDS), **dict.fromkeys(COUNTED, (1, 2))}
METHODS = {
    ".html": (
        "jinja2.ext:babel_extract",
        {"trim_blocks": "true", "newstyle_gettext": "true", "silent": "false"},
    ),
    ".js": ("javascript", {}),
    ".py": ("python", {}),
}
PLACE = re.compile(r"%\(\w+\)s")

Text = str | tuple[str, str]  # in German; singular and plural, where it depends on a number
Said = tuple[str, ...]  # in another language: one form or several


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A package with its own catalogues, and where its texts stand."""

    folder: str
    sources: tuple[str, ...]
    elsewhere: tuple[str, ...] = ()  # what speaks from this catalogue and stands in another package

    def files(self) -> Iterator[Path]:
        """In an order that stays."""
        for pattern in self.sources:
            yield from sorted(ROOT.glob(f"{self.folder}/{pattern}"))
        yield from (ROOT / file for file in self.elsewhere)

    def catalogue(self, language: str) -> Path:
        """Where a language's translations are."""
        return ROOT / self.folder / "locale" / f"{language}.po"


PACKAGES = (
    Package(
        folder="queue",
        sources=(
            "pages/templates/*.html",
            "display/templates/*.html",
            "pages/*.py",
            "display/*.py",
            "web/*.py",
            "api/*.py",
            "domain/calling.py",
        ),
    ),
    Package(
        folder="kiosk",
        sources=("templates/*.html", "static/**/*.js", "**/*.py"),
        elsewhere=("queue/pages/static/terminal-help.js",),
    ),
)


@dataclass(slots=True)
class Found:
    """The German texts of a package, in the order in which they stand, each with the files that say it."""

    places: dict[Text, list[str]] = field(default_factory=dict)

    def wanted(self, language: str) -> Mapping[Text, list[str]]:
        """Those that a language needs."""
        if language in FOR_STAFF:
            return self.places
        return {text: places for text, places in self.places.items() if any(map(is_for_citizens, places))}


def is_for_citizens(file: str) -> bool:
    """Whether citizens read what stands in a file."""
    return any(fnmatch(file, pattern) for pattern in FOR_CITIZENS)


@cache
def german(package: Package) -> Found:
    """Every text of a package that is marked as one."""
    found = Found()
    for path in package.files():
        place = path.relative_to(ROOT).as_posix()
        for text in texts_in(path):
            places = found.places.setdefault(text, [])
            if place not in places:
                places.append(place)
    return found


def texts_in(path: Path) -> Iterator[Text]:
    """What a file says in German."""
    method, options = METHODS[path.suffix]
    with redirect_stderr(StringIO()):  # it warns of what stands beside a text, like f"{moment:%H:%M}"
        found = list(extract_from_file(method, path, keywords=KEYWORDS, options=options))
    for _line, said, _comments, _context in found:
        yield said if isinstance(said, str) else (said[0], said[1])


def translations(file: Path) -> dict[str, Said]:
    """What a catalogue says, by the German; by its singular, where it depends on a number."""
    if not file.exists():
        return {}
    with file.open("rb") as content:
        catalogue = read_po(content)
    return {
        message.id if isinstance(message.id, str) else message.id[0]: (
            (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        )
        for message in catalogue
        if message.id
    }


def plural_forms(language: str) -> int:
    """How many forms a language has for what depends on a number."""
    return get_plural(_cldr(language)).num_plurals


def renewed(package: Package, language: str) -> str:
    """A catalogue as it should be. Without dates and line numbers it changes with its texts alone."""
    file = package.catalogue(language)
    head = file.read_text("utf-8").partition("\n\n")[0] if file.exists() else _head(language)
    known = translations(file)
    parts = [head]
    for text, places in german(package).wanted(language).items():
        lines = [f"#: {place}" for place in places]
        if PLACE.search("".join(text)):
            lines.append("#, python-format")
        said = known.get(key(text), ())
        if isinstance(text, str):
            lines += [f"msgid {_quoted(text)}", f"msgstr {_quoted(said[0] if said else '')}"]
        else:
            forms = said if len(said) == plural_forms(language) else ("",) * plural_forms(language)
            lines += [f"msgid {_quoted(text[0])}", f"msgid_plural {_quoted(text[1])}"]
            lines += [f"msgstr[{index}] {_quoted(form)}" for index, form in enumerate(forms)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def key(text: Text) -> str:
    """What a text is found by."""
    return text if isinstance(text, str) else text[0]


def main(arguments: list[str]) -> int:
    """Renew the catalogues, or look at them alone; say what is wrong."""
    if arguments != ["check"]:
        for package in PACKAGES:
            for language in NAMES:
                file = package.catalogue(language)
                file.parent.mkdir(exist_ok=True)
                content = renewed(package, language)
                if not file.exists() or file.read_text("utf-8") != content:
                    file.write_text(content, "utf-8")
    from tools.text_findings import findings  # noqa: PLC0415 (which looks at what is here)

    found = list(findings())
    print("\n".join(found) or "every text is there in every language")
    return 1 if found else 0


# REUSE-IgnoreStart
def _head(language: str) -> str:
    return (
        "# SPDX-FileCopyrightText: Aufruf contributors\n"
        "# SPDX-License-Identifier: EUPL-1.2\n"
        f"# {NAMES[language]}. Nobody whose own language this is has read it yet: docs/languages.md\n"
        'msgid ""\n'
        'msgstr ""\n'
        f'"Language: {language}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {get_plural(_cldr(language)).plural_forms}\\n"\n'
        '"X-Read-By-Native-Speaker: no\\n"'
    )


# REUSE-IgnoreEnd
def _cldr(language: str) -> str:
    return language.partition("-")[0]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
