"""The installation that the tests of the pages share: made once a module, as each test found it."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings

from dondoc.web import clock
from tests.web.pages.world import TODAY, World, make_world


@pytest.fixture(scope="module")
def media(tmp_path_factory: Any) -> Path:
    """Give the folder in which the files of the installation are."""
    folder: Path = tmp_path_factory.mktemp("media")
    return folder


@pytest.fixture(scope="module")
def made_once(django_db_setup: None, django_db_blocker: Any, media: Path) -> Iterator[World]:
    """Make the installation inside one transaction; the transaction of each test stands within it and is taken back.

    Once a module and not for all of them: what a wider fixture holds open would be seen by the tests of other folders.
    """
    with django_db_blocker.unblock(), clock.frozen(TODAY), override_settings(MEDIA_ROOT=media), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(made_once: World, db: None, settings: Any, media: Path) -> Iterator[World]:
    """Give the small installation on the first of March 2022, with its files."""
    settings.MEDIA_ROOT = media
    with clock.frozen(TODAY):
        yield copy.deepcopy(made_once)


@pytest.fixture
def office(world: World) -> Client:
    """Give a browser of the office."""
    return world.client("office")
