# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cuts a design system's style sheet down to what our pages use. It reads minified CSS, without comments."""

import re
from collections.abc import Collection, Iterator

NOTICE = "/* Changed for Aufruf since 2026-11-26 by tools/cut_css.py: rules that no page needs left out. */"


def cut(css: str, *, prefix: str, keep: Collection[str], keep_only: Collection[str], layer: str) -> str:
    """The rules that need no other classes with the prefix than the kept ones, in a cascade layer.

    `keep` names blocks, whose elements and modifiers (block__element, block--modifier) are kept with them.
    Where `keep_only` names modifiers of a block, its other modifiers go.
    """
    single = {name.partition("--")[0] for name in keep_only}
    a_class = re.compile(rf"\.({re.escape(prefix)}[\w-]+)")

    def is_kept(name: str) -> bool:
        block, modifier, _ = name.partition("--")
        if modifier and block in single:
            return name in keep_only
        return block.partition("__")[0] in keep

    def is_used(selector: str) -> bool:
        return all(is_kept(name) for name in a_class.findall(selector))

    def used(css: str) -> Iterator[str]:
        for head, body in rules(css):
            if head.startswith(("@media", "@supports")):
                inner = "".join(used(body))
                if inner:
                    yield f"{head}{{{inner}}}"
            elif head.startswith("@"):
                yield f"{head}{{{body}}}"
            elif selectors := [one for one in split(head) if is_used(one)]:
                yield f"{','.join(selectors)}{{{body}}}"

    inner = "".join(used(css.removeprefix('@charset "UTF-8";')))
    return f"{NOTICE}@layer {layer}{{{inner}}}\n"


def rules(css: str) -> Iterator[tuple[str, str]]:
    """Each rule on the outermost level: what stands before its braces, and what stands in them."""
    depth = start = opened = 0
    for at, character in _outside_strings(css):
        if character == "{":
            depth += 1
            if depth == 1:
                opened = at
        elif character == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : at]
                start = at + 1
    if depth or css[start:].strip():
        raise ValueError(f"no whole rule: {css[start : start + 80]!r}")


def split(selectors: str) -> list[str]:
    """A list of selectors, at the commas that stand in no brackets."""
    parts, depth, start = [], 0, 0
    for at, character in _outside_strings(selectors):
        depth += (character in "([") - (character in ")]")
        if character == "," and depth == 0:
            parts.append(selectors[start:at])
            start = at + 1
    return [*parts, selectors[start:]]


def _outside_strings(css: str) -> Iterator[tuple[int, str]]:
    quote = ""
    for at, character in enumerate(css):
        if quote:
            if character == quote and css[at - 1] != "\\":
                quote = ""
        elif character in "\"'":
            quote = character
        else:
            yield at, character
