# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Functions compiled by Numba, seen by the type checker as what they are.

What was compiled is kept (in NUMBA_CACHE_DIR, else beside the code). Numba looks only at the file of the
function that is called, at its time and size, so here the sources' own digest names the folder: neither an
edit elsewhere nor an upgrade with the same times can bring back what was compiled from other code.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

F = TypeVar("F", bound=Callable[..., object])

if TYPE_CHECKING:

    def compiled(function: F) -> F:
        """The function, compiled when it is first called."""
        return function

    def inner(function: F) -> F:
        """The same, for what only compiled code calls: Python must not, it has no way in."""
        return function

else:
    import hashlib
    import os
    from pathlib import Path

    import numba

    SOURCES = (
        "call_order.py",
        "clockwork.py",
        "compiled.py",
        "floor.py",
        "futures.py",
        "normal.py",
        "scene.py",
    )

    def _folder() -> Path:
        here = Path(__file__).parent
        digest = hashlib.sha256(b"".join((here / name).read_bytes() for name in SOURCES)).hexdigest()
        return Path(os.environ.get("NUMBA_CACHE_DIR") or here / "__pycache__") / f"compiled-{digest[:12]}"

    numba.config.CACHE_DIR = str(_folder())

    def compiled(function: F) -> F:
        """The function, compiled when it is first called; kept on disk where the disk may be written."""
        try:
            return numba.njit(cache=True, nogil=True, _nrt=False, no_cfunc_wrapper=True)(function)
        except (OSError, RuntimeError):  # nowhere to keep it
            return numba.njit(nogil=True, _nrt=False, no_cfunc_wrapper=True)(function)

    def inner(function: F) -> F:
        """The same, for what only compiled code calls: Python must not, it has no way in. Compiled faster."""
        return numba.njit(nogil=True, _nrt=False, no_cpython_wrapper=True, no_cfunc_wrapper=True)(function)
