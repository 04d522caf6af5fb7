"""How the runs of a Word file look: in capitals, hidden, in which font, by their own setting or by their styles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dondoc.files.word.package import Element, Package, W, attribute

SWITCHES = ("caps", "vanish")
FONTS = "rFonts"
DEEPEST = 20  # styles that rest on each other
Settings = Mapping[str, str]  # "1" or "0" of a switch, the name of the font


@dataclass(frozen=True, slots=True)
class Looks:
    """What the styles of a file say of capitals, of hidden text and of fonts."""

    styles: Mapping[str, Settings] = field(default_factory=dict)
    usual: str = ""  # the style of a paragraph that names none
    basic: Settings = field(default_factory=dict)  # what holds where no style says anything

    @classmethod
    def of(cls, package: Package) -> Looks:
        """Read the styles of a package."""
        root = package.part("word/styles.xml")
        if root is None:
            return cls()
        found = {style.get(f"{W}styleId", ""): style for style in root.findall(f"{W}style")}
        usual = (name for name, style in found.items() if style.get(f"{W}type") == "paragraph" and _is_default(style))
        basic = root.find(f"{W}docDefaults/{W}rPrDefault")
        styles = {name: _inherited(name, found) for name in found}
        return cls(styles, next(usual, ""), dict(_own(basic)) if basic is not None else {})

    def is_on(self, run: Element, paragraph: Element, name: str) -> bool:
        """Tell whether a setting holds for a run."""
        return self._said(run, paragraph, name) == "1"

    def font_of(self, run: Element, paragraph: Element) -> str:
        """Give the name of the font of a run; "" where none is named."""
        return self._said(run, paragraph, FONTS) or ""

    def _said(self, run: Element, paragraph: Element, name: str) -> str | None:
        """Give a setting of a run: its own comes first, then that of its style, of its paragraph, of the file."""
        styles = (attribute(run, "rPr/rStyle"), attribute(paragraph, "pPr/pStyle") or self.usual)
        for settings in (dict(_own(run)), *(self.styles.get(style or "", {}) for style in styles), self.basic):
            if name in settings:
                return settings[name]
        return None


def switch(element: Element, path: str) -> bool | None:
    """Give whether a setting is switched on or off; None where it is not named."""
    mark = element.find("/".join(W + step for step in path.split("/")))
    return None if mark is None else mark.get(f"{W}val", "1") not in ("0", "false", "off")


def _is_default(style: Element) -> bool:
    return style.get(f"{W}default", "0") in ("1", "true", "on")


def _inherited(name: str, styles: Mapping[str, Element]) -> Settings:
    """Give the settings of a style, those of the styles it rests on included."""
    found: dict[str, str] = {}
    for _ in range(DEEPEST):
        style = styles.get(name)
        if style is None:
            break
        found = {**dict(_own(style)), **found}
        name = attribute(style, "basedOn") or ""
    return found


def _own(element: Element) -> Iterator[tuple[str, str]]:
    for name in SWITCHES:
        on = switch(element, f"rPr/{name}")
        if on is not None:
            yield name, "1" if on else "0"
    fonts = element.find(f"{W}rPr/{W}{FONTS}")
    font = fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") if fonts is not None else None
    if font:
        yield FONTS, font
