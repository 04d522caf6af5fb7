"""What can be computed of the looks: contrast of the colours, vendored files, catalogues."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
CSS = (ROOT / "src/dondoc/web/static/dondoc.css").read_text(encoding="utf-8")
STATES = ("done", "late", "open", "overdue", "soon", "unknown")
TEXT, SHAPE = 4.5, 3.0  # WCAG 2.2: contrast of text (1.4.3) and of what carries a meaning (1.4.11)
PAIRS = [
    *((ink, paper, TEXT) for ink in ("ink", "ink-2", "ink-3") for paper in ("paper", "paper-2", "paper-3")),
    ("accent", "paper", TEXT),
    ("accent", "paper-2", TEXT),
    ("accent", "accent-soft", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-hover", TEXT),
    ("ink", "lit", TEXT),
    ("line-strong", "paper", SHAPE),
    *((state, "paper", TEXT) for state in STATES),
    *((state, f"{state}-soft", TEXT) for state in STATES),
    *(("ink", f"{state}-soft", TEXT) for state in STATES),
]


def tokens(selector: str) -> dict[str, str]:
    """Give the colours that a block of tokens sets."""
    block = CSS[CSS.index(selector) :]
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", block[: block.index("\n}")]))


LIGHT = tokens(":root {")
DARK = tokens(':root[data-theme="dark"] {')


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "paper", "least"), PAIRS)
def test_contrast(theme: str, ink: str, paper: str, least: float) -> None:
    colours = LIGHT if theme == "light" else LIGHT | DARK
    assert contrast(colours[ink], colours[paper]) >= least


def test_both_ways_to_the_dark_set_the_same_colours() -> None:
    """By the device and by choice: one list, written twice because CSS has no other way."""
    start = CSS.index('  :root:not([data-theme="light"]) {')
    by_device = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", CSS[start : CSS.index("\n  }", start)]))
    assert by_device == DARK
    assert set(DARK) == set(LIGHT)


def test_colours_stand_in_the_tokens_alone() -> None:
    """A rule names a token; plain colours are only for the paper of scanned pages, which stays white."""
    rules = CSS[CSS.index("/* ---- ground") : CSS.index("/* ---- print")]
    strange = [
        line.strip()[:80]
        for line in rules.splitlines()
        if re.search(r"#[0-9a-f]{3,6}\b", line) and ".sheet" not in line
    ]
    assert strange == []


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours by the formula of WCAG."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_no_string_escapes_the_catalogue() -> None:
    """The gatherer knows the functions of translation by these names; under another one a string stays Vietnamese."""
    known = {"_", "_n", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
    strange = [
        f"{path.name}: {name}"
        for path in sorted((ROOT / "src/dondoc/web").rglob("*.py"))
        for names in re.findall(r"^from django\.utils\.translation import (.+)$", path.read_text("utf-8"), re.MULTILINE)
        for name in re.findall(r"n?gettext(?:_lazy)?(?: as \w+)?", names)
        if name.split()[-1] not in known
    ]
    assert strange == []


def test_a_day_has_one_form() -> None:
    """09/8/2021 everywhere, 9 Aug 2021 in English: nothing people read is made with the month in two digits."""
    pages = (ROOT / "src/dondoc/web").rglob("*.py")
    texts = {page.name: page.read_text(encoding="utf-8") for page in pages if "migrations" not in page.parts}
    assert [name for name, text in texts.items() if "%d/%m/%Y" in text] == []
    in_english = re.compile(r"""^\s*en=f.*%Y-%m-%d""", re.MULTILINE)
    assert [name for name, text in texts.items() if in_english.search(text)] == []


@pytest.mark.parametrize("tool", ["vendor", "messages"])
def test_what_the_tools_keep_is_whole(tool: str) -> None:
    """Vendored files are as recorded; no string is without its English, no catalogue is uncompiled."""
    run = subprocess.run(
        [sys.executable, f"tools/{tool}.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
