# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The way to the server: asked at each touch, told afterwards, and never relied on."""
