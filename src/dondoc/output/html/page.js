(() => {
  "use strict";
  const byFact = new Map();
  for (const element of document.querySelectorAll("[data-f]"))
    for (const fact of element.dataset.f.split(" ")) {
      if (!byFact.has(fact)) byFact.set(fact, []);
      byFact.get(fact).push(element);
    }
  let lit = [];
  const light = (element) => {
    for (const old of lit) old.classList.remove("lit");
    lit = [];
    if (!element) return;
    const fact = element.dataset.f.split(" ").pop();
    const row = fact.split("-")[0];
    lit = [...(byFact.get(fact) || []), ...(byFact.get(row) || []).filter((e) => e.matches("li,tr"))];
    for (const each of lit) each.classList.add("lit");
  };
  const near = (event) => (event.target instanceof Element ? event.target.closest("[data-f]") : null);
  document.addEventListener("pointerover", (event) => light(near(event)));
  document.addEventListener("focusin", (event) => light(near(event)));
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href^='#']") : null;
    const goal = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!goal) return;
    event.preventDefault();
    history.replaceState(null, "", link.getAttribute("href"));
    goal.scrollIntoView({ block: "center" });
    if (goal.tabIndex >= -1) goal.focus({ preventScroll: true });
    light(goal.closest("[data-f]"));
  });
})();
