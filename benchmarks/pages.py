"""How fast pages are with 100,000 items, 1,000,000 reports and 1,000,000 figures, on SQLite and on PostgreSQL.

`python -m benchmarks.pages [--items N] [--database sqlite|postgresql|both] [--rounds N]`. Measured: the time at the
server from the request to the finished answer (middleware, view, queries, template; no network), and the number of
queries. Marks: list, item and overview at most 100 ms (p95), all others and what comes right after an act 300 ms; 15
queries. Beside the clock stands the processor time of the process, which says more on a machine that others use too.
PostgreSQL needs its server binaries (`tools/with-postgres`); without them that half is skipped, and that is said.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

from benchmarks.machine import machine_class

if TYPE_CHECKING:
    from django.test import Client

    from benchmarks.pages_data import Made

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "pages.json"
WITH_POSTGRES = ROOT / "tools" / "with-postgres"
NOT_INSTALLED = 75
FAR_MS, MOST_QUERIES = 300.0, 15
WARM_UP = 3


@dataclass(frozen=True)
class Page:
    """A kind of page: how its address is made, how long it may take, who looks at it, whether an act comes before."""

    name: str
    address: Callable[[random.Random, Made], str]
    most_ms: float = 100.0
    by_agency: bool = False
    after_an_act: bool = False


def _any(chance: random.Random, ids: tuple[int, ...]) -> int:
    return ids[int(chance.random() * len(ids))]


PAGES = (
    Page("overview", lambda _chance, _made: "/"),
    Page("overview, agency", lambda _chance, _made: "/", by_agency=True),
    Page("item", lambda chance, made: f"/items/{_any(chance, made.item_ids)}/"),
    Page("list", lambda _chance, _made: "/items/"),
    Page("list, any page", lambda chance, made: f"/items/?page={1 + int(chance.random() * len(made.item_ids) / 50)}"),
    Page("list, one agency", lambda chance, made: f"/items/?agency={_any(chance, made.agency_ids)}"),
    Page("list, overdue", lambda _chance, _made: "/items/?state=open_overdue"),
    Page("list, by deadline", lambda _chance, _made: "/items/?sort=due"),
    Page("list, words", lambda chance, _made: f"/items/?q=de+an+so+{int(chance.random() * 900)}"),
    Page("overview, after an act", lambda _chance, _made: "/", most_ms=FAR_MS, after_an_act=True),
    Page("list, after an act", lambda _chance, _made: "/items/", most_ms=FAR_MS, after_an_act=True),
    Page("indicators", lambda _chance, _made: "/indicators/", most_ms=FAR_MS),
    Page("indicators, after an act", lambda _chance, _made: "/indicators/", most_ms=FAR_MS, after_an_act=True),
    Page("indicator", lambda chance, made: f"/indicators/{_any(chance, made.indicator_ids)}/", most_ms=FAR_MS),
    Page("matrix", lambda _chance, _made: "/cascade/", most_ms=FAR_MS),
    Page("matrix, any page", lambda chance, _made: f"/cascade/?page={1 + int(chance.random() * 3000)}", most_ms=FAR_MS),
    Page("matrix, after an act", lambda _chance, _made: "/cascade/", most_ms=FAR_MS, after_an_act=True),
    Page("plan of an agency", lambda chance, made: f"/cascade/plans/{_any(chance, made.plan_ids)}/", most_ms=FAR_MS),
    Page("inspections", lambda _chance, _made: "/inspections/", most_ms=FAR_MS),
    Page("mine, agency", lambda _chance, _made: "/mine/", most_ms=FAR_MS, by_agency=True),
    Page("overview, a past day", lambda _chance, _made: "/?on=2022-09-30", most_ms=FAR_MS),
    Page("list, a past day", lambda _chance, _made: "/items/?on=2022-09-30", most_ms=FAR_MS),
)


@dataclass(frozen=True)
class Measured:
    """One kind of page: milliseconds at the server, queries, and whether it keeps its marks.

    `cpu_ms` is the processor time of this process (median): on a busy machine it says what the clock cannot.
    """

    page: str
    p50_ms: float
    p95_ms: float
    cpu_ms: float
    first_ms: float
    queries: int
    query_ms: float
    kept: bool


def main() -> int:
    """Measure on the databases asked for; give 1 if a mark was missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--here", metavar="FILE", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        return _measure_here(options.items, options.rounds, Path(options.here))
    wanted = ("sqlite", "postgresql") if options.database == "both" else (options.database,)
    found = {name: result for name in wanted if (result := _measure(name, options)) is not None}
    if options.items == parser.get_default("items"):
        _write(found)
    missed = [page["page"] for one in found.values() for page in one["pages"] if not page["kept"]]
    return 1 if missed else 0


def _write(found: dict[str, Any]) -> None:
    """Write what was measured beside what was measured earlier on the other database."""
    earlier = json.loads(RESULTS.read_text(encoding="utf-8"))["databases"] if RESULTS.is_file() else {}
    result = {"machine": machine_class(), "databases": {**earlier, **found}}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _measure(database: str, options: argparse.Namespace) -> dict[str, Any] | None:
    """Measure in a process of its own, which starts with an empty database and leaves nothing behind."""
    with tempfile.TemporaryDirectory(prefix="dondoc-pages-") as folder:
        out = Path(folder) / "result.json"
        here = [sys.executable, "-m", "benchmarks.pages", "--here", str(out)]
        command = [*here, f"--items={options.items}", f"--rounds={options.rounds}"]
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        code = subprocess.run(
            [str(WITH_POSTGRES), *command] if database == "postgresql" else command,
            cwd=ROOT,
            env={**environment, "DONDOC_VAR": folder},
            check=False,
        ).returncode
        if code == NOT_INSTALLED:
            print("postgresql: SKIPPED, its server is not installed", flush=True)
            return None
        result: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
        return result


def _measure_here(items: int, rounds: int, out: Path) -> int:
    """Make the data in the database of the environment, measure every page, print the table."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "dondoc.web.settings"
    import django  # noqa: PLC0415 - the environment decides the database before this

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from benchmarks.pages_data import TODAY, make_installation  # noqa: PLC0415
    from dondoc.web import clock  # noqa: PLC0415
    from dondoc.web.readiness import get_ready  # noqa: PLC0415

    began = time.perf_counter()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    made = make_installation(items, 10 * items)
    seconds = round(time.perf_counter() - began, 1)
    rows = ", ".join(f"{count:,} {name.split('.')[1]}" for name, count in made.rows.items())
    connection.close()  # what made the data in haste is not how pages are served
    get_ready()  # as a serving process does
    print(f"{connection.vendor}: {rows}; made in {seconds} s", flush=True)
    print(
        f"{'page':<24}{'p50 ms':>8}{'p95 ms':>8}{'cpu ms':>8}{'first':>8}{'queries':>9}{'in them':>9}  mark", flush=True
    )
    with clock.frozen(TODAY):
        measured = [_measured(page, made, rounds) for page in PAGES]
    load = [round(one, 1) for one in os.getloadavg()]
    report = {
        "rows": made.rows,
        "made_in_seconds": seconds,
        "rounds": rounds,
        "load": load,
        "pages": [asdict(one) for one in measured],
    }
    out.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
    return 0


def _measured(page: Page, made: Made, rounds: int) -> Measured:
    from django.test import Client  # noqa: PLC0415

    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(made.contact if page.by_agency else made.office)
    chance = random.Random(50)
    first, _ = _timed(client, page.address(chance, made))
    both = []
    for _round in range(WARM_UP + rounds):
        if page.after_an_act:
            _act(made)
        both.append(_timed(client, page.address(chance, made)))
    both = both[WARM_UP:]
    times, cpu = [wall for wall, _ in both], median(own for _, own in both)
    queries, query_ms = _asked(client, page.address(chance, made))
    p95 = quantiles(times, n=20)[-1]
    kept = p95 <= page.most_ms and queries <= MOST_QUERIES
    figures = [round(value, 1) for value in (median(times), p95, cpu, first)]
    one = Measured(page.name, *figures, queries=queries, query_ms=query_ms, kept=kept)
    words = f"{'kept' if kept else 'MISSED'} ({page.most_ms:.0f})"
    times_told = "".join(f"{value:>8}" for value in figures)
    print(f"{one.page:<24}{times_told}{one.queries:>9}{one.query_ms:>9}  {words}", flush=True)
    return one


def _act(made: Made) -> None:
    """Write down an act in the programme: what was counted before no longer holds."""
    from dondoc.web.journal.services import record  # noqa: PLC0415
    from dondoc.web.register.models import Programme  # noqa: PLC0415

    programme = Programme.objects.get()
    record(verb="note", thing=programme, actor=made.office, programme=programme, vi="Ghi.", en="Noted.")


def _timed(client: Client, address: str) -> tuple[float, float]:
    """Give the milliseconds of one answer by the clock and by the processor of this process."""
    began, worked = time.perf_counter(), time.process_time()
    response = client.get(address)
    taken = (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}")
    return taken


def _asked(client: Client, address: str) -> tuple[int, float]:
    """Count the queries of a page and the milliseconds spent in them."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as seen:
        client.get(address)
    if os.environ.get("SHOW_QUERIES"):
        for query in seen.captured_queries:
            print(f"    {query['time']} {query['sql'][:3000]}")
    return len(seen), round(sum(float(query["time"]) for query in seen.captured_queries) * 1000, 1)


if __name__ == "__main__":
    sys.exit(main())
