"""Keep the catalogues of the interface whole: gather the strings, add what is new, compile.

    python tools/messages.py          add new strings to the catalogues and compile them; name what is not translated
    python tools/messages.py --check  change nothing; fail if a string is missing, left over or not compiled

The strings in code and templates are Vietnamese, as officials read them; `en` holds their English. `vi` holds the
Vietnamese of strings that other packages show in English and have no Vietnamese catalogue for.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "src" / "dondoc" / "web"
LOCALE = WEB / "locale"
ONE = frozenset({"_", "gettext", "gettext_lazy", "pgettext"})
MANY = frozenset({"ngettext", "ngettext_lazy"})
HEADER = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: {}\\n"\n'
PLURALS = {"vi": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}

Key = tuple[str, str | None]
sys.path.insert(0, str(ROOT / "src"))


@dataclass
class Catalogue:
    """One .po file: the translations by (singular, plural)."""

    language: str
    entries: dict[Key, list[str]] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        return LOCALE / self.language / "LC_MESSAGES" / "django.po"

    @classmethod
    def read(cls, language: str) -> Catalogue:
        """Read the catalogue of a language; an empty one where there is none yet."""
        catalogue = cls(language)
        if catalogue.path.exists():
            for block in catalogue.path.read_text(encoding="utf-8").split("\n\n"):
                key, values = _entry(block)
                if key[0]:
                    catalogue.entries[key] = values
        return catalogue

    def text(self) -> str:
        """Give the catalogue as a .po file, in the order of its strings."""
        blocks = [_block(key, values) for key, values in sorted(self.entries.items(), key=lambda pair: str(pair[0]))]
        return "\n".join([HEADER.format(self.language, PLURALS[self.language]), *blocks])

    def compiled(self) -> bytes:
        """Give the catalogue as the .mo file that gettext reads; strings that are not translated are left out."""
        plurals = PLURALS[self.language]
        pairs = {"": f"Language: {self.language}\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: {plurals}\n"}
        for (one, many), values in self.entries.items():
            if all(values):
                pairs["\0".join([one, many]) if many else one] = "\0".join(values)
        return _mo({key.encode(): value.encode() for key, value in pairs.items()})

    def untranslated(self) -> list[str]:
        """Name the strings that have no translation yet."""
        return [key[0] for key, values in self.entries.items() if not all(values)]


def main(arguments: list[str]) -> int:
    """Bring the catalogues up to date, or check that they are; give the exit code."""
    used = set(strings())
    catalogues = [Catalogue.read("en"), Catalogue.read("vi")]
    english = catalogues[0]
    problems = [f"not in the English catalogue: {key[0]}" for key in used - set(english.entries)]
    problems += [f"no longer used: {key[0]}" for key in set(english.entries) - used]
    if arguments != ["--check"]:
        english.entries = {key: english.entries.get(key, _empty(key, "en")) for key in sorted(used, key=str)}
        problems = []
        for catalogue in catalogues:
            catalogue.path.write_text(catalogue.text(), encoding="utf-8")
            catalogue.path.with_suffix(".mo").write_bytes(catalogue.compiled())
    for catalogue in catalogues:
        problems += [f"{catalogue.language}: not translated: {words}" for words in catalogue.untranslated()]
        if catalogue.path.with_suffix(".mo").read_bytes() != catalogue.compiled():
            problems.append(f"{catalogue.language}: the .mo file is not that of the .po file")
    print("\n".join(problems) if problems else "the catalogues are whole")
    return 1 if problems else 0


def strings() -> Iterator[Key]:
    """Give every string of the interface, from the Python files and the templates."""
    for path in sorted(WEB.rglob("*.py")):
        if "migrations" not in path.parts:
            yield from _in_python(path.read_text(encoding="utf-8"))
    for path in sorted(WEB.rglob("templates/**/*.html")):
        yield from _in_template(path.read_text(encoding="utf-8"))


def _in_python(source: str) -> Iterator[Key]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        words = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if node.func.id in ONE and words:
            yield words[0], None
        elif node.func.id in MANY and len(words) > 1:
            yield words[0], words[1]


def _in_template(source: str) -> Iterator[Key]:
    from django.utils.translation.template import templatize  # noqa: PLC0415 - wants settings, which main() sets

    for found in re.finditer(r"_\(\"([^\"]*)\"\)|_\('([^']*)'\)", source):
        yield found[1] or found[2], None
    code = templatize(source)
    for found in re.finditer(r"\bgettext\((u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\"|u?'''.*?''')\)", code, re.DOTALL):
        yield ast.literal_eval(found[1]), None
    for found in re.finditer(
        r"\bngettext\((u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\"), (u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\"),", code
    ):
        yield ast.literal_eval(found[1]), ast.literal_eval(found[2])


def _empty(key: Key, language: str) -> list[str]:
    return [""] * (2 if key[1] and language == "en" else 1)


def _entry(block: str) -> tuple[Key, list[str]]:
    fields: dict[str, str] = {}
    name = ""
    for line in block.splitlines():
        if line.startswith("#"):
            continue
        head, quote, rest = line.partition('"')
        name = head.strip() or name
        if quote:
            fields[name] = fields.get(name, "") + ast.literal_eval(f'"{rest}')
    values = [value for key, value in fields.items() if key.startswith("msgstr")]
    return (fields.get("msgid", ""), fields.get("msgid_plural")), values


def _block(key: Key, values: list[str]) -> str:
    one, many = key
    lines = [f"msgid {_quoted(one)}"]
    if many:
        lines += [f"msgid_plural {_quoted(many)}", *(f"msgstr[{n}] {_quoted(value)}" for n, value in enumerate(values))]
    else:
        lines.append(f"msgstr {_quoted(values[0])}")
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _mo(pairs: dict[bytes, bytes]) -> bytes:
    """Lay out a .mo file as GNU gettext describes it: a head, two tables of lengths and places, the strings."""
    keys = sorted(pairs)
    start = 28 + 16 * len(keys)
    tables: list[list[int]] = [[], []]
    data = b""
    for table, words in zip(tables, (keys, [pairs[key] for key in keys]), strict=True):
        for word in words:
            table += [len(word), start + len(data)]
            data += word + b"\0"
    numbers = [0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, start, *tables[0], *tables[1]]
    return b"".join(number.to_bytes(4, "little") for number in numbers) + data


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dondoc.web.settings")
    django.setup()
    sys.exit(main(sys.argv[1:]))
