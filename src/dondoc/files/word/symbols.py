"""Signs that Word writes as places of a symbol font: what they show as letters of Unicode."""

from __future__ import annotations

from dondoc.files.word.package import Element, W

PRIVATE = 0xF000  # where Word puts the letters of symbol fonts
SYMBOL_FONTS = ("symbol", "wingdings", "webdings", "zapfdingbats")
_SYMBOL = {
    0x2D: "−", 0x44: "Δ", 0x53: "Σ", 0x61: "α", 0x62: "β", 0x6D: "μ", 0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±",
    0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xDE: "⇒",
}  # fmt: skip
_WINGDINGS = {0x6F: "☐", 0xA8: "☐", 0xE0: "→", 0xF0: "→", 0xFC: "✓", 0xFE: "☑"}
_IN_TEXT = {PRIVATE + at: sign for at, sign in _SYMBOL.items()}


def sign_of(symbol: Element) -> str:
    """Give the sign of a `w:sym` element; "" for an ornament that has no letter."""
    try:
        at = int(symbol.get(f"{W}char", ""), 16) & 0xFF
    except ValueError:
        return ""
    font = symbol.get(f"{W}font", "").casefold()
    return (_SYMBOL if font.startswith("symbol") else _WINGDINGS).get(at, "")


def in_letters(text: str) -> str:
    """Give a text with the places of the Symbol font in it as letters."""
    return text.translate(_IN_TEXT)


def is_symbol_font(font: str) -> bool:
    """Tell whether the letters of a font are signs."""
    return font.casefold().startswith(SYMBOL_FONTS)
