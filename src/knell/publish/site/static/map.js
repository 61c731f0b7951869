// The map that moves: land comes as a script, so that it works from a folder; nothing is asked of any network.
(() => {
  "use strict";
  const METRES = { 2: 25e3, 3: 50e3, 4: 100e3, 5: 150e3, 6: 300e3, 7: 300e3 };
  const place = document.getElementById("map");
  const points = JSON.parse(document.getElementById("points").textContent);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name);
  const map = L.map(place, { attributionControl: false, preferCanvas: true, minZoom: 1, maxZoom: 11, zoomAnimation: !still, fadeAnimation: !still, maxBounds: [[-85, -400], [85, 400]] });
  const element = (name, words) => {
    const made = document.createElement(name);
    made.textContent = words;
    made.dir = "auto";
    return made;
  };
  // Words of reports are text and never markup.
  const popup = (held) => {
    const box = document.createElement("div");
    for (const [, , , key, name, when, told] of held.slice(0, 5)) {
      const head = document.createElement("p"), link = element("a", name);
      link.href = `events/${encodeURIComponent(key)}.html`;
      head.append(link);
      box.append(head, element("p", when), element("p", told));
    }
    if (held.length > 5) box.append(element("p", `+ ${held.length - 5}`));
    return box;
  };
  window.knellLand = (rings) => {
    map.createPane("land").style.zIndex = 200;
    const land = rings.map((ring) => ring.map(([x, y]) => [y, x]));
    L.polygon(land.map((ring) => [ring]), { renderer: L.canvas({ pane: "land", padding: 0.5 }), interactive: false, weight: 0.7, color: colour("--paper"), fillColor: colour("--land"), fillOpacity: 1 }).addTo(map);
    place.dataset.ready = "true";
  };
  const spots = new Map();
  for (const one of points) {
    const at = `${one[0]},${one[1]}`;
    spots.set(at, [...spots.get(at) ?? [], one]);
  }
  for (const held of spots.values()) {
    const [lat, lon, precision] = held[0];
    if (METRES[precision]) L.circle([lat, lon], { radius: METRES[precision], interactive: false, weight: 1, color: colour("--bad"), fillOpacity: 0.08 }).addTo(map);
    L.circleMarker([lat, lon], { radius: 6 + Math.min(12, 2 * Math.log2(held.length)), weight: 1.5, color: colour("--sheet"), fillColor: colour("--bad"), fillOpacity: precision > 3 ? 0.25 : 0.75 }).bindPopup(() => popup(held)).addTo(map);
  }
  L.control.scale({ imperial: false }).addTo(map);
  if (points.length) map.fitBounds(L.latLngBounds(points.map((one) => [one[0], one[1]])).pad(0.2), { maxZoom: 6, animate: false });
  else map.setView([20, 20], 2, { animate: false });
})();
