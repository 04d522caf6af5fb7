"""From the words of a document to the agencies of the installation."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cached_property

from dondoc.web.organisations.models import Agency, AgencyAlias, AgencyClass
from dondoc.web.text import folded

# Words at the end of a name that a document adds or leaves out: "Sở Nội vụ tỉnh Hậu Giang" is "Sở Nội vụ".
_TAIL = re.compile(r"\s+(tinh|thanh pho)( [a-z ]+)?$")


@dataclass(frozen=True)
class AgencyIndex:
    """Every name under which an agency or a class is known, folded; made once for many look-ups."""

    names: dict[str, int]
    classes: dict[str, int]

    @classmethod
    def load(cls, on: dt.date) -> AgencyIndex:
        """Read the names in force on a day: full names win over short ones, those over abbreviations and aliases."""
        rows = list(Agency.objects.valid_on(on).values_list("pk", "name", "short_name", "abbreviation"))
        valid = {row[0] for row in rows}
        aliases = AgencyAlias.objects.values_list("folded", "agency_id")
        names: dict[str, int] = {name: agency for name, agency in aliases if agency in valid}
        for column in (3, 2, 1):
            names |= {folded(str(row[column])): int(row[0]) for row in rows if row[column]}
        return cls(names, dict(AgencyClass.objects.values_list("folded", "pk")))

    def agency(self, words: str) -> int | None:
        """Give the agency meant by the words of a document, or None; never a guess between two."""
        plain = folded(words).strip(" .,;:")
        for form in (plain, f"{plain} tinh", _TAIL.sub(" tinh", plain), _TAIL.sub("", plain)):
            if form in self.names:
                return self.names[form]
        return None

    def agency_class(self, words: str) -> int | None:
        """Give the class meant by the words, or None."""
        plain = folded(words).strip(" .,;:")
        forms = (plain, f"cac {plain}", _TAIL.sub("", plain))
        return next((self.classes[form] for form in forms if form in self.classes), None)

    def classes_in(self, words: str) -> frozenset[int]:
        """Give the known classes named in a list of classes: "các cơ quan tham mưu …; ban cán sự đảng, đảng đoàn"."""
        plain = f" {folded(words)} "
        return frozenset(pk for name, pk in self.by_length if f" {name.removeprefix('cac ')}" in plain)

    @cached_property
    def by_length(self) -> list[tuple[str, int]]:
        """The classes, the longest name first."""
        return sorted(self.classes.items(), key=lambda pair: -len(pair[0]))
