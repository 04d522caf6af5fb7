"""Searching and sorting of Vietnamese."""

from __future__ import annotations

import pytest

from dondoc.web.text import folded, path_key, person_sort_key, roman_value, sort_key


def shuffled(words: list[str]) -> list[str]:
    return sorted(words, key=lambda word: word[::-1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đề án phát triển Trường Chính trị", "de an phat trien truong chinh tri"),
        ("ỦY BAN  nhân dân", "uy ban nhan dan"),
        ("hoà hòa thuỷ thủy", "hoa hoa thuy thuy"),
        ("Nghị quyết số 07-CTr/TU", "nghi quyet so 07-ctr/tu"),
    ],
)
def test_folded(text: str, expected: str) -> None:
    """Marks go, đ becomes d, both placements of a tone mark fold to one."""
    assert folded(text) == expected


def test_people_stand_by_their_given_names() -> None:
    """The last word first, đ after d and not after z; of one given name the family names decide."""
    people = ["Võ Thị An", "Lê Văn Dũng", "Trần Đạt", "Nguyễn Thị Hà", "Trần Thị Hà", "Vy"]
    assert sorted(shuffled(people), key=person_sort_key) == people


def test_sort_key_follows_the_dictionary() -> None:
    """Letters first (a ă â … d đ), then tones (none, huyền, hỏi, ngã, sắc, nặng)."""
    words = ["ban", "bàn", "bản", "bán", "bạn", "băn", "bân", "da", "đa", "ôm", "ơn"]
    assert sorted(shuffled(words), key=sort_key) == words


def test_path_key_follows_the_document() -> None:
    """Numbers and Roman numerals sort by value, parts before what is below them."""
    paths = [
        "I",
        "II",
        "II/3",
        "II/3/3.2/(2)",
        "II/3/3.2/(10)",
        "II/3/3.2/(10)/(1.1)",
        "IV",
        "IX",
        "Phụ lục I/2",
        "Phụ lục I/14",
    ]
    assert sorted(shuffled(paths), key=path_key) == paths


@pytest.mark.parametrize(("numeral", "value"), [("I", 1), ("IV", 4), ("IX", 9), ("XIV", 14), ("", None), ("IIX", None)])
def test_roman_value(numeral: str, value: int | None) -> None:
    assert roman_value(numeral) == value
