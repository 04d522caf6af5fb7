"""A daily run in a process of its own, killed before its n-th statement to the database, for n = 1, 2, 3 …

Run as a program: `kill_drill.py SMTP_PORT`, with DONDOC_VAR naming an empty folder. It makes a small installation, then
lets one child after the other begin the run and be killed (SIGKILL) one statement later than the one before, until
one lives to the end. It prints, as JSON, how many were killed and what the database holds.
"""

# ruff: noqa: PLC0415, T201 - a program: Django is set up before its models can be imported, and it prints
from __future__ import annotations

import datetime as dt
import json
import os
import signal
import sys
from typing import Any

DAY = dt.date(2022, 3, 1)
AGENCIES, ITEMS = 2, 4
BETWEEN_RUNS = dt.timedelta(minutes=15)  # longer than a claim lasts


def main(port: int) -> None:
    os.environ["DONDOC_EMAIL_URL"] = f"smtp://127.0.0.1:{port}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "dondoc.web.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    _make()
    kills = 0
    while not _lives_to_the_end(kills):
        kills += 1
    print(json.dumps({"kills": kills, **_found()}))


def _make() -> None:
    from dondoc.web import clock
    from tests.web.builders import make_agency, make_office, make_programme, make_user, make_work_item

    with clock.frozen(DAY):
        here = make_agency("Văn phòng")
        make_office(here)
        programme = make_programme(office=here)
        for number in range(AGENCIES):
            agency = make_agency(f"Sở {number}")
            make_user(f"Đầu mối {number}", role="agency", agency=agency, email=f"so{number}@example.vn")
            for _ in range(ITEMS // AGENCIES):
                make_work_item(programme=programme, lead=agency, due_on=DAY - dt.timedelta(days=2))


def _lives_to_the_end(number: int) -> bool:
    """Let a child run the day and kill it before its statement `number`; gives whether it was done before that."""
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if child == 0:
        _run_until_killed(number)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return False
    if os.WEXITSTATUS(status) != 0:
        raise RuntimeError(f"the child failed: {status}")
    return True


def _run_until_killed(number: int) -> None:
    from django.db import connection

    from dondoc.web import clock
    from dondoc.web.follow_up.remind.run import run_day

    left = number

    def count(execute: Any, *arguments: Any) -> Any:
        nonlocal left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return execute(*arguments)

    morning = dt.datetime(2022, 3, 1, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    with clock.frozen(morning + number * BETWEEN_RUNS), connection.execute_wrapper(count):
        run_day(DAY)


def _found() -> dict[str, Any]:
    from dondoc.web.follow_up.models import Delivery, Message, Reminder

    return {
        "reminders": Reminder.objects.count(),
        "messages": list(Message.objects.order_by("key").values_list("person__email", flat=True)),
        "deliveries": sorted(Delivery.objects.values_list("state", flat=True)),
    }


if __name__ == "__main__":
    main(int(sys.argv[1]))
