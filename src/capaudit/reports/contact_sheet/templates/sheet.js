// Combines filters, searches words, turns pages and moves with j and k. Everything can be read
// without it; it shows and hides cards, and writes nothing into the page but counts.
(() => {
  "use strict";
  const root = document.documentElement;
  const form = document.querySelector(".search");
  if (!form) return;
  const size = Number(form.dataset.size);
  const cards = [...document.querySelectorAll(".card")];
  const selects = [...form.querySelectorAll("select")];
  const words = form.elements.words;
  const status = document.querySelector(".status");
  const count = status.querySelector("p");
  const pagers = [...document.querySelectorAll(".pager.scripted")];
  const views = cards.map((card) => new Set(card.className.match(/\bv\d+(?=-)/g)));
  const texts = new Array(cards.length);
  let passed = [];
  let page = 1;

  function textOf(index) {
    return (texts[index] ??= cards[index].textContent.toLowerCase());
  }

  function filter() {
    const asked = selects.filter((one) => one.value).map((one) => "v" + one.value);
    const said = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    passed = [];
    cards.forEach((card, index) => {
      if (!asked.every((view) => views[index].has(view))) return;
      if (said.length && !said.every((word) => textOf(index).includes(word))) return;
      passed.push(card);
    });
  }

  function show() {
    const pages = Math.max(1, Math.ceil(passed.length / size));
    page = Math.min(Math.max(1, page), pages);
    const first = (page - 1) * size;
    const there = new Set(passed.slice(first, first + size));
    for (const card of cards) card.hidden = !there.has(card);
    let said = passed.length + " of " + cards.length + (cards.length === 1 ? " picture" : " pictures");
    if (pages > 1) said += ", page " + page + " of " + pages;
    count.textContent = said;
    for (const pager of pagers) {
      pager.hidden = pages === 1;
      pager.querySelector(".back").disabled = page === 1;
      pager.querySelector(".on").disabled = page === pages;
    }
  }

  function refresh() {
    page = 1;
    filter();
    show();
    remember();
  }

  function turn(by) {
    page += by;
    show();
    remember();
    status.scrollIntoView();
  }

  function remember() {
    const asked = selects.filter((one) => one.value).map((one) => one.value);
    history.replaceState(null, "", "#v" + (asked.join("+") || "0") + "-" + page);
  }

  // A followed link or a kept address names views and a page, or a card.
  function follow() {
    const name = decodeURIComponent(location.hash.slice(1));
    const asked = /^v([\d+]+)-(\d+)$/.exec(name);
    const card = asked ? -1 : cards.findIndex((one) => one.id === name);
    if (asked || card >= 0) {
      const wanted = asked ? asked[1].split("+") : [];
      words.value = "";
      for (const one of selects) {
        one.value = wanted.find((view) => one.querySelector('[value="' + view + '"]')) ?? "";
      }
    }
    filter();
    page = asked ? Number(asked[2]) : card >= 0 ? Math.floor(card / size) + 1 : page;
    show();
    if (card >= 0) {
      cards[card].scrollIntoView();
      cards[card].focus();
    } else if (asked && asked[1] !== "0") {
      status.scrollIntoView({ block: "nearest" });
    }
  }

  function step(event) {
    const by = { j: 1, k: -1 }[event.key];
    if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea")) return;
    const first = (page - 1) * size;
    const there = passed.slice(first, first + size);
    const at = there.indexOf(event.target.closest(".card"));
    const next = there[at < 0 ? 0 : at + by];
    if (next) {
      next.focus();
      event.preventDefault();
    }
  }

  root.classList.add("js");
  form.hidden = status.hidden = false;
  form.addEventListener("input", refresh);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(refresh));
  for (const pager of pagers) {
    pager.querySelector(".back").addEventListener("click", () => turn(-1));
    pager.querySelector(".on").addEventListener("click", () => turn(1));
  }
  document.querySelector("main").addEventListener("keydown", step);
  addEventListener("hashchange", follow);
  follow();
})();
