// Keys, and what htmx needs. Pages work without any of this.
"use strict";

(() => {
  const TYPING = "input:not([type=checkbox]):not([type=radio]):not([type=submit]), textarea, select, [contenteditable]";
  const PAUSE = 900;
  const STORED = "knell-keys";
  let begun = "";
  let since = 0;

  const on = () => localStorage.getItem(STORED) !== "off";
  const seen = (one) => one.getClientRects().length > 0 && !one.disabled;
  const said = (one) =>
    one.dataset.keySays || one.getAttribute("aria-label") || one.textContent.replace(/\s+\S{1,3}\s*$/, (tail) =>
      one.querySelector("kbd") ? "" : tail).trim();

  // What a key means: within the current item first (data-current), then on the page.
  const meant = (key) => {
    const current = document.querySelector("dialog[open]") || document.querySelector("[data-current]");
    const places = current ? [current, document] : [document];
    for (const place of places) {
      const found = [...place.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key && seen(one));
      if (found) return found;
    }
    return null;
  };

  const begins = (keys) => [...document.querySelectorAll("[data-key]")].some((one) => one.dataset.key.startsWith(keys));

  const press = (one) => {
    if (one.matches(TYPING)) {
      one.focus();
      if (one.select) one.select();
    } else {
      one.focus();
      one.click();
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !on()) return;
    if (event.key === "Escape") begun = "";
    if (event.target.closest(TYPING) || event.key.length !== 1 || event.key === " ") return;
    if (event.key === "?") {
      event.preventDefault();
      openKeys();
      return;
    }
    const keys = Date.now() - since < PAUSE && begun ? `${begun} ${event.key}` : event.key;
    const found = meant(keys) || meant(event.key);
    since = Date.now();
    begun = "";
    if (found) {
      event.preventDefault();
      press(found);
    } else if (begins(`${event.key} `)) {
      begun = event.key;
    }
  });

  const openKeys = () => {
    const dialog = document.getElementById("keys");
    const list = dialog.querySelector("[data-keys-list]");
    const rows = new Map([["?", "Show these keys"]]);
    for (const one of document.querySelectorAll("[data-key]")) {
      if (!rows.has(one.dataset.key)) rows.set(one.dataset.key, said(one));
    }
    list.replaceChildren();
    for (const [key, words] of rows) {
      const term = document.createElement("dt");
      for (const part of key.split(" ")) {
        const shown = document.createElement("kbd");
        shown.textContent = part;
        term.append(shown, " ");
      }
      const meaning = document.createElement("dd");
      meaning.textContent = words;
      list.append(term, meaning);
    }
    dialog.querySelector("[data-keys-on]").checked = on();
    if (!dialog.open) dialog.showModal();
  };

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-keys-on]")) localStorage.setItem(STORED, event.target.checked ? "on" : "off");
    // A filter that is sent as soon as it changes.
    if (event.target.closest("[data-send-on-change]")) event.target.form.requestSubmit();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys]")) openKeys();
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
    const asks = event.target.closest("[data-confirm]");
    if (asks && !window.confirm(asks.dataset.confirm)) event.preventDefault();
  });

  for (const button of document.querySelectorAll("[data-keys]")) button.hidden = false;
  const wrong = document.querySelector("[aria-invalid=true]");
  if (wrong) wrong.focus();

  // htmx: every request carries the token of this page.
  document.addEventListener("htmx:config:request", (event) => {
    event.detail.ctx.request.headers["X-CSRF-Token"] = document.querySelector("meta[name=csrf-token]").content;
  });
})();
