"""A daily run that is killed at any point and run again loses nothing and repeats nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web.follow_up.kill_drill import AGENCIES, ITEMS
from tests.web.follow_up.post_office import open_post_office

ROOT = Path(__file__).parents[3]


@pytest.mark.slow
def test_a_run_that_is_killed_at_any_point_loses_and_repeats_nothing(tmp_path: Path) -> None:
    """Killed before each of its statements in turn, it ends with every reminder once and every person told once."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DONDOC_", "DATABASE_URL"))}
    with open_post_office() as (office, port):
        done = subprocess.run(
            [sys.executable, "-m", "tests.web.follow_up.kill_drill", str(port)],
            cwd=ROOT,
            env={**kept, "DONDOC_VAR": str(tmp_path), "PYTHONPATH": os.pathsep.join(("src", "."))},
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout.splitlines()[-1])
        people = [f"so{number}@example.vn" for number in range(AGENCIES)]
        assert found["kills"] > 25  # it was killed at that many different points
        assert found["reminders"] == ITEMS
        assert found["messages"] == people
        assert found["deliveries"] == ["sent"] * AGENCIES
        assert office.received == dict.fromkeys(people, 1)
