"""Reading takes time in proportion to the text, whatever the text is: nothing is tried against everything else."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from dondoc.reading import read_directive
from dondoc.reading.source import SourceText

SHORT, LONG = 4_000, 40_000
FREE = 0.1  # seconds below which a measurement says nothing
LENIENCE = 4
SENTENCE = "Sở Nội vụ chủ trì, phối hợp Sở Tài chính xây dựng Đề án vị trí việc làm, hoàn thành trong quý IV năm 2021; "


def _noise(length: int) -> str:
    """Give every letter and sign of Latin-1 without an order that a reader could see."""
    return "".join(chr(32 + at * at * 7919 % 223) for at in range(length))


TEXTS: dict[str, Callable[[int], str]] = {
    "one letter": lambda length: "a" * length,
    "digits": lambda length: "1" * length,
    "one paragraph": lambda length: (SENTENCE * (length // len(SENTENCE) + 1))[:length],
    "noise": _noise,
    "brackets": lambda length: "(" * length,
    "dotted numbers": lambda length: "1." * (length // 2),
    "numbered lines": lambda length: "1. a\n" * (length // 5),
    "blanks": lambda length: "1. Sở Nội vụ" + " " * length + "chủ trì",
    "cells": lambda length: "a | " * (length // 4),
}


def _seconds(text: str) -> float:
    began = time.process_time()
    read_directive(SourceText.from_text(text))
    return time.process_time() - began


@pytest.mark.parametrize("name", TEXTS)
def test_ten_times_the_text_takes_about_ten_times_as_long(name: str) -> None:
    """In processor time, with room for chance; what is quadratic takes a hundred times as long."""
    _seconds(TEXTS[name](100))  # loading the model is not counted
    short = max(_seconds(TEXTS[name](SHORT)), FREE)
    assert _seconds(TEXTS[name](LONG)) < short * LENIENCE * LONG / SHORT
