"""The JSON form: it fits its schema, and comes back as it went."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from dondoc.output import render
from dondoc.reading.register import ONLY_WHERE_THERE, SCHEMA, CheckFinding, Coverage, Register, Review
from dondoc.reading.register_json import register_from_json
from dondoc.reading.source import Box
from tests.output.building import make_read

ROOT = Path(__file__).parents[2]
VALIDATOR = Draft202012Validator(json.loads((ROOT / "docs" / "register.schema.json").read_text(encoding="utf-8")))

_numbers = st.floats(allow_nan=False, allow_infinity=False)
st.register_type_strategy(float, _numbers)
_names = st.text(min_size=1, max_size=8)
_coverage = st.builds(
    Coverage, st.integers(0, 9), st.dictionaries(_names, st.integers(0, 9)).map(lambda d: tuple(d.items()))
)
_finding = st.builds(CheckFinding, details=st.dictionaries(_names, st.text(max_size=8)).map(lambda d: tuple(d.items())))
st.register_type_strategy(Coverage, _coverage)
st.register_type_strategy(CheckFinding, _finding)
st.register_type_strategy(Box, st.builds(Box, st.integers(1, 9), _numbers, _numbers, _numbers, _numbers))
st.register_type_strategy(dt.date, st.dates())


def faults(register: Any) -> list[str]:
    """Give what is wrong with a register by its schema."""
    return [f"{list(error.path)}: {error.message}" for error in VALIDATOR.iter_errors(register)]


def test_the_schema_is_a_schema() -> None:
    """The schema itself is valid."""
    Draft202012Validator.check_schema(VALIDATOR.schema)


def test_what_is_written_fits() -> None:
    """A register with every kind of fact is valid, also after JSON."""
    assert faults(json.loads(str(render(make_read(), "json")))) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "dondoc.register/2"),
        (("items", 0, "deliverable"), "poem"),
        (("items", 0, "deadline", "to"), 20210630),
        (("items", 0, "confidence"), 1.5),
        (("findings", 0, "code"), "XX1"),
        (("citations", 0, "kind"), "likes"),
        (("coverage", "paragraphs"), -1),
        (("items", 0, "source"), None),
    ],
)
def test_what_is_wrong_does_not_fit(path: tuple[Any, ...], value: Any) -> None:
    """The schema is no mere formality."""
    register = json.loads(str(render(make_read(), "json")))
    inner = register
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    assert faults(register)


def test_every_field_is_described() -> None:
    """Nothing is written that the schema does not describe."""
    register = json.loads(str(render(make_read(), "json")))
    described = VALIDATOR.schema["$defs"]
    for name, values in (
        ("directive", register["directive"]),
        ("provision", register["provisions"][0]),
        ("item", register["items"][0]),
        ("deadline", register["items"][0]["deadline"]),
        ("indicator", register["indicators"][0]),
        ("citation", register["citations"][0]),
        ("finding", register["findings"][0]),
        ("place", register["items"][0]["source"]),
    ):
        assert set(values) == set(described[name]["properties"]) - ONLY_WHERE_THERE, name


def test_what_people_said_of_a_field_fits_too() -> None:
    """A register that was reviewed tells, field by field, which institution stands for it."""
    register = make_read().register
    said = Review("title", "corrected", "Văn phòng Tỉnh ủy", dt.date(2022, 3, 1), "Xây dụng Đề án")
    reviewed = dataclasses.replace(register, items=(dataclasses.replace(register.items[0], reviews=(said,)),))
    data = json.loads(json.dumps(reviewed.to_json()))
    assert faults(data) == []
    assert data["items"][0]["reviews"][0]["by"] == "Văn phòng Tỉnh ủy"
    assert register_from_json(data) == reviewed


def test_there_and_back() -> None:
    """The register of a whole example comes back equal."""
    register = make_read().register
    assert register_from_json(json.loads(json.dumps(register.to_json()))) == register


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.from_type(Register))
def test_there_and_back_whatever_it_holds(register: Register) -> None:
    """The law of the round trip, for registers nobody thought of."""
    assert register_from_json(json.loads(json.dumps(register.to_json()))) == register


def test_later_additions_are_passed_over() -> None:
    """A register of a later minor version can be read."""
    register = make_read().register
    data = register.to_json()
    data["items"][0]["colour"] = "teal"
    assert register_from_json(data) == register


@pytest.mark.parametrize(
    "data", [{}, {"schema": "dondoc.register/9"}, {"schema": SCHEMA}, {"schema": SCHEMA, "directive": 3}]
)
def test_what_is_no_register(data: dict[str, Any]) -> None:
    """Anything else is one clear error."""
    with pytest.raises(ValueError, match="register"):
        register_from_json(data)
