// The review desk: one key for each act, each field by itself, the open entry lit on the left, a frame drawn on the
// picture. Every write works without it.
"use strict";

(() => {
  const typing = (target) => target.closest("input, select, textarea, [contenteditable]") !== null;
  const register = () => document.getElementById("desk-register");
  const page = () => document.querySelector(".desk__page");
  const open = () => register()?.dataset.openItem;
  const rows = () => [...document.querySelectorAll("#desk-register [data-field]")];
  const here = () => document.activeElement?.closest?.("[data-field]");

  // The sentence of the open entry is lit and in sight.
  const reveal = (box, thing, share) => {
    if (box.scrollHeight > box.clientHeight) box.scrollTo({ top: box.scrollTop + thing.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight * share, behavior: "instant" });
  };
  // One below the other, the window itself scrolls: what is open comes up under the page, which stays in sight.
  const isOneColumn = () => getComputedStyle(register()).overflowY === "visible";
  const bringUp = (thing) => {
    const { top } = thing.getBoundingClientRect();
    if (top < page().getBoundingClientRect().bottom || top > innerHeight / 2) thing.scrollIntoView({ block: "start", behavior: "instant" });
  };
  const showSentence = () => {
    if (!register() || !page()) return;
    let first = null;
    for (const words of page().querySelectorAll("[data-item]")) {
      const lit = words.dataset.item.split(" ").includes(open());
      words.classList.toggle("sentence", lit);
      if (lit && !first) first = words;
    }
    if (first) reveal(page(), first, 0.3);
    const line = register().querySelector(".candidate.is-open");
    if (line && !isOneColumn()) reveal(register(), line, 0.05);
    else if (line) bringUp(line);
  };

  // Fields of the open entry: the arrows go from one to the next; the place is kept while the register is fetched again.
  let wanted = null;
  const choose = (row) => row?.focus({ preventScroll: false });
  const step = (by) => {
    const all = rows().filter((row) => row.tabIndex === 0);
    const at = all.indexOf(here());
    choose(at < 0 ? all.find((row) => row.querySelector("[data-confirms]")) || all[0] : all[Math.min(all.length - 1, Math.max(0, at + by))]);
  };
  const confirmField = () => {
    const button = here().querySelector("[data-confirms]");
    if (!button) return step(1);
    wanted = { key: open(), field: here().dataset.field, by: 1 };
    button.click();
  };
  const startTyping = (input) => {
    input?.focus({ preventScroll: true });
    if (input && isOneColumn()) (input.closest("[data-field]") || input.closest("[data-edit]")).scrollIntoView({ block: "start", behavior: "instant" });
    else if (input && input.getBoundingClientRect().bottom > register().getBoundingClientRect().bottom) reveal(register(), input, 0.3);
  };
  const settleFocus = () => {
    const refused = document.querySelector("#publish[open]");
    if (refused) return refused.querySelector("[aria-invalid], textarea").focus(); // elsewhere the menu would close over its reason
    const form = register()?.querySelector("[data-edit]");
    if (form) return startTyping(form.querySelector("[aria-invalid], textarea, select, input:not([type=hidden]):not([type=checkbox])"));
    const all = rows();
    const at = wanted && wanted.key === open() ? all.findIndex((row) => row.dataset.field === wanted.field) : -1;
    if (at >= 0) all[Math.min(all.length - 1, at + wanted.by)]?.focus({ preventScroll: false });
    else if (document.activeElement === document.body) register()?.focus({ preventScroll: true });
    wanted = null;
  };

  // Words selected on the left, or inside a frame drawn on the picture, become the form of a new item.
  const selected = () => {
    const selection = window.getSelection();
    const area = document.querySelector("[data-selectable]");
    if (!selection.rangeCount || selection.isCollapsed || !area.contains(selection.anchorNode)) return null;
    const range = selection.getRangeAt(0);
    const place = (node, offset) => {
      const line = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
      if (!line) return null;
      const before = document.createRange();
      before.selectNodeContents(line);
      before.setEnd(node, offset);
      return Number(line.dataset.start) + [...before.toString()].length;
    };
    const start = place(range.startContainer, range.startOffset);
    const end = place(range.endContainer, range.endOffset);
    return start === null || end === null || end <= start ? null : { start, end, words: selection.toString().replace(/\s+/g, " ").trim() };
  };
  const takeWords = (found) => {
    const form = document.querySelector("#add form");
    if (!form || !found) return;
    form.elements.start.value = found.start;
    form.elements.end.value = found.end;
    form.elements.quote.value = found.words;
    form.elements.title.value = found.words;
  };
  const openAdd = () => {
    const add = document.getElementById("add");
    add.open = true;
    add.scrollIntoView({ block: "nearest" });
    add.querySelector("textarea").focus();
  };
  const askWords = async (sheet, box) => {
    const address = new URL(document.querySelector("#add form").dataset.words, location.href);
    address.search = new URLSearchParams({ page: sheet.dataset.page, box: box.map((one) => one.toFixed(1)).join(",") });
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    const found = answer.ok ? await answer.json() : { sentence: "" };
    document.getElementById("drawn").textContent = found.sentence;
    if (found.end > found.start) {
      takeWords(found);
      openAdd();
    }
  };

  const drawing = () => document.querySelector("[data-draws]")?.getAttribute("aria-pressed") === "true";
  let frame = null;
  const corner = (sheet, event) => {
    const area = sheet.getBoundingClientRect();
    const view = sheet.querySelector("svg").viewBox.baseVal;
    const within = (value, most) => Math.min(most, Math.max(0, value));
    return [within(((event.clientX - area.left) / area.width) * view.width, view.width), within(((event.clientY - area.top) / area.height) * view.height, view.height)];
  };
  const drawn = (event) => {
    const [x, y] = corner(frame.sheet, event);
    const [x0, y0] = frame.from;
    return [Math.min(x, x0), Math.min(y, y0), Math.max(x, x0), Math.max(y, y0)];
  };
  document.addEventListener("pointerdown", (event) => {
    const sheet = event.target.closest?.(".desk .sheet");
    if (!sheet || event.button || !document.querySelector("[data-draws]") || (event.pointerType !== "mouse" && !drawing())) return;
    event.preventDefault();
    sheet.setPointerCapture(event.pointerId);
    const shape = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    shape.setAttribute("class", "drawn");
    for (const old of page().querySelectorAll(".drawn")) old.remove();
    sheet.querySelector("svg").append(shape);
    frame = { sheet, shape, from: corner(sheet, event) };
  });
  document.addEventListener("pointermove", (event) => {
    if (!frame) return;
    const [x0, y0, x1, y1] = drawn(event);
    for (const [name, value] of [["x", x0], ["y", y0], ["width", x1 - x0], ["height", y1 - y0]]) frame.shape.setAttribute(name, value);
  });
  document.addEventListener("pointerup", (event) => {
    if (!frame) return;
    const box = drawn(event);
    if (box[2] - box[0] > 8 && box[3] - box[1] > 5) askWords(frame.sheet, box);
    else frame.shape.remove();
    frame = null;
  });
  document.addEventListener("pointercancel", () => {
    frame?.shape.remove();
    frame = null;
  });
  document.addEventListener("dragstart", (event) => event.target.closest?.(".desk .sheet") && event.preventDefault());

  // What is typed and not saved is kept at the server a moment later, until it is saved or given up.
  let timer = 0;
  const keep = (form, extra = {}) => {
    clearTimeout(timer);
    timer = 0;
    const data = new FormData(form);
    for (const [name, value] of Object.entries({ key: form.dataset.entry, ...extra })) data.set(name, value);
    navigator.sendBeacon(form.dataset.keep, data);
  };
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-keep]");
    if (!form) return;
    clearTimeout(timer);
    timer = setTimeout(() => keep(form), 700);
  });
  document.addEventListener("submit", () => clearTimeout(timer), true);
  addEventListener("pagehide", () => {
    const form = timer && document.querySelector("form[data-keep]");
    if (form) keep(form);
  });

  // Keys.
  const press = (key) => {
    const button = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key);
    if (!button) return false;
    if ("takesSelection" in button.dataset) takeWords(selected());
    button.click();
    if (button.tagName === "SUMMARY") requestAnimationFrame(() => button.parentElement.querySelector("input:not([type=hidden]), textarea, select")?.focus());
    return true;
  };
  const onField = (key) => {
    if (key === "ArrowRight" || key === "ArrowLeft") step(key === "ArrowRight" ? 1 : -1);
    else if (key === " " && here()) confirmField();
    else if (key === " ") step(0);
    else if (key === "e" && here()?.querySelector("[data-corrects]")) here().querySelector("[data-corrects]").click();
    else return false;
    return true;
  };
  // While an act is on its way the register on the page is an old one: of the keys pressed meanwhile the first is done when
  // the new one is there, the others are dropped, so that no letter of a hurried hand acts on what it was not meant for.
  let busy = 0;
  let first = null;
  const free = () => {
    clearTimeout(busy);
    busy = 0;
    const key = first;
    first = null;
    if (key) act(key);
  };
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (!event.target.closest?.("#desk-register")) return;
    clearTimeout(busy);
    busy = setTimeout(free, 10000);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!busy) return;
    clearTimeout(busy);
    // What was answered is drawn first, however slow the machine; where nothing new comes (no network, a fault of ours) soon.
    busy = setTimeout(free, event.detail.successful ? 3000 : 500);
  });
  const act = (key) => onField(key) || press(key);
  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]")) return;
    const own = event.target.closest?.("#publish form, #add form, .acts form"); // their text takes Enter for a new line
    if (event.key === "Enter" && event.ctrlKey && own) return own.querySelector("button").click();
    if (event.key === "Enter" && event.ctrlKey && press("Ctrl+Enter")) return event.preventDefault();
    if (event.key === "Escape" && event.target.closest?.("[data-edit]") && press("Escape")) return event.preventDefault();
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (["Enter", " "].includes(event.key) && event.target.closest("a, button, summary")) return;
    const key = { j: "ArrowDown", k: "ArrowUp", "=": "+" }[event.key] || event.key;
    if (busy) first ??= key;
    if (busy || act(key)) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const corrects = event.target.closest("[data-corrects], [data-confirms]");
    if (corrects) wanted = { key: open(), field: corrects.closest("[data-field]").dataset.field, by: wanted?.by || ("confirms" in corrects.dataset ? 1 : 0) };
    const gives = event.target.closest("[data-edit] [data-key='Escape']");
    if (gives) {
      const form = gives.closest("form");
      const field = form.closest("[data-field]")?.dataset.field;
      if (field) wanted = { key: open(), field, by: 0 };
      keep(form, { discard: "1" });
    }
    const draws = event.target.closest("[data-draws]");
    if (draws) {
      draws.setAttribute("aria-pressed", String(!drawing()));
      page().classList.toggle("is-drawing", drawing());
    }
    const zoom = event.target.closest("[data-zoom]");
    if (zoom) {
      const now = Number(getComputedStyle(page()).getPropertyValue("--zoom")) || 1;
      page().style.setProperty("--zoom", Math.min(3, Math.max(0.5, now + Number(zoom.dataset.zoom) * 0.25)));
      showSentence();
    }
  });

  // What is opened by a touch comes into the part of the window that the page and the foot leave.
  document.addEventListener("toggle", (event) => {
    if (!event.target.open || !event.target.closest?.("#desk-register") || !isOneColumn()) return;
    const { top, bottom } = event.target.getBoundingClientRect();
    if (top < page().getBoundingClientRect().bottom || bottom > document.getElementById("desk-foot").getBoundingClientRect().top) event.target.scrollIntoView({ block: "start", behavior: "instant" });
  }, true);

  // What the server refuses outright is said by the page itself (a draft that is gone, a session that has ended); what never
  // reached it is said here, and nothing on the page changes.
  const sayLost = () => {
    const notice = document.createElement("p");
    notice.className = "notice notice--error";
    notice.textContent = document.getElementById("desk").dataset.lost;
    document.getElementById("messages").replaceChildren(notice);
  };
  document.addEventListener("htmx:sendError", sayLost);
  document.addEventListener("htmx:responseError", (event) => (event.detail.xhr.status < 500 ? location.reload() : sayLost()));
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-discards]")) return;
    event.preventDefault();
    const menu = document.getElementById("discard");
    menu.open = true;
    menu.querySelector("#discard-why").focus();
  });

  const settled = () => {
    showSentence();
    settleFocus();
  };
  document.addEventListener("htmx:afterSettle", (event) => {
    settled();
    if (busy && event.target === register()) free();
  });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", settled);
  else settled();
})();
