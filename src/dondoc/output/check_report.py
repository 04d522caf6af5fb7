"""The result of `dondoc check` as text, JSON or SARIF."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from dondoc.output.sarif import sarif_log
from dondoc.output.words import word_or_key
from dondoc.reading.checks import fix_in, message_in
from dondoc.reading.register import CheckFinding, Json, Register
from dondoc.reading.source import SourceText


@dataclass(frozen=True)
class CheckReport:
    """What was found in one file, and what was left out on purpose."""

    name: str
    findings: tuple[CheckFinding, ...]
    left_out: tuple[CheckFinding, ...]
    source: SourceText


def render_report(report: CheckReport, form: str, language: str) -> str:
    """Give a report as "text", "json" or "sarif"."""
    if form == "json":
        return _dump(_as_json(report, language))
    if form == "sarif":
        return _dump(sarif_log(report.name, report.findings, report.left_out, report.source, language))
    return "".join(f"{line}\n" for line in _text_lines(report, language))


def _text_lines(report: CheckReport, language: str) -> Iterator[str]:
    for found in report.findings:
        line = found.source.line_from if found.source else 1
        severity = word_or_key("severity", found.severity, language)
        path = f" [{found.path}]" if found.path else ""
        yield f"{report.name}:{line}: {found.code} {severity}:{path} {message_in(found, language)}"
        yield f"    → {fix_in(found, language)}"


def _as_json(report: CheckReport, language: str) -> Json:
    plain = Register.findings_to_json(report.findings)
    spoken = [
        {**entry, "message": message_in(found, language), "fix": fix_in(found, language)}
        for entry, found in zip(plain, report.findings, strict=True)
    ]
    return {"schema": "dondoc.check/1", "file": report.name, "findings": spoken, "left_out": len(report.left_out)}


def _dump(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
