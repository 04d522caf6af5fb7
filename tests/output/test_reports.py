"""The summary for the screen, and the reports of checks."""

from __future__ import annotations

import json
import re

import pytest

from dondoc.output import FORMATS, render
from dondoc.output.check_report import CheckReport, render_report
from dondoc.output.sarif import uri_of
from dondoc.output.words import catalogue, day, number
from dondoc.reading.checks import all_checks
from tests.output.building import SOURCE, make_read


def _report() -> CheckReport:
    read = make_read()
    return CheckReport("thư mục/ke-hoach.txt", read.register.findings[:1], read.register.findings[1:], read.source)


def test_text_keeps_its_width() -> None:
    """No line is longer than the screen."""
    assert max(map(len, str(render(make_read(), "text")).splitlines())) <= 100


@pytest.mark.parametrize(
    "words",
    ["Kế hoạch 12/KH-UBND", "1. Đề án vị trí", "Sở Nội vụ", "chưa có thời hạn", "> 80 % (2025)", "D02 lỗi: [1]"],
)
def test_text_says(words: str) -> None:
    """The summary holds what a person looks for first."""
    assert words in str(render(make_read(), "text"))


def test_sarif_essentials() -> None:
    """Version, tool with all rules, results that point at their rule and at their words."""
    log = json.loads(render_report(_report(), "sarif", "vi"))
    [run] = log["runs"]
    result, suppressed = run["results"]
    rules = run["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in rules] == list(all_checks())
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "D02"
    assert result["level"] == "error"
    assert "suppressions" not in result
    assert suppressed["suppressions"] == [{"kind": "external"}]
    assert run["columnKind"] == "unicodeCodePoints"


_KEYS = {
    "log": {"$schema", "version", "runs"},
    "run": {"tool", "columnKind", "language", "artifacts", "results"},
    "rule": {"id", "name", "shortDescription", "fullDescription", "help", "defaultConfiguration"},
    "result": {"ruleId", "ruleIndex", "level", "message", "locations", "suppressions"},
    "region": {"startLine", "startColumn", "endLine", "endColumn", "charOffset", "charLength", "snippet"},
}
"""The properties of SARIF 2.1.0 that we use; its schema allows no others than it names."""


@pytest.mark.parametrize("language", ["vi", "en"])
def test_sarif_keeps_the_rules_of_its_schema(language: str) -> None:
    """No property that the schema does not know, levels and kinds from its lists, counts that begin with one."""
    log = json.loads(render_report(_report(), "sarif", language))
    [run] = log["runs"]
    assert set(log) <= _KEYS["log"]
    assert set(run) <= _KEYS["run"]
    assert re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", run["language"])
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert set(rule) <= _KEYS["rule"]
        assert all(rule[part]["text"] for part in ("shortDescription", "fullDescription", "help"))
    for result in run["results"]:
        assert set(result) <= _KEYS["result"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for location in result["locations"]:
            region = location["physicalLocation"].get("region", {"startLine": 1, "endLine": 1})
            assert set(region) <= _KEYS["region"]
            assert 1 <= region["startLine"] <= region["endLine"]


def test_sarif_region_counts_lines_and_columns_from_one() -> None:
    """The region covers the words of the finding, in lines and columns as in offsets."""
    log = json.loads(render_report(_report(), "sarif", "vi"))
    region = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    line = SOURCE.split("\n")[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"] == "quy Il năm 2021"
    start = region["charOffset"]
    assert SOURCE[start : start + region["charLength"]] == "quy Il năm 2021"


def test_sarif_in_english() -> None:
    """Messages and rules follow the language."""
    assert "lies before the date of issue" in render_report(_report(), "sarif", "en")


@pytest.mark.parametrize(("name", "uri"), [("-", "stdin"), ("a b/c.txt", "a%20b/c.txt")])
def test_sarif_uri(name: str, uri: str) -> None:
    """File names become URI references."""
    assert uri_of(name) == uri


def test_json_report_counts_what_was_left_out() -> None:
    """What was left out on purpose is counted, not hidden."""
    report = json.loads(render_report(_report(), "json", "vi"))
    assert (len(report["findings"]), report["left_out"]) == (1, 1)


def test_words_are_in_both_languages() -> None:
    """Every word of the forms, in Vietnamese and English."""
    assert [key for key, entry in catalogue().items() if set(entry) != {"vi", "en"}] == []


@pytest.mark.parametrize(("value", "written"), [(1234.5, "1.234,5"), (80.0, "80"), (7.25, "7,25"), (20500.0, "20.500")])
def test_numbers_in_the_vietnamese_form(value: float, written: str) -> None:
    """Dots for thousands, a comma for decimals."""
    assert number(value) == written


def test_days_in_the_vietnamese_form() -> None:
    """A zero before a day below ten and a month below three, as the rules of form want it."""
    read = make_read()
    assert day(read.register.directive.issued_on) == "09/8/2021"
    assert day(None) == ""


@pytest.mark.parametrize("form", sorted(FORMATS))
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_form_in_every_language(form: str, language: str) -> None:
    """Each form is written, and the same input gives the same text."""
    first = render(make_read(), form, language=language)
    assert first
    assert isinstance(first, bytes) or first == render(make_read(), form, language=language)


@pytest.mark.parametrize("words", ["Chữ ký số: Tỉnh ủy, 17:17:18 13/8/2021", "Hậu Giang, ngày 09/8/2021"])
def test_head_in_words(words: str) -> None:
    """Days and moments of the head are written as offices write them."""
    assert words in str(render(make_read(), "text"))
