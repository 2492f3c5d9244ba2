# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Six languages for citizens, two for staff: a page is wholly in the one that somebody wants to read."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import httpx
import pytest
from litestar import Litestar

from aufruf.db.transaction import Database
from aufruf.domain.languages import LANGUAGES
from aufruf.domain.roles import DeviceKind, Role
from aufruf.web.language import NAMES, OF_STAFF, STAFF_PAGES, offered_at
from tests.builders import small_town
from tests.web.bookings import book
from tests.web.on_sqlite import database_url as database_url
from tests.web.served import PASSWORD, client_of, make_device, make_user
from tools.texts import PACKAGES, german, key, translations

FOR_CITIZENS = (  # the first word of an address
    "appointments",
    "book",
    "demo",
    "display",
    "health",
    "kiosk",
    "language",
    "logout",
    "metrics",
    "schema",
    "static",
    "terminal",
    "visits",
)
READ_ALOUD = ("alt", "aria-label", "placeholder", "title")
VOID = {"br", "hr", "img", "input", "link", "meta"}
A_WORD = re.compile(r"[^\W\d]{4}")
PLACE = re.compile(r"%\\\((\w+)\\\)s|%\((\w+)\)s")


@pytest.fixture(autouse=True)
async def mitte(db: Database) -> None:
    await small_town(db)
    await make_user(db, Role.SUPERVISOR, name="leitung", password=PASSWORD)


class Reader(HTMLParser):
    """Collects what is said on a page but for what says itself that it is in another language."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.root: dict[str, str | None] = {}
        self._language = language
        self._foreign = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "html":
            self.root = found
        if tag not in VOID and (self._foreign or found.get("lang", self._language) != self._language):
            self._foreign += 1
        if not self._foreign:
            self.said += [said for name in READ_ALOUD if (said := found.get(name))]

    def handle_endtag(self, tag: str) -> None:
        if self._foreign and tag not in VOID:
            self._foreign -= 1

    def handle_data(self, data: str) -> None:
        if not self._foreign and data.strip():
            self.said.append(" ".join(data.split()))


def untranslated(said: list[str], language: str) -> Iterator[str]:
    """What stands there in German though the language has words for it."""
    for package in PACKAGES:
        known = translations(package.catalogue(language))
        for text in german(package).wanted(language):
            if key(text) in known.get(key(text), ()):
                continue
            for form in (text,) if isinstance(text, str) else text:
                places = re.compile(PLACE.sub(r"\\S+", re.escape(form)))
                if A_WORD.search(PLACE.sub("", re.escape(form))):  # else it says nothing in any language
                    yield from (one for one in said if places.fullmatch(one))


def read(page: httpx.Response, language: str) -> Reader:
    reader = Reader(language)
    reader.feed(page.text)
    return reader


@pytest.fixture
async def addresses(client: httpx.AsyncClient, app: Litestar, db: Database) -> list[str]:
    """One of each page that a citizen may see, as far as it needs no kiosk."""
    token = await make_device(db, DeviceKind.KIOSK)
    citizen = await book(client, start="2026-11-23T15:00:00+01:00")
    own = f"/appointments/{citizen.booked['id']}/{citizen.booked['token']}"
    async with client_of(app) as kiosk:
        kiosk.headers["Authorization"] = f"Bearer {token}"
        ticket = (await kiosk.post("/api/v1/kiosk/tickets", json={"services": ["ausweis"]})).json()
    return [
        "/",
        "/book",
        "/book?q=nichts-davon",
        "/book?next=1",
        "/book/time?service=ausweis&office=mitte",
        "/appointments",
        own,
        f"{own}/move",
        f"/visits/{ticket['visit']}/{ticket['token']}",
        "/gibt-es-nicht",
    ]


async def test_each_page_for_citizens_is_wholly_in_the_language_that_they_want(
    client: httpx.AsyncClient, addresses: list[str]
) -> None:
    for language in LANGUAGES:
        client.headers.update({"Accept": "text/html", "Accept-Language": language})
        for address in addresses:
            page = await client.get(address)
            reader = read(page, language)
            assert reader.root == {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}, address
            assert page.headers["content-language"] == language
            if language != "de":
                assert list(untranslated(reader.said, language)) == [], address


def test_a_german_text_on_a_foreign_page_is_found() -> None:
    texts = "<p>Termin buchen</p><p lang='de'>Termin buchen</p><img alt='Suchen'><p>noch 3 Min.</p>"
    page = f"<html lang='ar'>{texts}"
    assert list(untranslated(read(httpx.Response(200, text=page), "ar").said, "ar")) == [
        "noch 3 Min.",
        "Termin buchen",
        "Suchen",
    ]


WISHES = {
    "de-simple": "de-simple",
    "ar-EG,ar;q=0.9,en;q=0.5": "ar",
    "uk-UA": "uk",
    "TR": "tr",
    "fr-FR, fr;q=0.9, tr;q=0.4, en;q=0.3": "tr",
    "de-AT": "de",
    "en;q=0.2, de-simple;q=0.9": "de-simple",
    "fr": "de",
    "ar;q=0, en;q=0.1": "en",
    "ar;q=x": "de",
    "": "de",
}
WISHES_OF_STAFF = {"ar": "de", "tr, en;q=0.5": "en", "uk, de;q=0.5": "de", "de-simple": "de", "en-GB": "en"}


async def test_the_first_wish_that_we_can_meet_counts(client: httpx.AsyncClient) -> None:
    for wished, language in WISHES.items():
        page = await client.get("/book", headers={"Accept-Language": wished})
        assert read(page, language).root["lang"] == language, wished


async def test_a_citizen_chooses_among_all_and_keeps_the_choice(client: httpx.AsyncClient) -> None:
    for language in ("uk", "ar", "de-simple"):
        page = await client.get("/book")
        assert all(f'value="{each}" lang="{each}"' in page.text for each in LANGUAGES)
        assert all(f">{name}</button>" in page.text for name in NAMES.values())
        await client.post("/language", data={"language": language, "back": "/book"})
        assert read(await client.get("/appointments"), language).root["lang"] == language


async def test_staff_read_german_or_english_and_never_a_mixture(client: httpx.AsyncClient) -> None:
    for wished, language in WISHES_OF_STAFF.items():
        page = await client.get("/login", headers={"Accept-Language": wished})
        assert read(page, language).root == {"lang": language, "dir": "ltr"}, wished
        other = next(each for each in OF_STAFF if each != language)
        assert f'value="{other}" lang="{other}"' in page.text
        assert 'value="ar"' not in page.text


async def test_whoever_chose_arabic_as_a_citizen_works_in_german(client: httpx.AsyncClient) -> None:
    await client.post("/language", data={"language": "ar", "back": "/"})
    assert read(await client.get("/"), "ar").root["lang"] == "ar"
    assert read(await client.get("/login"), "de").root["lang"] == "de"
    await client.post("/login", data={"name": "leitung", "password": PASSWORD})
    console = await client.get("/console", follow_redirects=True)
    assert (console.status_code, read(console, "de").root["lang"]) == (200, "de")


async def test_a_refusal_of_the_api_is_in_the_language_of_whoever_asks(client: httpx.AsyncClient) -> None:
    for language in LANGUAGES:
        answer = await client.get("/api/v1/offices/nirgends", headers={"Accept-Language": language})
        assert answer.headers["content-language"] == language
        if language not in {"de", "en"}:
            (said,) = translations(PACKAGES[0].catalogue(language))["Das haben wir nicht gefunden."]
            assert answer.json()["detail"] == said


def test_of_each_address_it_is_known_who_reads_it(app: Litestar) -> None:
    first = {route.path.removeprefix("/").partition("/")[0] for route in app.routes}
    assert first - STAFF_PAGES - set(FOR_CITIZENS) == {"", "api"}
    assert offered_at("/console/mitte/queue") == OF_STAFF
    assert offered_at("/consoles") == LANGUAGES


async def test_a_kiosk_asks_for_its_words(client: httpx.AsyncClient) -> None:
    for language in LANGUAGES:
        said = (await client.get(f"/kiosk/texts/{language}.json")).json()
        assert (said["language"], said["direction"]) == (language, "rtl" if language == "ar" else "ltr")
        assert bool(said["texts"]) is (language != "de")


async def test_words_that_nobody_has_are_not_found(client: httpx.AsyncClient) -> None:
    for name in ("fr.json", "..json", "%2e%2e%2fqueue%2flocale%2far.po"):
        assert (await client.get(f"/kiosk/texts/{name}")).status_code == 404, name
