# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Help requests as a helper sees them: what rings first, then what is rather somebody else's to answer."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from aufruf.db.transaction import Reading
from aufruf.domain.access import Person
from aufruf.domain.catalogue import Office, Service
from aufruf.domain.help import HelpRequest, HelpState
from aufruf.reads.call_backs import WhoWaits, call_backs_for
from aufruf.reads.help import ForHelper, Where, requests_for
from aufruf.web.language import NAMES
from aufruf.web.rendering import Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRequest:
    """A request with what a helper wants to know before they answer, and while they help."""

    request: HelpRequest
    office: Office
    waited: int = 0  # seconds
    fits: bool = True  # the helper speaks the language and knows the service
    rings: bool = False  # it is this helper's to answer

    @property
    def topic(self) -> str:
        """What it is about; empty if nothing was chosen yet."""
        service = self.office.services.get(self.request.topic or "")
        return service.name if service else ""

    @property
    def language(self) -> str:
        """The citizen's language by its own name."""
        return NAMES.get(self.request.language, self.request.language)

    @property
    def promise(self) -> int:
        """Seconds within which somebody is to have answered."""
        return self.office.help.promise_seconds

    @property
    def services(self) -> Sequence[Service]:
        """In which it may end."""
        return sorted(self.office.services.values(), key=lambda each: each.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownHelp:
    """Everything on the helpers' page."""

    mine: Sequence[ShownRequest] = ()
    open: Sequence[ShownRequest] = ()
    others: Sequence[ShownRequest] = ()
    call_backs: Sequence[WhoWaits] = ()


async def shown_help(reading: Reading, where: Where) -> ShownHelp:
    """All that goes on where somebody helps, sorted by whose it is."""
    shown = [_shown(each, reading.now) for each in await requests_for(reading, where)]
    return _sorted(shown, where.person, await call_backs_for(reading, where.person))


def help_part(frame: Frame, seen: ShownHelp) -> Markup:
    """The page's living part."""
    return frame.part("help_list.html", seen=seen, languages=NAMES)


def _sorted(shown: Sequence[ShownRequest], person: Person, call_backs: Sequence[WhoWaits]) -> ShownHelp:
    waiting = [each for each in shown if each.request.state is HelpState.OPEN]
    taken = [each for each in shown if each.request.state is HelpState.ACCEPTED]
    return ShownHelp(
        mine=[each for each in taken if each.request.accepted_by == person.user],
        open=sorted(waiting, key=lambda each: not each.rings),  # among those the oldest first
        others=[each for each in taken if each.request.accepted_by != person.user],
        call_backs=call_backs,
    )


def _shown(found: ForHelper, now: dt.datetime) -> ShownRequest:
    waited = max(0, int((now - found.request.asked_at).total_seconds()))
    return ShownRequest(
        request=found.request, office=found.office, waited=waited, fits=found.fits, rings=found.rings
    )
