# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The import format: from the text of CSV files to a checked catalogue, and back."""

from aufruf.domain.importing.entries import ParsedCatalogue
from aufruf.domain.importing.parsing import parse_catalogue
from aufruf.domain.importing.writing import write_catalogue

__all__ = ["ParsedCatalogue", "parse_catalogue", "write_catalogue"]
