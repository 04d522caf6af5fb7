"""A linter for directives: checks with a code, a sentence and a fix, in seven families."""

from dondoc.reading.checks.catalogue import FAMILIES, SEVERITIES, Check, all_checks, in_family
from dondoc.reading.checks.findings import fix_in, message_in
from dondoc.reading.checks.run import run_checks

__all__ = ["FAMILIES", "SEVERITIES", "Check", "all_checks", "fix_in", "in_family", "message_in", "run_checks"]
