"""Indicators in words: their comparators, baselines and targets."""

from __future__ import annotations

from dondoc.output.words import number
from dondoc.reading.register import Indicator, Target

_SIGNS = {"=": "", ">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< ", "between": "", "yoy>": "↑ ", "yoy<": "↓ "}


def target_words(indicator: Indicator, target: Target) -> str:
    """Give one target: sign, value with unit, year ("≥ 80 % (2025)"); its own words where it has no value."""
    value = value_words(target)
    if not value:
        return target.as_written
    unit = f" {indicator.unit}" if indicator.unit else ""
    year = f" ({target.by})" if target.by else ""
    return f"{_SIGNS.get(indicator.comparator, '')}{value}{unit}{year}"


def value_words(target: Target) -> str:
    """Give the value of a target, or its range; nothing where it has none."""
    if target.value is None:
        return ""
    if isinstance(target.value, tuple):
        return "–".join(number(end) for end in target.value)
    return number(target.value)


def baseline_words(indicator: Indicator) -> str:
    """Give the baseline with its year; nothing where it has none."""
    if indicator.baseline is None:
        return ""
    year = f" ({indicator.baseline_year})" if indicator.baseline_year else ""
    return f"{number(indicator.baseline)}{year}"
