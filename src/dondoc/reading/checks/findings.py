"""Findings: made from the catalogue, and said again in another language."""

from __future__ import annotations

from dondoc.reading.checks.catalogue import all_checks
from dondoc.reading.register import CheckFinding, Item
from dondoc.reading.source import Place


def finding(
    code: str, *, path: str, source: Place | None, subject: str | None = None, **values: object
) -> CheckFinding:
    """Give a finding of a check, its sentence filled with its path and with `values`, which it keeps as `details`."""
    check = all_checks()[code]
    details = tuple((name, str(value)) for name, value in values.items())
    return CheckFinding(
        code=code,
        severity=check.severity,
        message=check.message.vi.format(path=path, **dict(details)),
        path=path,
        source=source,
        fix=check.fix.vi,
        subject=subject,
        details=details,
    )


def about_item(code: str, item: Item, *, source: Place | None = None, **values: object) -> CheckFinding:
    """Give a finding about a work item, at its place unless another is given."""
    place = source or item.source
    return finding(code, path=item.path, source=place, subject=item.id, title=short(item.title), **values)


def message_in(found: CheckFinding, language: str) -> str:
    """Give the sentence of a finding in a language; its own one where the catalogue does not know the code."""
    check = all_checks().get(found.code)
    if check is None or language == "vi":
        return found.message
    try:
        return check.message.said_in(language).format(path=found.path, **dict(found.details))
    except KeyError:  # made by another version, or by hand: it keeps its own sentence
        return found.message


def fix_in(found: CheckFinding, language: str) -> str:
    """Give the fix of a finding in a language."""
    check = all_checks().get(found.code)
    return found.fix if check is None or language == "vi" else check.fix.said_in(language)


def short(text: str, limit: int = 90) -> str:
    """Give a text cut at a word, at most `limit` letters, for use inside a sentence."""
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:-") + " …"
