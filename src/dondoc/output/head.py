"""The head of a directive in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from dondoc.output.words import day, word, word_or_key
from dondoc.reading.register import Directive


def title_words(directive: Directive, language: str) -> str:
    """Give the type and the reference of a document ("Chương trình 50-CTr/TU"), as far as they are known."""
    kind = word_or_key("doctype", directive.document_type, language) if directive.document_type else None
    return " ".join(part for part in (kind, directive.reference) if part)


def head_lines(directive: Directive, language: str) -> Iterator[str]:
    """Give the lines that say what the document is, who issued it where and when, and who signed."""
    title = title_words(directive, language)
    if title:
        yield title
    if directive.subject:
        yield directive.subject
    if directive.issued_by:
        yield f"{word('issued-by', language)}: {directive.issued_by}"
    if directive.issued_on:
        where = directive.place_of_issue or ""
        yield word("issued", language, place=where, day=day(directive.issued_on)).lstrip(", ")
    if directive.signatory:
        role = f", {directive.signatory_role}" if directive.signatory_role else ""
        yield f"{word('signatory', language)}: {directive.signatory}{role}"
    for signature in directive.signatures:
        when = f", {_moment(signature.signed_at)}" if signature.signed_at else ""
        yield f"{word('signed-digitally', language)}: {signature.signer}{when}"


def _moment(written: str) -> str:
    """Give a moment in ISO 8601 as 17:16:32 13/8/2021, in its own zone; as it is where it is none."""
    try:
        moment = dt.datetime.fromisoformat(written)
    except ValueError:
        return written
    return f"{moment:%H:%M:%S} {day(moment.date())}"
