"""Reference data of a province from a TOML file: agencies, their other names, classes of agencies."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction

from dondoc.web.organisations.models import Agency, AgencyAlias, AgencyClass
from dondoc.web.text import folded

HAU_GIANG = Path(__file__).parent / "data" / "hau-giang.toml"


@transaction.atomic
def load_reference(path: Path = HAU_GIANG) -> int:
    """Add the agencies and classes of a file that are not there yet; give how many agencies are new.

    What an installation has changed stays as it is: an agency is known by its name, and never overwritten.
    """
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    known = {agency.name: agency for agency in Agency.objects.all()}
    before = len(known)
    for row in _rows(data):
        if row["name"] not in known:
            known[row["name"]] = _add(row, known)
    for row in data.get("class", []):
        _add_class(row, known)
    return len(known) - before


def _rows(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give every agency as one row: those written out, then those of the tables of names."""
    yield from data.get("agency", [])
    for table in data.values():
        if isinstance(table, dict) and "names" in table:
            for name, abbreviation in table["names"]:
                yield {**table, "name": name, "abbreviation": abbreviation}


def _add(row: dict[str, Any], known: dict[str, Agency]) -> Agency:
    agency = Agency(
        name=row["name"],
        short_name=row.get("short", ""),
        abbreviation=row.get("abbreviation", ""),
        kind=row.get("kind", Agency.Kind.OTHER),
        level=row.get("level", Agency.Level.PROVINCE),
        parent=known[row["parent"]] if row.get("parent") else None,
    )
    agency.refresh_keys()
    agency.full_clean()
    agency.save()
    for name in row.get("also", []):
        AgencyAlias.objects.get_or_create(folded=folded(name), defaults={"agency": agency, "name": name})
    return agency


def _add_class(row: dict[str, Any], known: dict[str, Agency]) -> None:
    for name in (row["name"], *row.get("also", [])):
        made, new = AgencyClass.objects.get_or_create(
            folded=folded(name), defaults={"name": name, "kinds": row.get("kinds", [])}
        )
        if new:
            made.agencies.set(known[one] for one in row.get("agencies", []))
