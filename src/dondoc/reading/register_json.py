"""The register from its JSON form: the way back from `Register.to_json`."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
from functools import lru_cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from dondoc.reading import register as model
from dondoc.reading import source
from dondoc.reading.register import JSON_NAMES, SCHEMA, CheckFinding, Coverage, Json, NamedLaw, Register
from dondoc.reading.source import Box

Value = TypeVar("Value")


def register_from_json(data: Json) -> Register:
    """Give the register of a JSON form of version 1.

    Takes what `Register.to_json` gives, also from a later minor version: keys it does not know are passed over, keys
    that are missing take their defaults. Guarantees `register_from_json(r.to_json()) == r`. Raises `ValueError` where
    the data is no register or lacks what every register has.
    """
    if data.get("schema") != SCHEMA:
        raise ValueError(f"not a register of {SCHEMA}: {data.get('schema')!r}")
    try:
        return _record(Register, data)
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError(f"not a whole register: {error}") from error


def laws_from_json(data: list[Json]) -> tuple[NamedLaw, ...]:
    """Give the laws named without a number from their part of the JSON form ("laws")."""
    return tuple(_record(NamedLaw, law) for law in data)


def _record(kind: type[Value], data: Json) -> Value:
    names = JSON_NAMES.get(kind, {})
    hints = _hints(kind)  # type: ignore[arg-type]
    values = {}
    for field in dataclasses.fields(kind):  # type: ignore[arg-type]
        name = names.get(field.name, field.name)
        if name in data:
            values[field.name] = _value(hints[field.name], data[name])
    return kind(**values)


def _value(kind: Any, data: Any) -> Any:
    if data is None:
        return None
    special = _SPECIAL.get(kind)
    if special is not None:
        return special(data)
    if dataclasses.is_dataclass(kind):
        return _record(kind, data)  # type: ignore[arg-type]
    if get_origin(kind) is tuple:
        return tuple(_value(get_args(kind)[0], part) for part in data)
    if get_origin(kind) in (Union, types.UnionType):
        return _one_of(get_args(kind), data)
    return data


def _one_of(kinds: tuple[Any, ...], data: Any) -> Any:
    """Give a value of a union: lists go to its tuple, the rest to its first other kind."""
    wanted = [
        kind for kind in kinds if kind is not type(None) and (get_origin(kind) is tuple) == isinstance(data, list)
    ]
    return _value(wanted[0], data)


def _box(data: list[Any]) -> Box:
    return Box(*data)


def _coverage(data: Json) -> Coverage:
    return Coverage(data["paragraphs"], tuple(data["by_role"].items()))


def _finding(data: Json) -> CheckFinding:
    plain = {**data, "details": []}
    found = CheckFinding(**{f.name: _value(_hints(CheckFinding)[f.name], plain[f.name]) for f in _present(plain)})
    return dataclasses.replace(found, details=tuple(data.get("details", {}).items()))


def _present(data: Json) -> list[dataclasses.Field[Any]]:
    return [field for field in dataclasses.fields(CheckFinding) if field.name in data]


_SPECIAL: dict[Any, Any] = {
    Box: _box,
    Coverage: _coverage,
    CheckFinding: _finding,
    dt.date: dt.date.fromisoformat,
}


@lru_cache(maxsize=64)
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind, {**vars(model), **vars(source)})
