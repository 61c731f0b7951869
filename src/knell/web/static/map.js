// The map of events: land from world-atlas, a circle as wide as the place is known, clusters. Asks this app only.
(() => {
  "use strict";
  const METRES = { 1: 0, 2: 25e3, 3: 50e3, 4: 100e3, 5: 150e3, 6: 300e3, 7: 300e3 };

  // TopoJSON: arcs are shared between countries, and hold steps of whole numbers.
  const decoded = (topology) => {
    const { scale: [kx, ky], translate: [dx, dy] } = topology.transform;
    const arcs = topology.arcs.map((arc) => {
      let x = 0, y = 0;
      return arc.map(([a, b]) => [(x += a) * kx + dx, (y += b) * ky + dy]);
    });
    // Where a ring crosses the 180th meridian it goes on beyond it; one that goes round the pole is closed there.
    const unwound = (points) => {
      let turn = 0;
      const found = points.map(([x, y], place) => {
        if (place) {
          const step = x - points[place - 1][0];
          if (Math.abs(step) > 180) turn -= Math.sign(step) * 360;
        }
        return [x + turn, y];
      });
      if (turn) found.push([found.at(-1)[0], -90], [found[0][0], -90], found[0]);
      return found;
    };
    const ring = (numbers) => unwound(numbers.flatMap((number, place) => {
      const points = number < 0 ? arcs[~number].slice().reverse() : arcs[number];
      return place ? points.slice(1) : points;
    }));
    // What lies beyond one edge of the map lies within the other too.
    const both = (parts) => parts.flatMap((rings) => {
      const beyond = [-360, 360].filter((by) => rings[0].some(([x]) => Math.abs(x) > 180 && Math.abs(x + by) < 180));
      return [rings, ...beyond.map((by) => rings.map((one) => one.map(([x, y]) => [x + by, y])))];
    });
    const partsOf = { Polygon: (one) => [one.arcs], MultiPolygon: (one) => one.arcs };
    const features = topology.objects.countries.geometries.filter((one) => partsOf[one.type]).map((one) => ({
      type: "Feature", properties: {},
      geometry: { type: "MultiPolygon", coordinates: both(partsOf[one.type](one).map((part) => part.map(ring))) },
    }));
    return { type: "FeatureCollection", features };
  };

  const element = (name, words, attributes = {}) => {
    const made = document.createElement(name);
    made.textContent = words;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  const said = (one) => {
    const best = one.best === null ? "" : one.best.toLocaleString("en");
    return best && best !== one.figure ? `${one.figure} (best ${best})` : one.figure;
  };

  // Words of reports are text and never markup.
  const popup = (one) => {
    const box = document.createElement("div");
    const head = element("p", "");
    head.append(element("a", one.name || one.place || "unnamed event", { href: `/events/${encodeURIComponent(one.key)}`, dir: "auto" }));
    box.append(head, element("p", one.place, { dir: "auto" }));
    if (one.figure !== null) box.append(element("p", `${one.outcome}: ${said(one)}${one.disputed ? ", disputed" : ""}`));
    box.append(element("p", `${one.reports.toLocaleString("en")} ${one.reports === 1 ? "report" : "reports"}`, { class: "quiet" }));
    return box;
  };

  const draw = async (place) => {
    const [land, points] = await Promise.all([place.dataset.land, place.dataset.points].map(async (address) => {
      const answer = await fetch(address, { credentials: "same-origin" });
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      return answer.json();
    }));
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const map = L.map(place, { attributionControl: false, worldCopyJump: true, minZoom: 1, maxZoom: 11, zoomAnimation: !still, fadeAnimation: !still, maxBounds: [[-85, -400], [85, 400]] });
    map.createPane("land").style.zIndex = 200;
    L.geoJSON(decoded(land), { pane: "land", interactive: false, renderer: L.svg({ pane: "land", padding: 0.5 }), style: { className: "land" } }).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
    const clusters = L.markerClusterGroup({
      showCoverageOnHover: false, maxClusterRadius: 44, animate: !still, chunkedLoading: true,
      iconCreateFunction: (cluster) => L.divIcon({ className: `cluster${cluster.getChildCount() > 99 ? " many" : ""}`, iconSize: [36, 36], html: element("span", cluster.getChildCount().toLocaleString("en")) }),
    });
    const circles = L.layerGroup().addTo(map);
    for (const one of points) {
      const name = `${one.name || one.place || "unnamed event"}${one.figure === null ? "" : `, ${one.outcome} ${said(one)}`}`;
      const marker = L.marker([one.lat, one.lon], { title: name, alt: name, keyboard: true, icon: L.divIcon({ className: `point p${one.precision}${one.disputed ? " disputed" : ""}`, iconSize: [14, 14] }) });
      marker.bindPopup(() => popup(one));
      if (METRES[one.precision]) {
        const circle = L.circle([one.lat, one.lon], { radius: METRES[one.precision], interactive: false, className: `reach p${one.precision}` });
        marker.on("add", () => circles.addLayer(circle)).on("remove", () => circles.removeLayer(circle));
      }
      clusters.addLayer(marker);
    }
    map.addLayer(clusters);
    if (points.length) map.fitBounds(L.latLngBounds(points.map((one) => [one.lat, one.lon])).pad(0.2), { maxZoom: 6, animate: false });
    else map.setView([20, 20], 2, { animate: false });
    place.dataset.ready = "true";
  };

  const begin = () => {
    const place = document.getElementById("map");
    if (!place || place.dataset.begun) return;
    place.dataset.begun = "true";
    draw(place).catch(() => { place.textContent = "The map cannot be drawn; the list below says the same."; });
  };
  addEventListener("DOMContentLoaded", begin);
  document.addEventListener("htmx:after:swap", begin);
})();
