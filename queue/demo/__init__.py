# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The living demo town: seeded people acting through `actions`, nothing else."""
