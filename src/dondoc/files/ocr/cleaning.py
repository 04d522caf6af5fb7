"""Make the picture of a page fit for reading: upright.

On white paper nothing else is done to it (`paper` sees to other paper): smoothing, despeckling and enlarging raised the
word errors on real scans; the figures are in `docs/decisions/0021-tesseract-vie.md`.
"""

from __future__ import annotations

import numpy as np
from PIL import Image

from dondoc.files.ocr.tesseract import Grey

INK = 140
MOST_DEGREES = 3.0
FARTHEST_DEGREES, CLEARLY = 12.0, 1.5  # of a page laid in askew: told only where its lines are so much sharper
LEAST_DEGREES = 0.08  # less is not worth the loss of turning


def skew_of(picture: Grey) -> float:
    """Give by how many degrees the lines of text fall to the right (negative: rise); 0.0 for a blank page.

    The angle whose sheared projection on the vertical axis is the sharpest, to 0.05 of a degree.
    """
    ys, xs = np.nonzero(picture[::2, ::2] < INK)
    if len(ys) < 500:
        return 0.0
    step = max(1, len(ys) // 60_000)
    ys, xs = ys[::step].astype(np.float32), xs[::step].astype(np.float32)
    best = _sharpest(ys, xs, np.arange(-MOST_DEGREES, MOST_DEGREES + 0.01, 0.25))
    farther = _sharpest(ys, xs, np.arange(-FARTHEST_DEGREES, FARTHEST_DEGREES + 0.01, 0.5))
    if abs(farther) > MOST_DEGREES and _falling(ys, xs, farther) > CLEARLY * _falling(ys, xs, best):
        best = farther
    around = 0.2 if best != farther else 0.5
    return _sharpest(ys, xs, best + np.arange(-around, around + 0.01, 0.05))


def _sharpest(ys: np.ndarray, xs: np.ndarray, angles: np.ndarray) -> float:
    return float(max(angles, key=lambda degrees: _falling(ys, xs, degrees)))


def _falling(ys: np.ndarray, xs: np.ndarray, degrees: float) -> float:
    """Give how sharp the lines are if they fall by an angle."""
    return _sharpness(ys - xs * np.float32(np.tan(np.radians(degrees))))


def _sharpness(heights: np.ndarray) -> float:
    counts = np.bincount((heights - heights.min()).astype(np.int32)).astype(np.float64)
    return float(np.square(np.diff(counts)).sum())


def upright(picture: Grey, degrees: float) -> Grey:
    """Give the picture turned back by its skew."""
    if abs(degrees) < LEAST_DEGREES:
        return picture
    turned = Image.fromarray(picture).rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)
    return np.asarray(turned)
