# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The log-ins of the demo town: one for each role, and one password drawn for this folder alone."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from aufruf.demo.options import PASSWORD_FILE
from aufruf.domain.roles import Role
from aufruf.web.wiring import Login

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Somebody whose part a visitor may take."""

    name: str
    role: Role
    offices: tuple[str, ...]
    where: str = "Rathaus und Nordstadt"


PARTS = (
    Part(name="schalter", role=Role.CLERK, offices=("rathaus",), where="Rathaus"),
    Part(name="schalter-nord", role=Role.CLERK, offices=("nordstadt",), where="Nordstadt"),
    Part(name="empfang", role=Role.RECEPTION, offices=("rathaus",), where="Rathaus"),
    Part(name="leitung", role=Role.SUPERVISOR, offices=("rathaus", "nordstadt")),
    Part(name="verwaltung", role=Role.ADMINISTRATOR, offices=("rathaus", "nordstadt")),
    Part(name="hilfe", role=Role.HELPER, offices=("rathaus", "nordstadt")),
)


def demo_password(data_dir: Path) -> str:
    """The password of this demo, drawn once."""
    file = data_dir / PASSWORD_FILE
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
            new.write("-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3)))
    except FileExistsError:
        pass
    return file.read_text()


def logins(password: str) -> tuple[Login, ...]:
    """The log-ins as the start page shows them."""
    return tuple(
        Login(name=part.name, password=password, role=part.role, office=part.where) for part in PARTS
    )
