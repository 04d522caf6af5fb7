"""Findings as SARIF 2.1.0, the form that code-review and CI tools show beside the text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from urllib.parse import quote

from dondoc import __version__
from dondoc.reading.checks import Check, all_checks, fix_in, message_in
from dondoc.reading.register import CheckFinding, Json
from dondoc.reading.source import Place, SourceText

SCHEMA_URI = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif_log(
    name: str,
    findings: Sequence[CheckFinding],
    left_out: Sequence[CheckFinding],
    source: SourceText,
    language: str,
) -> Json:
    """Give one run over one file; findings left out on purpose are there as suppressed results."""
    rules = list(all_checks())
    results = [_result(found, name, rules, source, language) for found in findings]
    results += [
        {**_result(found, name, rules, source, language), "suppressions": [{"kind": "external"}]} for found in left_out
    ]
    driver = {
        "name": "dondoc",
        "version": __version__,
        "rules": [_rule(check, language) for check in all_checks().values()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "language": language,
        "artifacts": [{"location": {"uri": uri_of(name)}}],
        "results": results,
    }
    return {"$schema": SCHEMA_URI, "version": "2.1.0", "runs": [run]}


def uri_of(name: str) -> str:
    """Give a file name as a URI reference: slashes forward, other letters percent-encoded."""
    return "stdin" if name == "-" else quote(PurePath(name).as_posix(), safe="/")


def _rule(check: Check, language: str) -> Json:
    return {
        "id": check.code,
        "name": check.title.en,
        "shortDescription": {"text": check.title.said_in(language)},
        "fullDescription": {"text": check.why.said_in(language)},
        "help": {"text": check.fix.said_in(language)},
        "defaultConfiguration": {"level": check.severity},
    }


def _result(found: CheckFinding, name: str, rules: list[str], source: SourceText, language: str) -> Json:
    result: Json = {
        "ruleId": found.code,
        "level": found.severity,
        "message": {"text": f"{message_in(found, language)} {fix_in(found, language)}".strip()},
        "locations": [_location(found, name, source)],
    }
    if found.code in rules:
        result["ruleIndex"] = rules.index(found.code)
    return result


def _location(found: CheckFinding, name: str, source: SourceText) -> Json:
    physical: Json = {"artifactLocation": {"uri": uri_of(name), "index": 0}}
    if found.source is not None:
        physical["region"] = _region(found.source, source)
    location: Json = {"physicalLocation": physical}
    if found.path:
        location["logicalLocations"] = [{"fullyQualifiedName": found.path}]
    return location


def _region(place: Place, source: SourceText) -> Json:
    first, last = source.line_at(place.start), source.line_at(max(place.start, place.end - 1))
    return {
        "startLine": first.number,
        "startColumn": place.start - first.span.start + 1,
        "endLine": last.number,
        "endColumn": place.end - last.span.start + 1,
        "charOffset": place.start,
        "charLength": place.end - place.start,
        "snippet": {"text": place.quote},
    }
