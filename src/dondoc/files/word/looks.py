"""How the runs of a Word file look: in capitals or hidden, by their own setting or by their styles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dondoc.files.word.package import Element, Package, W, attribute

SETTINGS = ("caps", "vanish")
DEEPEST = 20  # styles that rest on each other


@dataclass(frozen=True, slots=True)
class Looks:
    """What the styles of a file say of capitals and of hidden text."""

    styles: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    usual: str = ""  # the style of a paragraph that names none

    @classmethod
    def of(cls, package: Package) -> Looks:
        """Read the styles of a package."""
        root = package.part("word/styles.xml")
        if root is None:
            return cls()
        found = {style.get(f"{W}styleId", ""): style for style in root.findall(f"{W}style")}
        usual = (name for name, style in found.items() if style.get(f"{W}type") == "paragraph" and _is_default(style))
        return cls({name: _settings(name, found) for name in found}, next(usual, ""))

    def is_on(self, run: Element, paragraph: Element, name: str) -> bool:
        """Tell whether a setting holds for a run: its own comes first, then that of its style, of its paragraph."""
        own = switch(run, f"rPr/{name}")
        if own is not None:
            return own
        for style in (attribute(run, "rPr/rStyle"), attribute(paragraph, "pPr/pStyle") or self.usual):
            said = self.styles.get(style or "", {}).get(name)
            if said is not None:
                return said
        return False


def switch(element: Element, path: str) -> bool | None:
    """Give whether a setting is switched on or off; None where it is not named."""
    mark = element.find("/".join(W + step for step in path.split("/")))
    return None if mark is None else mark.get(f"{W}val", "1") not in ("0", "false", "off")


def _is_default(style: Element) -> bool:
    return style.get(f"{W}default", "0") in ("1", "true", "on")


def _settings(name: str, styles: Mapping[str, Element]) -> dict[str, bool]:
    """Give the settings of a style, those of the styles it rests on included."""
    found: dict[str, bool] = {}
    for _ in range(DEEPEST):
        style = styles.get(name)
        if style is None:
            break
        own = {setting: switch(style, f"rPr/{setting}") for setting in SETTINGS}
        found = {**{setting: on for setting, on in own.items() if on is not None}, **found}
        name = attribute(style, "basedOn") or ""
    return found
