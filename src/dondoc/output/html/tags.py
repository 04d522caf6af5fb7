"""Write HTML by hand, safely: text is escaped unless it is already `Html`."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


Part = str | Iterable["str"] | None


def tag(name: str, *parts: Part, **attributes: object) -> Html:
    """Give an element; `class_` is `class`, `data_x` is `data-x`; attributes that are None or False are left out."""
    return Html(f"<{name}{_attributes(attributes)}>{join(parts)}</{name}>")


def join(parts: Iterable[Part]) -> Html:
    """Give parts one after another, each escaped where it is plain text."""
    return Html("".join(_written(part) for part in parts))


def _written(part: Part) -> str:
    if part is None:
        return ""
    if isinstance(part, Html):
        return part
    if isinstance(part, str):
        return escape(part, quote=False)
    return join(part)


def _attributes(attributes: dict[str, object]) -> str:
    written = ""
    for name, value in attributes.items():
        if value is None or value is False:
            continue
        key = name.rstrip("_").replace("_", "-")
        written += f" {key}" if value is True else f' {key}="{escape(str(value))}"'
    return written
