// The search: shards of words and events come as scripts, so that it works from a folder and without a network.
(() => {
  "use strict";
  const form = document.getElementById("search"), field = document.getElementById("q");
  const said = document.getElementById("said"), list = document.getElementById("found");
  const { root, home, place, none, found, limited, typing, unchecked } = form.dataset;
  const MOST = 50, CUT = 2000;
  const LETTERS = { "ə": "e", "ı": "i", "ё": "е", "ø": "o", "ł": "l", "ß": "ss" };
  const asked = new Map(), waiting = new Map();

  window.knellShard = (name, value) => waiting.get(name)?.(value);
  // Each is asked for once, however many wait for it.
  const shard = (name) => {
    if (!asked.has(name)) asked.set(name, new Promise((done) => {
      waiting.set(name, done);
      const script = document.createElement("script");
      script.src = `${root}search/${name}.js`;
      script.onerror = () => done(null);
      document.head.append(script);
    }));
    return asked.get(name);
  };
  const folded = (text) => (Array.from(text.toLowerCase(), (one) => LETTERS[one] ?? one).join("")
    .normalize("NFD").replace(/\p{M}/gu, "").match(/[\p{L}\p{N}]+/gu) ?? []);
  const eventsOf = async (word, index) => {
    const letters = Array.from(word);
    const name = letters.slice(0, 2).map((one) => one.codePointAt(0).toString(16)).join("-");
    if (letters.length < 2 || !index.shards.includes(name)) return new Set();
    const words = await shard(`w-${name}`), numbers = new Set();
    for (const [one, steps] of Object.entries(words ?? {})) {
      if (!one.startsWith(word)) continue;
      let number = 0;
      for (const step of steps) numbers.add(number += step);
      if (steps.length >= CUT) numbers.cut = true;
    }
    return numbers;
  };
  let turn = 0;
  const look = async () => {
    const mine = ++turn, words = folded(field.value);
    if (!words.some((one) => Array.from(one).length > 1)) {
      list.replaceChildren();
      said.textContent = field.value.trim() ? typing : "";
      return;
    }
    const index = await shard("index");
    const sets = await Promise.all(words.filter((one) => Array.from(one).length > 1).map((one) => eventsOf(one, index)));
    const all = [...sets[0]].filter((number) => sets.every((one) => one.has(number))).sort((a, b) => a - b);
    const shown = all.slice(0, MOST);
    const rows = await Promise.all(shown.map(async (number) =>
      (await shard(`e-${Math.floor(number / index.size)}`))?.[number % index.size]));
    if (mine !== turn) return;
    list.replaceChildren(...rows.filter(Boolean).map(([key, names, checked]) => {
      const item = document.createElement("li"), link = document.createElement("a"), rest = document.createElement("span");
      link.href = `${home}events/${key}.html`;
      link.dir = "auto";
      [link.textContent, rest.textContent] = names[Number(place)];
      if (!checked) rest.textContent += ` (${unchecked})`;
      rest.className = "quiet";
      item.append(link, " ", rest);
      return item;
    }));
    const many = sets.some((one) => one.cut) || all.length > MOST;
    said.textContent = all.length ? found.replace("#", all.length.toLocaleString(document.documentElement.lang)) + (many ? ` ${limited}` : "") : none;
    list.dataset.ready = field.value;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    look();
  });
  field.addEventListener("input", look);
  const given = new URLSearchParams(location.search).get("q");
  if (given) field.value = given;
  if (field.value) look();
})();
