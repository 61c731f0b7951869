// Decisions faster: which claim is current, what comes next, words selected in a report. Pages work without it.
"use strict";

(() => {
  const OF_CLAIM = ["a", "r", "e", "m"];
  const TYPING = "input:not([type=checkbox]):not([type=radio]):not([type=submit]), textarea, select, [contenteditable]";
  const UNDECIDED = "unreviewed";
  let asked = null;
  let picked = null;
  let isReplaced = false;

  // The claims of the page, in its order, and the one that keys are about.
  const panels = () => [...document.querySelectorAll("[data-claim][data-status]")];
  const rowOf = (panel) => panel.closest("[id^='claim-']") || panel;
  const current = () => document.querySelector("[data-current]");
  const isShown = (one) => one.getClientRects().length > 0;

  const isInSight = (row) => {
    let top = 0;
    let bottom = window.innerHeight;
    for (let around = row.parentElement; around && around !== document.body; around = around.parentElement) {
      if (around.scrollHeight <= around.clientHeight || getComputedStyle(around).overflowY === "visible") continue;
      const box = around.getBoundingClientRect();
      top = Math.max(top, box.top);
      bottom = Math.min(bottom, box.bottom);
    }
    const box = row.getBoundingClientRect();
    return box.bottom > top && box.top < bottom;
  };

  const makeCurrent = (row, goThere) => {
    for (const old of document.querySelectorAll("[data-current]")) {
      delete old.dataset.current;
      old.removeAttribute("aria-current");
    }
    row.dataset.current = "";
    row.setAttribute("aria-current", "true");
    if (!goThere) return;
    if (!row.hasAttribute("tabindex")) row.tabIndex = -1;
    for (let fold = row.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) {
      fold.open = true;
    }
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };

  const step = (by) => {
    const all = panels().map(rowOf);
    if (!all.length) return;
    const at = all.indexOf(current());
    makeCurrent(all[Math.min(Math.max(at + by, 0), all.length - 1)], true);
  };

  // After the claim `id`, which was the one at `was` and may be gone, the next one that nobody decided about; from the first again behind the last.
  const nextUndecided = (id, was) => {
    const all = panels();
    const found = all.findIndex((one) => one.dataset.claim === id);
    const at = found < 0 ? was : found + 1;
    const inTurn = [...all.slice(at), ...all.slice(0, at)];
    return inTurn.find((one) => one.dataset.status === UNDECIDED && one.dataset.claim !== id);
  };

  const begin = () => {
    const all = panels();
    if (!all.length) return;
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const first = all.find((one) => one.dataset.status === UNDECIDED) || all[0];
    const meant = named && all.map(rowOf).includes(named) ? named : rowOf(first);
    makeCurrent(meant, meant === named);
  };

  // The reason can be typed at once: what follows the key must reach the field, and press no other key.
  const reject = (row) => {
    const fold = row.querySelector("details.inline");
    fold.open = true;
    fold.querySelector("input:not([type=hidden])").focus();
  };

  // A key about a claim is about the current one and no other, and only while that one is in sight.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") {
      const open = event.target.closest("details.inline[open]");
      if (open) {
        open.open = false;
        open.querySelector("summary").focus();
      }
      return;
    }
    if (localStorage.getItem("knell-keys") === "off") return;
    if (!OF_CLAIM.includes(event.key) || event.target.closest(TYPING) || document.querySelector("dialog[open]")) return;
    const row = current();
    if (!row) return;
    const offered = [...row.querySelectorAll("[data-key]")].some((one) => one.dataset.key === event.key && isShown(one));
    const seen = isInSight(row);
    if (offered && seen && event.key !== "r") return;
    event.stopPropagation();
    event.preventDefault();
    if (!seen) makeCurrent(row, true);
    else if (offered) reject(row);
  }, true);

  document.addEventListener("focusin", (event) => {
    const panel = panels().find((one) => rowOf(one).contains(event.target));
    if (panel && rowOf(panel) !== current()) makeCurrent(rowOf(panel), false);
  });

  document.addEventListener("click", (event) => {
    const walk = event.target.closest("[data-walk]");
    if (walk) step(Number(walk.dataset.walk));
    const row = event.target.closest("[id^='claim-']");
    if (row && row !== current() && row.querySelector("[data-claim][data-status]")) makeCurrent(row, false);
    const adds = event.target.closest("[data-add-claim]");
    if (adds && picked) {
      const address = new URL(adds.href);
      address.searchParams.set("words", picked.words);
      address.searchParams.set("start", String(picked.start));
      adds.href = address.href;
    }
  }, true);

  document.addEventListener("toggle", (event) => {
    if (event.target.matches("details.inline") && event.target.open) event.target.querySelector("input:not([type=hidden])").focus();
  }, true);

  // Words selected in a report, with the offset in code points at which they begin in the stored text. Every letter
  // of it stands under a [data-at]; what cannot be shown is an empty .unseen; all else is no part of the text.
  const letters = (text) => [...text].length;

  const pieces = (container) => {
    const walker = document.createTreeWalker(container, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    const found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.nodeType === Node.TEXT_NODE ? node.parentElement.closest("[data-at]") : node.matches(".unseen")) found.push(node);
    }
    return found;
  };

  const selected = (container, range) => {
    let at = Number(container.querySelector("[data-at]")?.dataset.at ?? 0);
    let start = null;
    let words = "";
    for (const node of pieces(container)) {
      const isText = node.nodeType === Node.TEXT_NODE;
      const size = isText ? letters(node.data) : 1;
      if (range.intersectsNode(node)) {
        const first = isText && node === range.startContainer ? range.startOffset : 0;
        const last = isText && node === range.endContainer ? range.endOffset : isText ? node.data.length : 0;
        const part = isText ? node.data.slice(first, last) : "";
        if (part && start === null) start = at + letters(node.data.slice(0, first));
        words += part;
      }
      at += size;
    }
    if (start === null || !words.trim()) return null;
    return { start: start + letters(words) - letters(words.trimStart()), words: words.trim() };
  };

  document.addEventListener("selectionchange", () => {
    const container = document.querySelector("[data-report]");
    const selection = document.getSelection();
    if (!container || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    if (!container.contains(range.commonAncestorContainer)) return;
    picked = range.collapsed ? null : selected(container, range);
  });

  // An exact number is the same at both ends: what is typed at one shows at the other, as long as they were alike.
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form || !form.elements.wording || !["low", "high"].includes(event.target.name)) return;
    const other = form.elements[event.target.name === "low" ? "high" : "low"];
    const was = event.target.dataset.was ?? event.target.defaultValue;
    const isOne = ["exact", "about"].includes(form.elements.wording.value);
    if (isOne && other.value === was) {
      other.value = event.target.value;
      other.dataset.was = other.value;
    }
    event.target.dataset.was = event.target.value;
  });

  // htmx: after a decision on to the next claim; whatever went wrong is shown as the page that it is.
  document.addEventListener("htmx:config:request", (event) => {
    const ctx = event.detail.ctx;
    const panel = ctx.sourceElement.closest("form[data-claim][data-status]");
    asked = null;
    if (!panel) return;
    asked = { at: panels().indexOf(panel), claim: panel.dataset.claim, stays: ctx.request.submitter?.value === "stay" || ctx.request.action.endsWith("/undo") };
    const row = rowOf(panel);
    ctx.target = row;
    ctx.select = `[id="${row.id}"]`;
    ctx.selectOOB = "#figures,#decide-event,#said:innerHTML";
    ctx.swap = "outerHTML show:none";
    ctx.push = "false";
  });

  document.addEventListener("htmx:response:error", (event) => {
    const ctx = event.detail.ctx;
    ctx.target = document.body;
    ctx.swap = "innerHTML";
    ctx.select = null;
    ctx.selectOOB = null;
    asked = null;
    isReplaced = true;
  });

  const showScripted = () => {
    for (const one of document.querySelectorAll("[data-with-script]")) one.hidden = false;
  };

  document.addEventListener("htmx:finally:request", () => {
    showScripted();
    if (isReplaced) {
      isReplaced = false;
      for (const one of document.querySelectorAll("[data-keys]")) one.hidden = false;
      window.scrollTo(0, 0);
      (document.querySelector("[aria-invalid=true]") || document.getElementById("main")).focus();
    }
    if (!asked) return;
    const { claim, stays, at } = asked;
    asked = null;
    const next = stays ? null : nextUndecided(claim, at);
    const here = panels().find((one) => one.dataset.claim === claim);
    if (!stays && !next) {
      const back = encodeURIComponent(location.pathname + location.search);
      location.assign(`/claims/${encodeURIComponent(claim)}/next?back=${back}`);
      return;
    }
    const goal = next || here || panels()[Math.min(at, panels().length - 1)];
    if (goal) makeCurrent(rowOf(goal), true);
  });

  // The look of decisions stays when the body of the page is another.
  for (const one of document.querySelectorAll("body link[rel=stylesheet]")) document.head.append(one);
  window.addEventListener("hashchange", begin);
  showScripted();
  begin();
})();
