"""Makes the reviewed register of the sample programme from the facts that a person wrote down.

    python tools/make_sample_register.py [--check]

Takes `samples/50-CTr-TU.ocr.txt` (the source), `samples/50-CTr-TU.txt` (its proper text, line for line) and
`samples/50-CTr-TU.facts.toml` (what a person found: words of the proper text and the lines they stand in), and writes
`samples/50-CTr-TU.register.json`. Offsets are computed from the words, never typed: words that do not stand in their
lines, or stand there twice, stop the run with a sentence. With `--check` nothing is written; exit code 1 means that
the facts and the register are out of step.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from sample_text import AlignedText, Found, capitalised

from dondoc.reading import register as model

SAMPLES = Path(__file__).parents[1] / "samples"
NAME = "50-CTr-TU"
Facts = Mapping[str, Any]


def build_register(facts: Facts, text: AlignedText) -> model.Json:
    """Give the register's JSON form, with the keys of the labelling guide where they differ (see samples/README.md)."""
    provisions = {fact["address"]: fact for fact in facts["provisions"]}
    items = [_item(fact, number, provisions, text) for number, fact in enumerate(facts["items"], 1)]
    register = model.Register(
        directive=_directive(facts["directive"], text),
        provisions=tuple(_provision(fact, text) for fact in facts["provisions"]),
        items=tuple(items),
        indicators=tuple(_indicator(fact, text) for fact in facts["indicators"]),
        citations=tuple(_citation(fact, text) for fact in facts["citations"]),
        coverage=_coverage(facts, text),
        laws=tuple(_law(fact, text) for fact in facts["laws"]),
    )
    return _with_guide_keys(register.to_json(), [fact.get("group", False) for fact in facts["items"]])


def _with_guide_keys(data: model.Json, groups: Sequence[bool]) -> model.Json:
    """Add what the reader's own registers lack.

    One target an indicator and the second reading of a deadline, as a scorer of reference registers asks for them; and
    `group`: a heading over items that are listed themselves.
    """
    for indicator in data["indicators"]:
        first = indicator["targets"][0]
        indicator["target"] = first["as_written"] if first["value"] is None else first["value"]
        indicator["by"] = first["by"]
    for item, group in zip(data["items"], groups, strict=True):
        item["group"] = group
        readings = (item["deadline"] or {}).get("alternatives", [])
        item["alt_deadline"] = [readings[0]["from"], readings[0]["to"]] if readings else None
    return data


# The head ----------------------------------------------------------------------------------------------------------


def _directive(fact: Facts, text: AlignedText) -> model.Directive:
    for line, words in fact["evidence"].items():
        for phrase in words:
            text.find([int(line), int(line)], phrase)
    return model.Directive(
        reference=fact["reference"],
        document_type=fact["document_type"],
        subject=text.find(fact["subject"]["lines"], fact["subject"]["words"]).text,
        issued_by=fact["issued_by"],
        issued_on=fact["issued_on"],
        place_of_issue=fact["place_of_issue"],
        signatory=fact["signatory"],
        signatory_role=fact["signatory_role"],
        recipients=tuple(text.find([line, line], words).text for line, words in fact["recipients"]),
        relations=tuple(model.Relation(**relation) for relation in fact["relations"]),
        signatures=tuple(model.Signature(**signature) for signature in fact["signatures"]),
    )


# Provisions and the ledger -----------------------------------------------------------------------------------------

PARTS = ("heading", "context", "objective", "measures", "orders", "indicator")
ROLE_OF_PART = {
    "context": "context",
    "objective": "objective",
    "measures": "measure",
    "orders": "item",
    "indicator": "indicator",
}


def _ranges(fact: Facts, part: str) -> list[list[int]]:
    """Give the line ranges of a part: written as one range or as a list of them."""
    given = fact.get(part, [])
    return [given] if given and isinstance(given[0], int) else given


def _own_lines(fact: Facts) -> list[list[int]]:
    return sorted(lines for part in PARTS for lines in _ranges(fact, part))


def _provision(fact: Facts, text: AlignedText) -> model.ProvisionRow:
    address = fact["address"]
    parent, _, label = address.rpartition("/")
    own = _own_lines(fact)
    heading = text.paragraphs(_ranges(fact, "heading"))
    bare = heading[0].removeprefix(fact.get("printed_label", "")).strip() if heading else None
    return model.ProvisionRow(
        address=address,
        label=fact.get("label", label or address),
        kind=fact["kind"],
        heading=bare,
        text="\n".join(text.paragraphs(own)),
        parent=parent or None,
        role=_heading_role(fact),
        source=text.place_of_lines(_first_run(own, text)),
    )


def _first_run(own: list[list[int]], text: AlignedText) -> list[int]:
    """Give the first stretch of lines of a provision that nothing of another provision interrupts."""
    first, last = own[0]
    for start, end in own[1:]:
        if text.has_words_between(last, start):
            break
        last = end
    return [first, last]


def _heading_role(fact: Facts) -> str:
    fallback = next(ROLE_OF_PART[part] for part in (*PARTS[1:], "context") if fact.get(part) or part == "context")
    return str(fact.get("role", "heading" if fact.get("heading") else fallback))


def _coverage(facts: Facts, text: AlignedText) -> model.Coverage:
    """Count every paragraph once, by role; a paragraph that no fact accounts for stops the run."""
    roles: dict[int, str] = {}
    for fact in facts["provisions"]:
        for part in PARTS:
            for lines in _ranges(fact, part):
                role = _heading_role(fact) if part == "heading" else ROLE_OF_PART[part]
                roles.update(dict.fromkeys(range(lines[0], lines[1] + 1), role))
    roles.update({line: role for role, lines in facts["layout"]["roles"].items() for line in lines})
    counts = Counter(roles[paragraph[0]] for paragraph in text.layout)
    return model.Coverage(len(text.layout), tuple(sorted(counts.items())))


# Items -------------------------------------------------------------------------------------------------------------


def _item(fact: Facts, number: int, provisions: Mapping[str, Facts], text: AlignedText) -> model.Item:
    title = text.find(fact["lines"], fact["title"])
    lead = _phrase(fact.get("lead"), text)
    frame = provisions[fact.get("frame", fact["path"])] if fact.get("framed", True) else {}
    frame = {**frame, **{part: fact[part] for part in ("objective", "measures") if part in fact}}
    return model.Item(
        id=f"item-{number}",
        path=fact["path"],
        title=capitalised(title.text),
        deliverable=fact["deliverable"],
        lead_agency=lead.text if lead else None,
        cooperating_agencies=tuple(
            text.find(fact["lead"]["lines"], words).text for words in fact.get("cooperating", [])
        ),
        objective=_part_text(frame, "objective", text),
        measures=_part_text(frame, "measures", text),
        deadline=_deadline(fact.get("deadline"), text),
        recurrence=fact.get("recurrence"),
        confidence=1.0,
        source=title.place,
        lead_is_class=fact.get("lead_is_class", False),
        alt_leads=tuple(fact.get("alt_leads", ())),
        kind=fact["kind"],
        optional=fact.get("optional", False),
        lead_source=lead.place if lead else None,
    )


def _phrase(fact: Facts | None, text: AlignedText) -> Found | None:
    return text.find(fact["lines"], fact["words"]) if fact else None


def _part_text(fact: Facts, part: str, text: AlignedText) -> str | None:
    """Give the text of a part without the words that announce it ("Mục tiêu:")."""
    paragraphs = text.paragraphs(_ranges(fact, part))
    if not paragraphs:
        return None
    announced, colon, rest = paragraphs[0].partition(":")
    if colon and announced in ("Mục tiêu", "Các nhiệm vụ, giải pháp chủ yếu", "Nhiệm vụ, giải pháp"):
        paragraphs[0] = rest.strip()
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)


def _deadline(fact: Facts | None, text: AlignedText) -> model.Deadline | None:
    if not fact:
        return None
    found = text.find(fact["lines"], fact["words"])
    readings = tuple(model.DeadlineReading(**reading) for reading in fact.get("alternatives", ()))
    return model.Deadline(found.text, fact.get("due_from"), fact["due_on"], fact["precision"], readings, found.place)


# Indicators and citations ------------------------------------------------------------------------------------------


def _indicator(fact: Facts, text: AlignedText) -> model.Indicator:
    source = text.find(fact["lines"], fact["words"])
    targets = []
    for target in fact["targets"]:
        value = target.get("value")
        written = text.find(fact["lines"], target["words"]).text
        targets.append(model.Target(tuple(value) if isinstance(value, list) else value, target.get("by"), written))
    return model.Indicator(
        path=fact["path"],
        name=fact["name"],
        unit=fact.get("unit"),
        direction=fact["direction"],
        comparator=fact["comparator"],
        baseline=fact.get("baseline"),
        baseline_year=fact.get("baseline_year"),
        targets=tuple(targets),
        source=source.place,
        target_kind=fact.get("target_kind", "level"),
    )


def _citation(fact: Facts, text: AlignedText) -> model.Citation:
    named = text.find(fact["lines"], fact["words"])
    day: dt.date | None = fact.get("issued_on")
    if day:
        text.find_next(fact["lines"], fact["day"], named.place)
    subject = text.find(fact["lines"], fact["subject"]).text if "subject" in fact else None
    return model.Citation(
        reference=named.text,
        document_type=fact["document_type"],
        issued_on=day,
        issued_by=text.find_next(fact["lines"], fact["issued_by"], named.place).text,
        kind=fact.get("kind", "cites"),
        path=fact["path"],
        source=named.place,
        subject=subject,
    )


def _law(fact: Facts, text: AlignedText) -> model.NamedLaw:
    named = text.find(fact["lines"], fact["words"])
    year: int | None = fact.get("year")
    if year:
        text.find_next(fact["lines"], str(year), named.place)
    return model.NamedLaw(named.text, year, fact["path"], named.place)


# The command -------------------------------------------------------------------------------------------------------


def rebuilt(samples: Path = SAMPLES) -> str:
    """Give the text of the register file as the facts make it."""
    facts = tomllib.loads((samples / f"{NAME}.facts.toml").read_text(encoding="utf-8"))
    text = AlignedText(
        (samples / f"{NAME}.ocr.txt").read_text(encoding="utf-8"),
        (samples / f"{NAME}.txt").read_text(encoding="utf-8"),
        facts["layout"],
    )
    return json.dumps(build_register(facts, text), ensure_ascii=False, indent=1) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the register, or check that it is in step with the facts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit code 1 if the register is out of step"
    )
    wanted = parser.parse_args(arguments)
    target = SAMPLES / f"{NAME}.register.json"
    made = rebuilt()
    if wanted.check:
        return 0 if target.is_file() and target.read_text(encoding="utf-8") == made else 1
    target.write_text(made, encoding="utf-8")
    print(f"{target.name}: {len(json.loads(made)['items'])} items")
    return 0


if __name__ == "__main__":
    sys.exit(main())
