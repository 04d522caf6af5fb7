"""The right side: head, coverage, items, indicators, citations and findings; each fact links to its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dondoc.output.citations import reference_words
from dondoc.output.head import head_lines
from dondoc.output.html.tags import Html, Part, join, tag
from dondoc.output.indicators import baseline_words, target_words
from dondoc.output.rows import SURE, due_words, notes, page_count, place_words
from dondoc.output.words import day, word, word_or_key
from dondoc.reading.checks import fix_in, message_in
from dondoc.reading.register import CheckFinding, Citation, Coverage, Item, Register

_MARKS = {"error": "▲", "warning": "◔", "note": "○"}


def register_pane(register: Register, language: str) -> Html:
    """Give the register as sections, each with its count."""
    return join(
        [
            _head(register, language),
            _coverage(register.coverage, language),
            _section("items", _items(register, language), len(register.items), language),
            _section("indicators", _indicators(register, language), len(register.indicators), language),
            _section(
                "citations", _citations(register, language), len(register.citations) + len(register.laws), language
            ),
            _section("findings", _findings(register, language), len(register.findings), language),
        ]
    )


def _head(register: Register, language: str) -> Html:
    lines = list(head_lines(register.directive, language)) or [word("nothing", language)]
    title, *rest = lines
    return tag("header", tag("h1", title), *(tag("p", line) for line in rest))


def _coverage(coverage: Coverage, language: str) -> Html:
    left = dict(coverage.by_role).get("unaccounted", 0)
    done = coverage.paragraphs - left
    words = word("covered", language, done=done, of=coverage.paragraphs, left=left)
    roles = [f"{word_or_key('role', role, language)} {count}" for role, count in coverage.by_role]
    return tag(
        "section",
        tag("p", words),
        tag("progress", value=done, max=max(1, coverage.paragraphs), aria_label=words),
        tag("p", " · ".join(roles), class_="small"),
        class_="coverage",
    )


def _section(key: str, body: Part, count: int, language: str) -> Html:
    heading = tag("h2", word(key, language), " ", tag("span", str(count), class_="count"))
    return tag("section", heading, body if count else tag("p", word("nothing", language), class_="small"), id=key)


def _items(register: Register, language: str) -> Html:
    found = defaultdict(list)
    for number, each in enumerate(register.findings, 1):
        found[each.subject or _item_around(each, register.items)].append((number, each))
    pages = page_count(register)
    rows = [_item(n, item, found[item.id], language, pages) for n, item in enumerate(register.items, 1)]
    return tag("ol", *rows, class_="rows")


def _item_around(found: CheckFinding, items: Sequence[Item]) -> str | None:
    """Give the id of the item in whose words a finding of no subject stands, the shortest one: an impossible day."""
    place = found.source
    if place is None:
        return None
    around = [item for item in items if item.source.start <= place.start and place.end <= item.source.end]
    return min(around, key=lambda item: item.source.end - item.source.start).id if around else None


def _item(number: int, item: Item, found: Sequence[tuple[int, CheckFinding]], language: str, pages: int) -> Html:
    row = f"n{number}"
    doubt = item.confidence < SURE
    mark = tag("span", "◔", class_="doubt", title=next(iter(reversed(list(notes(item, language)))))) if doubt else None
    return tag(
        "li",
        tag("h3", _link(row, item.title), " ", mark),
        tag("dl", *_item_facts(row, item, language)),
        _notes(item, found, language),
        tag("p", place_words(item.path, item.source, language, pages=pages), class_="small"),
        id=row,
        data_f=row,
        tabindex="-1",
    )


def _item_facts(row: str, item: Item, language: str) -> Iterator[Html]:
    yield from _fact(word("product", language), word_or_key("deliverable", item.deliverable, language))
    lead = _link(f"{row}-l", item.lead_agency) if item.lead_agency and item.lead_source else item.lead_agency
    yield from _fact(word("lead", language), lead or tag("span", "◌ ", word("no-lead", language), class_="none"))
    if item.cooperating_agencies:
        yield from _fact(word("cooperating", language), "; ".join(item.cooperating_agencies))
    words = due_words(item, language)
    due = _link(f"{row}-d", words) if item.deadline and item.deadline.source else words
    yield from _fact(word("deadline", language), due or tag("span", "◌ ", word("no-deadline", language), class_="none"))


def _fact(name: str, value: Part) -> Iterator[Html]:
    yield tag("dt", name)
    yield tag("dd", value)


def _link(fact: str, words: str) -> Html:
    return tag("a", words, href=f"#s-{fact}", data_f=fact)


def _notes(item: Item, found: Sequence[tuple[int, CheckFinding]], language: str) -> Html | None:
    lines: list[Html] = [tag("li", note) for note in notes(item, language)]
    lines += [
        tag("li", _MARKS[each.severity], " ", tag("a", each.code, href=f"#f{number}"), " ", _title(each, language))
        for number, each in found
    ]
    return tag("ul", *lines, class_="notes") if lines else None


def _title(found: CheckFinding, language: str) -> str:
    return message_in(found, language)


def _indicators(register: Register, language: str) -> Html:
    columns = ("indicator-name", "baseline", "target", "place")
    rows = [
        _row(
            f"i{number}",
            [
                _link(f"i{number}", indicator.name),
                baseline_words(indicator),
                "; ".join(target_words(indicator, target) for target in indicator.targets),
                indicator.path,
            ],
        )
        for number, indicator in enumerate(register.indicators, 1)
    ]
    return _table(columns, rows, language)


def _citations(register: Register, language: str) -> Html:
    columns = ("reference", "issued-on", "issued-by", "relation")
    rows = [
        _row(
            f"c{number}",
            [
                _link(f"c{number}", f"{_type(cited, language)} {reference_words(cited, language)}"),
                day(cited.issued_on),
                cited.issued_by or "",
                word_or_key("relation", cited.kind, language),
            ],
        )
        for number, cited in enumerate(register.citations, 1)
    ]
    rows += [
        _row(f"c{number}", [_link(f"c{number}", law.name), str(law.year or ""), "", ""])
        for number, law in enumerate(register.laws, len(rows) + 1)
    ]
    return _table(columns, rows, language)


def _type(cited: Citation, language: str) -> str:
    return word_or_key("doctype", cited.document_type or "", language)


def _row(row: str, cells: Sequence[Part]) -> Html:
    return tag("tr", *(tag("td", cell) for cell in cells), id=row, data_f=row, tabindex="-1")


def _table(columns: Sequence[str], rows: Sequence[Html], language: str) -> Html:
    head = tag("tr", *(tag("th", word(column, language), scope="col") for column in columns))
    return tag("div", tag("table", tag("thead", head), tag("tbody", *rows)), class_="wide")


def _findings(register: Register, language: str) -> Html:
    return tag("ul", *(_finding(n, f, language) for n, f in enumerate(register.findings, 1)), class_="rows findings")


def _finding(number: int, found: CheckFinding, language: str) -> Html:
    row = f"f{number}"
    severity = tag("span", _MARKS[found.severity], " ", word_or_key("severity", found.severity, language))
    message = message_in(found, language)
    return tag(
        "li",
        tag("p", tag("strong", found.code), " ", severity, " ", tag("span", found.path, class_="small")),
        tag("p", _link(row, message) if found.source else message),
        tag("p", "→ ", fix_in(found, language), class_="small"),
        id=row,
        data_f=row,
        class_=found.severity,
        tabindex="-1",
    )
