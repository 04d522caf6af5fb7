"""Who may open or do what: every address of the site, by role.

A row: the name of the URL, the numbers in it, the roles that are let in. Everybody else who is signed in gets the
second status; whoever is not signed in is sent to sign in (302). An act (POST) of somebody who is let in answers 302 or
422.
"""

from __future__ import annotations

from dataclasses import dataclass

SIGNED_IN = frozenset({"office", "other_office", "leader", "agency", "inspector", "administrator"})
OFFICE = frozenset({"office"})
OFFICES = frozenset({"office", "other_office"})


@dataclass(frozen=True)
class Row:
    """One address. `numbers` name values of `World.numbers()`; `words` are given as they are."""

    name: str
    numbers: tuple[str, ...] = ()
    let_in: frozenset[str] = SIGNED_IN
    otherwise: int = 403
    method: str = "get"
    words: tuple[str, ...] = ()


TABLE: tuple[Row, ...] = (
    Row("dashboard:overview"),
    Row("dashboard:mine"),
    Row("dashboard:theme", method="post"),
    Row("register:items"),
    Row("register:export", words=("xlsx",)),
    Row("register:item", ("item",), SIGNED_IN - {"administrator"}, 404),
    Row("register:edit", ("item",), OFFICE, 404),
    Row("register:documents"),
    Row("register:document", ("document",), SIGNED_IN - {"administrator"}, 404),
    Row("register:document", ("draft",), OFFICE, 404),
    Row("register:picture", ("draft", "item"), frozenset(), 404),
    Row("organisations:agencies"),
    Row("organisations:agency", ("agency",)),
    Row("journal:journal", let_in=SIGNED_IN - {"agency"}),
    Row("intake:intake", let_in=OFFICES),
    Row("intake:job", ("job",), OFFICE, 404),
    Row("intake:cancel", ("job",), OFFICE, 404, "post"),
    Row("intake:retry", ("job",), frozenset(), 404, "post"),
    Row("intake:desk", ("draft",), OFFICE, 404),
    Row("intake:add", ("draft",), OFFICE, 404, "post"),
    Row("intake:confirm_rest", ("draft",), OFFICE, 404, "post"),
    Row("intake:publish", ("draft",), OFFICE, 404, "post"),
    Row("intake:settle", ("draft", "finding"), OFFICE, 404, "post"),
    Row("intake:confirm", ("draft", "draft_item"), OFFICE, 404, "post"),
    Row("intake:take", ("draft", "draft_item"), OFFICE, 404, "post"),
    Row("intake:edit", ("draft", "draft_item"), OFFICE, 404, "post"),
    Row("intake:split", ("draft", "draft_item"), OFFICE, 404, "post"),
    Row("intake:merge", ("draft", "draft_item"), frozenset(), 404, "post"),
    Row("intake:dismiss", ("draft", "draft_item"), OFFICE, 404, "post"),
    Row("intake:restore", ("draft", "draft_item"), OFFICE, 404, "post"),
    Row("intake:undo", ("draft", "draft_item"), OFFICE, 404, "post"),
)
