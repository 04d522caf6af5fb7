"""Who may open or do what: every address of the site, by role.

A row: the name of the URL, the numbers in it, the roles that are let in. Everybody else who is signed in gets the
second status; whoever is not signed in is sent to sign in (302). An act (POST) of somebody who is let in answers 302 or
422.
"""

from __future__ import annotations

from dataclasses import dataclass

SIGNED_IN = frozenset({"office", "other_office", "leader", "agency", "inspector", "administrator"})
OFFICE = frozenset({"office"})
INSPECTOR = frozenset({"inspector"})
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
    open_to_all: bool = False  # nobody has to sign in: the address itself is the key


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
    Row("follow_up:timeline"),
    Row("follow_up:reports"),
    Row("follow_up:urging"),
    Row("follow_up:inbox"),
    Row("follow_up:deputy"),
    Row("follow_up:message", ("message",), frozenset({"agency"}), 404),
    Row("follow_up:deliveries", let_in=OFFICES | {"administrator"}),
    Row("follow_up:retry", ("delivery",), OFFICES | {"administrator"}, method="post"),
    Row("follow_up:accept_reports", let_in=OFFICES, method="post"),
    Row("follow_up:decide_report", ("report",), OFFICE, 404),
    Row("follow_up:nothing_new", ("period",), frozenset({"agency"}), method="post"),
    Row("follow_up:lock_period", ("period",), OFFICE, 404, "post"),
    Row("follow_up:report", ("item", "period"), frozenset({"agency"}), 404),
    Row("follow_up:draft", ("item", "period"), frozenset({"agency"}), 404, "post"),
    Row("follow_up:acknowledge", ("assignment",), frozenset({"agency"}), 404, "post"),
    Row("follow_up:hand_back", ("assignment",), frozenset({"agency"}), 404),
    Row("follow_up:rule", ("hand_back",), frozenset({"office", "leader"}), 404),
    Row("follow_up:complete", ("item",), frozenset({"agency", "office"}), 404),
    Row("follow_up:decide_completion", ("completion",), OFFICE, 404),
    Row("follow_up:withdraw_completion", ("completion",), frozenset({"agency", "office"}), 404, "post"),
    Row("follow_up:ask_deadline", ("item",), frozenset({"agency", "office"}), 404),
    Row("follow_up:decide_deadline", ("change",), frozenset({"leader"}), 404),
    Row("follow_up:ask", ("item",), frozenset({"agency"}), 404),
    Row("follow_up:reply", ("request",), frozenset({"agency"}), 404),
    Row("follow_up:break_down", ("item",), frozenset({"agency", "office"}), 404),
    Row("follow_up:expand", ("item",), frozenset({"office", "leader"}), 404, "post"),
    Row("follow_up:draft_letters", let_in=OFFICE, method="post"),
    Row("follow_up:letter", ("letter",), SIGNED_IN - {"administrator"}, 404),
    Row("follow_up:letter_file", ("letter",), SIGNED_IN - {"administrator"}, 404),
    Row("follow_up:sign_letter", ("letter",), frozenset({"leader"}), 404),
    Row("follow_up:send_letter", ("letter",), OFFICE, 404, "post"),
    Row("follow_up:reply_letter", ("letter",), frozenset({"agency", "office"}), 404),
    Row("follow_up:close_letter", ("letter",), OFFICE, 404),
    Row("follow_up:cancel_letter", ("letter",), OFFICE, 404, "post"),
    Row("follow_up:setup", let_in=OFFICE),
    Row("follow_up:calendar_day", let_in=OFFICES | {"administrator"}, method="post"),
    Row("follow_up:start", ("programme",), OFFICE, 404, "post"),
    Row("follow_up:rules", ("programme",), OFFICE, 404),
    Row("follow_up:invite", ("programme",), OFFICE, 404),
    Row("follow_up:take_over", ("programme",), OFFICE, 404),
    Row("follow_up:move_deadlines", ("programme",), frozenset({"leader"}), 404),
    Row("follow_up:succeed", ("agency",), OFFICES | {"administrator"}),
    Row("follow_up:invitation", let_in=frozenset(), otherwise=404, words=("khong-co-loi-moi-nay",), open_to_all=True),
    Row("reviews:reviews"),
    Row("reviews:reviews", let_in=OFFICE, method="post"),
    Row("reviews:review", ("review",), SIGNED_IN - {"administrator"}, 404),
    Row("reviews:data", ("review",), SIGNED_IN - {"administrator"}, 404),
    Row("reviews:file", ("review",), SIGNED_IN - {"administrator"}, 404, words=("annex.xlsx",)),
    Row("reviews:head", ("review",), OFFICE, 404),
    Row("reviews:collect", ("review",), OFFICE, 404, "post"),
    Row("reviews:write", ("review",), OFFICE, 404, words=("results",)),
    Row("reviews:judge_item", ("review", "item"), OFFICE, 404),
    Row("reviews:judge_agency", ("review", "agency"), OFFICE, 404),
    Row("reviews:freeze", ("review",), frozenset({"office", "leader"}), 404),
    Row("indicators:indicators"),
    Row("indicators:upload", (), OFFICE, 404),
    Row("indicators:confirm", (), OFFICE, 404, "post"),
    Row("indicators:blank", (), OFFICE, 404),
    Row("indicators:indicator", ("indicator",), SIGNED_IN - {"administrator"}, 404),
    Row("indicators:define", ("indicator",), OFFICE, 404),
    Row("indicators:record", ("indicator",), frozenset({"agency", "office"}), 404),
    Row("indicators:decide", ("actual",), OFFICE, 404),
    Row("cascade:matrix", let_in=SIGNED_IN - {"administrator"}),
    Row("cascade:order", (), OFFICE, 404),
    Row("cascade:export", ("order",), SIGNED_IN - {"administrator"}, 404),
    Row("cascade:record", ("order",), OFFICES | {"agency"}, 404),
    Row("cascade:remind", ("order",), OFFICE, 404, "post"),
    Row("cascade:plan", ("agency_plan",), SIGNED_IN - {"administrator"}, 404),
    Row("cascade:read", ("agency_plan",), OFFICE, 404, "post"),
    Row("cascade:propose", ("agency_plan",), OFFICE, 404, "post"),
    Row("cascade:settle_likely", ("agency_plan",), OFFICE, 404, "post"),
    Row("cascade:cover", ("agency_plan",), OFFICE, 404),
    Row("cascade:settle", ("coverage",), OFFICE, 404, "post", ("confirm",)),
    Row("inspections:inspections", let_in=SIGNED_IN - {"administrator"}),
    Row("inspections:plan", ("inspection_plan",), SIGNED_IN - {"administrator"}, 404),
    Row("inspections:plan", ("draft_inspection_plan",), frozenset({"inspector", "office"}), 404),
    Row("inspections:draw", ("draft_inspection_plan",), INSPECTOR, 404),
    Row("inspections:add", ("inspection_plan",), INSPECTOR, 404),
    Row("inspections:issue", ("draft_inspection_plan",), INSPECTOR, 404),
    Row("inspections:inspection", ("inspection",), SIGNED_IN - {"administrator"}, 404),
    Row("inspections:remove", ("draft_inspection",), INSPECTOR, 404),
    Row("inspections:start", ("draft_inspection",), INSPECTOR, 404),
    Row("inspections:add_check", ("inspection",), INSPECTOR, 404),
    Row("inspections:record_finding", ("inspection",), INSPECTOR, 404),
    Row("inspections:conclude", ("inspection",), INSPECTOR, 404),
    Row("inspections:answer", ("check",), INSPECTOR, 404),
    Row("inspections:correct", ("inspection_finding",), frozenset({"agency"}), 404),
    Row("inspections:recheck", ("inspection_finding",), INSPECTOR, 404),
    Row("dissemination:sessions", let_in=SIGNED_IN - {"administrator"}),
    Row("dissemination:plan", (), OFFICES | {"agency"}, 404),
    Row("dissemination:session", ("session",), SIGNED_IN - {"administrator"}, 404),
    Row("dissemination:call", ("session",), frozenset({"agency", "office"}), 404),
    Row("dissemination:hold", ("session",), frozenset({"agency", "office"}), 404),
    Row("dissemination:cancel", ("session",), frozenset({"agency", "office"}), 404),
    Row("documents:graph", let_in=SIGNED_IN - {"administrator"}),
    Row("documents:affected", ("document",), SIGNED_IN - {"administrator"}, 404),
    Row("documents:affected", ("draft",), OFFICE, 404),
)
