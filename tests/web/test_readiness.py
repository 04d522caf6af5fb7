"""A serving process has loaded what pages need before the first of them, and the collector leaves that alone."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from django.template import Template, engines
from django.template.backends.django import DjangoTemplates

from dondoc.web.readiness import THRESHOLDS, get_ready, own_templates, settle


@pytest.fixture(autouse=True)
def _collector() -> Iterator[None]:
    """Leave the collector as it was found."""
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def test_what_is_there_is_left_out_of_the_rounds() -> None:
    settle()
    assert gc.get_freeze_count() > 10_000
    assert gc.get_threshold() == THRESHOLDS
    assert len(gc.get_objects()) < gc.get_freeze_count() / 10


def test_own_templates_are_all_those_of_the_program() -> None:
    """Those of every application are among them."""
    names = set(own_templates())
    assert {"base.html", "dashboard/overview.html", "register/items.html", "indicators/indicator.html"} <= names


def test_getting_ready_loads_every_template() -> None:
    """Each can be loaded (none is broken), and is there when a page asks for it."""
    get_ready()
    engine = engines["django"]
    assert isinstance(engine, DjangoTemplates)
    kept = engine.engine.template_loaders[0].get_template_cache
    loaded = (one for one in kept.values() if isinstance(one, Template))  # it also keeps which are nowhere
    assert {str(one.origin.template_name) for one in loaded} >= set(own_templates())
