"""Worn pages: what copying machines and fax-like scanners do to print before an engine sees it.

The page is lowered in resolution, its strokes grow or shrink, it is cut to black and white, and the engine is told that
it is one block of text or left to find out. This covers damage by other engines and worse scans than the page damager.
"""

from __future__ import annotations

import os
import random
import subprocess
import tempfile
from types import ModuleType

import numpy as np
from PIL import Image, ImageFilter

SCALES = (0.55, 0.65, 0.75, 0.9)
CUTS = (110, 135, 160, 185)
LAYOUTS = ("3", "6", "6", "4")


def wear(damage: ModuleType) -> None:
    """Put worn photographs and block reading in the place of the damager's own."""
    clean = damage.photograph

    def photograph(image: Image.Image, rng: random.Random) -> Image.Image:
        return worn(clean(image, rng), rng)

    damage.photograph = photograph
    damage.read = read


def worn(image: Image.Image, rng: random.Random) -> Image.Image:
    """Give a page copied badly: lower resolution, thicker or thinner strokes, black and white."""
    width, height = image.size
    scale = rng.choice(SCALES)
    image = image.resize((round(width * scale), round(height * scale)), Image.Resampling.BILINEAR)
    stroke = rng.choice((None, None, ImageFilter.MinFilter(3), ImageFilter.GaussianBlur(0.6)))
    if stroke is not None and scale > 0.6:
        image = image.filter(stroke)
    if rng.random() < 0.7:
        grey = np.asarray(image)
        image = Image.fromarray(np.where(grey < rng.choice(CUTS), 0, 255).astype(np.uint8))
    return image


def read(image: Image.Image, lang: str, dpi: int) -> str:
    """Read a page, as one block or as the engine finds it, by what the picture itself decides."""
    layout = LAYOUTS[int(np.asarray(image, dtype=np.int64).sum()) % len(LAYOUTS)]
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        image.save(file.name, dpi=(dpi, dpi))
        command = ["tesseract", file.name, "-", "-l", lang, "--psm", layout]
        env = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        text = subprocess.run(command, capture_output=True, text=True, check=True, env=env).stdout
    return text.replace("\f", "")
