# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Proposals to people: a plan for a day, another length for a service. Nothing of them happens by itself."""

from enum import StrEnum


class ProposalState(StrEnum):
    """What became of a proposal."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    SUPERSEDED = "superseded"  # a later one took its place before anybody had decided
