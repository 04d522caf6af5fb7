"""What a check means, said on the command line."""

from __future__ import annotations

from collections.abc import Iterator

from dondoc.cli.errors import UserMistake
from dondoc.cli.words import say
from dondoc.reading.checks import FAMILIES, Check, all_checks


def list_checks(language: str) -> str:
    """Give every check, by family: code, severity, title."""
    return "\n".join(_list_lines(language)) + "\n"


def _list_lines(language: str) -> Iterator[str]:
    for family, names in FAMILIES.items():
        yield f"{family}  {names[1] if language == 'en' else names[0]}"
        for check in all_checks().values():
            if check.family == family:
                severity = say(f"severity-{check.severity}", language)
                yield f"  {check.code}  {severity:<9} {check.title.said_in(language)}"


def explain(code: str, language: str) -> str:
    """Give the page of one check: what it says, why it matters, an example and the fix."""
    check = all_checks().get(code.upper())
    if check is None:
        raise UserMistake("unknown-code", code=code)
    return "\n".join(_explanation(check, language)) + "\n"


def _explanation(check: Check, language: str) -> Iterator[str]:
    severity = say(f"severity-{check.severity}", language)
    yield f"{check.code} ({severity}): {check.title.said_in(language)}"
    for key, words in (("why", check.why), ("example", check.example), ("fix", check.fix)):
        yield ""
        yield f"{say(f'explain-{key}', language)}:"
        yield f"  {words.said_in(language)}"
