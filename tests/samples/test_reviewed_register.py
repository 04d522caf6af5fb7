"""The reviewed register of the sample programme: in step with its facts, true to the source, whole."""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest

from dondoc.reading.register_json import register_from_json

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
SOURCE = (SAMPLES / "50-CTr-TU.ocr.txt").read_text(encoding="utf-8")
PROPER = (SAMPLES / "50-CTr-TU.txt").read_text(encoding="utf-8")
WRITTEN = (SAMPLES / "50-CTr-TU.register.json").read_text(encoding="utf-8")
REGISTER: dict[str, Any] = json.loads(WRITTEN)
ITEMS: list[dict[str, Any]] = REGISTER["items"]
REQUIRED = [item for item in ITEMS if not item["optional"]]
RUNNING_TEXT = " ".join(re.sub(r"(?<=\S)-\n", "-", PROPER.replace("\n\n\n\n13\n\n", "\n")).split())


def _tool() -> ModuleType:
    path = ROOT / "tools" / "make_sample_register.py"
    spec = importlib.util.spec_from_file_location("make_sample_register", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _places(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "quote" in value:
            yield value
        for part in value.values():
            yield from _places(part)
    elif isinstance(value, list):
        for part in value:
            yield from _places(part)


def test_rebuilding_it_from_the_facts_gives_the_same_bytes():
    assert _tool().rebuilt(SAMPLES) == WRITTEN


def test_words_that_do_not_stand_in_their_lines_stop_the_build():
    tool = _tool()
    facts = tomllib.loads((SAMPLES / "50-CTr-TU.facts.toml").read_text(encoding="utf-8"))
    text = tool.AlignedText(SOURCE, PROPER, facts["layout"])
    with pytest.raises(SystemExit, match="0 places"):
        text.find([114, 114], "Ban Tuyên giáo Tỉnh ủy")
    with pytest.raises(SystemExit, match="2 places"):
        text.find([521, 523], "Chính phủ")


def test_every_place_quotes_the_source_verbatim():
    places = list(_places(REGISTER))
    assert len(places) > 200
    for place in places:
        assert place["quote"] == SOURCE[place["start"] : place["end"]]
        assert place["line_from"] == SOURCE.count("\n", 0, place["start"]) + 1
        assert place["line_to"] == SOURCE.count("\n", 0, place["end"] - 1) + 1


def test_it_is_a_register_and_comes_back_whole():
    register = register_from_json(REGISTER)
    assert register_from_json(register.to_json()) == register


def test_it_keeps_the_schema():
    schema = json.loads((ROOT / "docs" / "register.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(REGISTER, schema, format_checker=jsonschema.FormatChecker())


def test_its_counts():
    """14 products under 3.2, the first of them in four parts and the second in two, 2 under 3.3; 14 standing tasks."""
    assert (len(REQUIRED), len(ITEMS)) == (45, 54)
    by_section = Counter("/".join(item["path"].split("/")[:3]) for item in REQUIRED)
    assert by_section["II/3/3.2"] == 4 + 2 + 12
    assert by_section["II/3/3.3"] == 2
    assert sum(item["kind"] == "standing" for item in REQUIRED) == 14
    assert len(REGISTER["indicators"]) == 25
    assert len(REGISTER["citations"]) == 23
    assert sum(citation["issued_on"] is not None for citation in REGISTER["citations"]) == 21


def test_its_head():
    head = REGISTER["directive"]
    assert (head["reference"], head["issued_on"], head["place_of_issue"]) == ("50-CTr/TU", "2021-08-09", "Hậu Giang")
    assert (head["signatory"], head["signatory_role"]) == ("Nghiêm Xuân Thành", "Bí thư")
    assert [relation["reference"] for relation in head["relations"]] == ["07-CTr/TU"]
    assert len(head["recipients"]) == 10
    assert [signature["signed_at"] for signature in head["signatures"]] == [
        "2021-08-13T17:16:32+07:00",
        "2021-08-13T17:17:18+07:00",
    ]


def test_titles_leads_and_deadlines_are_words_of_the_document():
    for item in ITEMS:
        words = [
            item["title"],
            item["lead_agency"],
            *item["cooperating_agencies"],
            (item["deadline"] or {}).get("as_written"),
        ]
        for phrase in filter(None, words):
            assert phrase in RUNNING_TEXT or phrase[0].lower() + phrase[1:] in RUNNING_TEXT


def test_each_item_stands_in_a_provision_of_its_path():
    addresses = {provision["address"] for provision in REGISTER["provisions"]}
    assert {item["path"] for item in ITEMS} <= addresses


def test_deadlines_are_ordered_and_doubtful_ones_keep_the_other_reading():
    for item in ITEMS:
        deadline = item["deadline"]
        if deadline:
            assert dt.date.fromisoformat(deadline["from"]) <= dt.date.fromisoformat(deadline["to"])
    doubtful = [item["path"] for item in ITEMS if item["alt_deadline"]]
    assert doubtful == [f"II/3/3.2/({number})" for number in (3, 9, 10, 14)]


def test_the_provisions_hold_the_whole_body_once():
    """Every word from the preamble to the last paragraph stands in exactly one provision, in proper Vietnamese."""
    lines = PROPER.split("\n")[9:876]
    body = [word for number, line in enumerate(lines, 10) if number != 635 for word in line.split()]
    texts = " ".join(provision["text"] for provision in REGISTER["provisions"])
    glued = Counter(re.sub(r"(?<=\S)-\s", "-", " ".join(body)).replace("2021 -2025", "2021 - 2025").split())
    assert Counter(texts.split()) == glued


def test_the_ledger_adds_up():
    coverage = REGISTER["coverage"]
    assert sum(coverage["by_role"].values()) == coverage["paragraphs"] == 201
    assert "unaccounted" not in coverage["by_role"]


def test_rank_targets_agree_with_the_steps_written_beside_them():
    """28 - 5 = 23, 52 - 22 = 30, 27 - 5 = 22, 39 - 9 = 30."""
    ranks = [one for one in REGISTER["indicators"] if one["baseline"] is not None]
    assert len(ranks) == 4
    for one in ranks:
        step = re.search(r"tăng (\d+) bậc", one["targets"][0]["as_written"])
        assert step
        assert one["baseline"] - int(step[1]) == one["targets"][0]["value"]


def test_groups_are_optional_and_stand_over_items_of_their_own():
    groups = [item for item in ITEMS if item["group"]]
    assert [item["path"] for item in groups] == ["II/3/3.2/(1)", "II/6"]
    for group in groups:
        assert group["optional"]
        assert sum(item["path"].startswith(group["path"]) for item in REQUIRED) >= 2


def test_a_built_package_carries_the_samples():
    """Where `dondoc serve --demo` looks for them when there is no checkout."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"] == {"samples": "dondoc/samples"}
