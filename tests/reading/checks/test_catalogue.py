"""The catalogue of checks, and what holds for all findings."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from dondoc.reading.checks import FAMILIES, SEVERITIES, Check, all_checks, fix_in, in_family, message_in
from tests.reading.checks.building import found, make_item

CHECKS = list(all_checks().values())
SOURCE = Path(__file__).parents[3] / "src" / "dondoc"


def _places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_enough_checks_in_every_family() -> None:
    """At least 25 checks, and each family has its own."""
    assert len(CHECKS) >= 25
    assert {check.family for check in CHECKS} == set(FAMILIES)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_each_check_is_whole(check: Check) -> None:
    """A check has a well-formed code, a known severity and every sentence in both languages."""
    assert re.fullmatch(r"[LDTCPSR]\d\d", check.code)
    assert check.severity in SEVERITIES
    for words in (check.title, check.message, check.why, check.example, check.fix):
        assert words.vi.strip()
        assert words.en.strip()
        assert words.vi != words.en


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_no_plain_sentence_has_places(check: Check) -> None:
    """Only the message is filled with values."""
    for words in (check.title, check.why, check.example, check.fix):
        assert _places(words.vi) == _places(words.en) == set()


def test_each_code_of_the_source_is_in_the_catalogue_and_the_other_way() -> None:
    """No finding without a page, no page without a finding."""
    code = re.compile(r'"([LDTCPSR]\d\d)"')
    modules = [*(SOURCE / "reading" / "checks").glob("*.py"), *(SOURCE / "files").glob("*.py")]
    used = {match for module in modules for match in code.findall(module.read_text(encoding="utf-8"))}
    assert used == set(all_checks())


def test_a_finding_speaks_both_languages() -> None:
    """The values of a finding fill its English sentence too."""
    [finding] = found("L01", items=[make_item("Quy chế làm việc", deliverable="regulation", lead_agency=None)])
    assert finding.message == "Chưa giao cơ quan nào chủ trì “Quy chế làm việc”."
    assert message_in(finding, "en") == "No agency leads “Quy chế làm việc”."
    assert fix_in(finding, "en").startswith("Name one lead agency")


def test_families_are_chosen_by_letter() -> None:
    """A letter stands for its family, a code for itself."""
    assert in_family("D02", "D")
    assert in_family("D02", "D02")
    assert not in_family("D02", "L")
    assert not in_family("D02", "D03")
