"""The reliability plot: how often changes of a confidence are right, as a drawing in the docs."""

from __future__ import annotations

from collections.abc import Mapping

SIZE, LEFT, TOP = 320, 46, 16


def draw(bins: Mapping[str, Mapping[str, float]]) -> str:
    """Give an SVG of confidence (lower edge of each bin of a tenth) against the share of right changes.

    The area of a dot grows with the number of changes; on the diagonal confidence is honest.
    """
    most = max((cell["changes"] for cell in bins.values()), default=1)
    dots = "\n".join(_dot(float(edge) + 0.05, cell, most) for edge, cell in bins.items())
    ticks = "\n".join(_tick(i / 5) for i in range(6))
    width, height = LEFT + SIZE + 20, TOP + SIZE + 46
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"
  font-family="sans-serif" font-size="11">
<title>Confidence of changes against the share of right ones</title>
<rect x="{LEFT}" y="{TOP}" width="{SIZE}" height="{SIZE}" fill="none" stroke="#999"/>
<line x1="{LEFT}" y1="{TOP + SIZE}" x2="{LEFT + SIZE}" y2="{TOP}" stroke="#bbb" stroke-dasharray="4 4"/>
{ticks}
{dots}
<text x="{LEFT + SIZE / 2}" y="{height - 6}" text-anchor="middle">confidence</text>
<text x="12" y="{TOP + SIZE / 2}" text-anchor="middle" transform="rotate(-90 12 {TOP + SIZE / 2})">share right</text>
</svg>
"""


def _dot(x: float, cell: Mapping[str, float], most: float) -> str:
    radius = 3 + 7 * (cell["changes"] / most) ** 0.5
    at = f'cx="{LEFT + SIZE * x:.1f}" cy="{TOP + SIZE * (1 - cell["right"]):.1f}" r="{radius:.1f}"'
    return f'<circle {at} fill="#1f5fa8" fill-opacity="0.7"><title>{cell["changes"]:.0f} changes</title></circle>'


def _tick(value: float) -> str:
    x, y = LEFT + SIZE * value, TOP + SIZE * (1 - value)
    return (
        f'<text x="{x:.1f}" y="{TOP + SIZE + 16}" text-anchor="middle">{value:.1f}</text>'
        f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{value:.1f}</text>'
    )
