// What the pages add where JavaScript runs; every write works without it. No inline scripts, no libraries but htmx.
"use strict";

(() => {
  const typing = (target) => target.closest("input, select, textarea, [contenteditable]") !== null;

  // "/" goes to the search of the page, or to that of the site.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const field = document.querySelector("[data-search='page']") || document.querySelector("[data-search]");
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  // A fact and its words in the source light each other, by pointer and by focus.
  const light = (event, on) => {
    const fact = event.target.closest?.("[data-fact]");
    if (!fact) return;
    const name = CSS.escape(fact.dataset.fact);
    for (const other of document.querySelectorAll(`[data-fact="${name}"]`)) other.classList.toggle("is-lit", on);
    const words = on && !fact.closest("mark, svg") && document.querySelector(`mark[data-fact="${name}"], rect[data-fact="${name}"]`);
    const box = words && words.closest(".split__aside, .desk__page");
    if (box) box.scrollTo({ top: box.scrollTop + words.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3, behavior: "instant" });
  };
  for (const [type, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(type, (event) => light(event, on));
  }

  // Menus close with Escape, by a click elsewhere, and when the focus leaves them.
  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (menu !== except) menu.open = false;
  };
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("focusin", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // A form that is only a choice sends itself.
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-submit-on-change]");
    if (form && form.checkValidity()) form.requestSubmit();
  });

  // Dangerous acts ask once, naming the thing.
  document.addEventListener("submit", (event) => {
    const words = event.submitter?.dataset.confirm;
    if (words && !window.confirm(words)) event.preventDefault();
  });

  // A box at the head of a list ticks all boxes of its name (in its form, if it stands in one); a button counts them.
  const countTicks = (name, place) => {
    const all = [...place.querySelectorAll(`input[type="checkbox"][name="${CSS.escape(name)}"]`)];
    const ticked = all.filter((one) => one.checked).length;
    for (const words of place.querySelectorAll(`[data-ticked="${CSS.escape(name)}"]`)) words.textContent = ticked ? `(${ticked})` : "";
    for (const head of place.querySelectorAll(`[data-tick-all="${CSS.escape(name)}"]`)) {
      head.checked = ticked > 0 && ticked === all.length;
      head.indeterminate = ticked > 0 && ticked < all.length;
    }
  };
  document.addEventListener("change", (event) => {
    const box = event.target;
    if (box.type !== "checkbox") return;
    const place = box.closest("form") || document;
    const name = box.dataset.tickAll;
    if (name) for (const one of place.querySelectorAll(`input[type="checkbox"][name="${CSS.escape(name)}"]`)) one.checked = box.checked;
    if (name || box.name) countTicks(name || box.name, place);
  });

  // Files dropped on the drop area are those of its file field.
  document.addEventListener("dragover", (event) => {
    const area = event.target.closest?.("[data-drop]");
    if (!area) return;
    event.preventDefault();
    area.classList.add("is-over");
  });
  document.addEventListener("dragleave", (event) => event.target.closest?.("[data-drop]")?.classList.remove("is-over"));
  document.addEventListener("drop", (event) => {
    const area = event.target.closest?.("[data-drop]");
    if (!area || !event.dataTransfer.files.length) return;
    event.preventDefault();
    area.classList.remove("is-over");
    const field = area.querySelector("input[type=file]");
    field.files = event.dataTransfer.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });

  // What is folded is printed in full, and folded again after.
  const unfolded = new Set();
  window.addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("details.long:not([open])")) {
      one.open = true;
      unfolded.add(one);
    }
  });
  window.addEventListener("afterprint", () => {
    for (const one of unfolded) one.open = false;
    unfolded.clear();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });

  // A day at rest reads as everywhere else (09/8/2021, in English 9 Aug 2021), whatever form the browser writes days in;
  // while it is typed the browser's own form shows. Only Chromium draws it; others keep theirs.
  const sayDay = (field) => {
    const [year, month, day] = field.value.split("-");
    if (!day) delete field.dataset.day;
    else if (document.documentElement.lang !== "en") field.dataset.day = `${day}/${month < 3 ? month : Number(month)}/${year}`;
    else field.dataset.day = new Date(year, month - 1, day).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" }).replace("Sept", "Sep");
  };
  const sayDays = () => document.querySelectorAll("input[type=date]").forEach(sayDay);
  if (window.chrome) {
    sayDays();
    for (const type of ["input", "change"]) document.addEventListener(type, (event) => event.target.type === "date" && sayDay(event.target));
    for (const type of ["htmx:afterSettle", "reset", "pageshow"]) window.addEventListener(type, () => setTimeout(sayDays));
  }

  // A button opens a dialog.
  document.addEventListener("click", (event) => {
    const opens = event.target.closest("[data-opens]");
    if (opens) document.getElementById(opens.dataset.opens).showModal();
  });
})();
