// The map inside the page: shapes are fetched once, a change only recolours them.
(function () {
  "use strict";

  const LOCALES = { nl: "nl-NL", en: "en-GB" };
  const STATES = { z: "zero", p: "protected", u: "unknown", x: "not_applicable" };
  const POINTS = ["place", "initiative", "reach"];
  const INK = "#1c2b2d";
  const SVG = "http://www.w3.org/2000/svg";
  // A map in a page of another site leaves the wheel to that page, but with Ctrl.
  const FRAMED = parent !== top || /[?&]embed=true/.test(parent.location.search);
  const HINT_MS = 1500;
  const OUT = 2;
  let map, options, state, area, places, legend, lines, hinted;
  const shapes = {};

  function start(target, given) {
    map = target;
    options = given;
    area = lines = places = undefined;
    for (const name of Object.keys(shapes)) delete shapes[name];
    document.documentElement.lang = options.lang;
    const box = map.getContainer();
    box.setAttribute("aria-label", options.words.map);
    // A press focuses the map: were the page to scroll then, the click would miss.
    box.focus = () => HTMLElement.prototype.focus.call(box, { preventScroll: true });
    map.attributionControl.setPrefix(false).addAttribution(options.words.attribution);
    const { zoomIn, zoomOut } = options.words;
    L.control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);
    yieldToPage(box);
    map.options.maxBoundsViscosity = 1;
    let fitted = fit();
    if (options.basemap) {
      L.tileLayer(options.basemap.url, { attribution: options.basemap.attribution }).addTo(map);
    }
    new ResizeObserver(() => {
      map.invalidateSize();
      fitted = fitted || fit();
    }).observe(map.getContainer());
    addLegend();
    if (options.places) {
      Promise.all([fetchShapes("place"), fetchShapes("initiative")]).then(addPlaces);
    }
  }

  // A map that is not laid out yet has no room to fit anything in.
  function fit() {
    const size = map.getSize();
    if (size.x < 40 || size.y < 40) return false;
    map.fitBounds(options.bounds, {
      paddingTopLeft: [8, 8],
      paddingBottomRight: [size.x > 460 && options.legend ? 150 : 8, 8],
      animate: false,
    });
    map.setMinZoom(map.getZoom() - OUT).on("zoomend", hold);
    hold();
    return true;
  }

  // Nobody is to push the map away from what it shows: its middle stays within that.
  function hold() {
    const { x, y } = map.getSize().divideBy(2);
    const [low, high] = options.bounds.map((corner) => map.project(corner));
    const corners = [low.add([-x, y]), high.add([x, -y])];
    map.setMaxBounds(L.latLngBounds(corners.map((corner) => map.unproject(corner))));
  }

  // One finger and the wheel scroll the page that the map stands in: two fingers, or the wheel with
  // Ctrl in a frame, are for the map.
  function yieldToPage(box) {
    box.addEventListener("touchstart", (event) => {
      if (event.touches.length === 1) event.stopImmediatePropagation();
    }, { capture: true, passive: true });
    box.addEventListener("touchmove", (event) => {
      if (event.touches.length === 1) hint(options.words.fingers);
    }, { capture: true, passive: true });
    if (!FRAMED) return;
    box.addEventListener("wheel", (event) => {
      if (event.ctrlKey || event.metaKey || event.target.closest(".layers, .legend")) return;
      event.stopImmediatePropagation();
      hint(options.words.wheel);
    }, { capture: true, passive: true });
  }

  function hint(text) {
    let box = map.getContainer().querySelector(".hint");
    if (!box) {
      box = element("p", text);
      box.className = "hint";
      map.getContainer().append(box);
    }
    box.textContent = text;
    box.classList.add("on");
    clearTimeout(hinted);
    hinted = setTimeout(() => box.classList.remove("on"), HINT_MS);
  }

  function paint(next) {
    state = next;
    fetchShapes(state.level, state.year, state.within).then((layer) => {
      if (state !== next) return;
      recolour(layer);
      if (area !== layer) {
        if (area) map.removeLayer(area);
        area = layer.addTo(map);
        area.eachLayer((path) => {
          const drawn = path.getElement();
          drawn.style.pointerEvents = path.options.opacity ? "auto" : "none";
          drawn.setAttribute("tabindex", -1);
        });
        patterns();
      }
      drawLines();
      drawLegend();
      if (places) paintPlaces(state);
      document.body.dataset.painted = state.id;
    });
  }

  function fetchShapes(level, year, within) {
    const asked = Object.entries({ year, within }).filter(([, value]) => value);
    const name = `${level}.json${asked.length ? `?${new URLSearchParams(asked)}` : ""}`;
    shapes[name] = shapes[name] || fetch(`/areas/${options.release}/${name}`)
      .then((answer) => {
        if (!answer.ok) throw new Error(answer.status);
        return answer.json();
      })
      .then((collection) => (POINTS.includes(level) ? collection : areaLayer(collection)))
      .catch(() => {
        delete shapes[name];
        say(options.words.reload);
        return new Promise(() => {});
      });
    return shapes[name];
  }

  function areaLayer(collection) {
    collection.features.forEach((feature, position) => { feature.position = position; });
    const layer = L.geoJSON(collection, { onEachFeature: listen });
    layer.bindTooltip((path) => told(path.feature), { sticky: true, className: "told" });
    return layer;
  }

  function listen(feature, path) {
    path.on({
      click: () => choose(feature.properties.code),
      mouseover: () => path.setStyle({ color: INK, weight: 2 }).bringToFront(),
      mouseout: () => path.setStyle(lookOf(path)),
    });
  }

  // Under hexagons the districts are drawn as lines, to see where one is.
  function drawLines() {
    const wanted = state.level === "hexagon";
    if (!wanted && lines) map.removeLayer(lines);
    if (!wanted || (lines && map.hasLayer(lines))) return;
    fetch(`/areas/${options.release}/wijk.json${state.within ? `?within=${state.within}` : ""}`)
      .then((answer) => answer.json())
      .then((collection) => {
        lines = lines || L.geoJSON(collection, {
          interactive: false,
          style: { color: "#9fb0b2", weight: 0.8, fill: false },
        });
        if (state.level === "hexagon") lines.addTo(map).bringToBack();
      });
  }

  // Only what differs is touched, and of most areas that is the fill alone.
  function recolour(layer) {
    layer.eachLayer((path) => {
      const look = lookOf(path);
      const differing = Object.keys(look).filter((key) => path.options[key] !== look[key]);
      const drawn = path.getElement();
      if (drawn && differing.length === 1 && differing[0] === "fillColor") {
        path.options.fillColor = look.fillColor;
        drawn.setAttribute("fill", look.fillColor);
      } else if (differing.length) {
        path.setStyle(look);
        if (drawn) drawn.style.pointerEvents = look.opacity ? "auto" : "none";
      }
      if (look.weight > 1) path.bringToFront();
    });
  }

  function lookOf(path) {
    const kind = state.classes[path.feature.position];
    const shown = kind !== "-";
    const chosen = (state.selected || "").split(" ").includes(path.feature.properties.code);
    return {
      fillColor: fill(kind),
      fillOpacity: shown ? (options.basemap ? 0.78 : 1) : 0,
      opacity: shown ? 1 : 0,
      color: chosen ? INK : kind === "z" ? "#c6d3d4" : "#fff",
      weight: chosen ? 3 : 0.8,
    };
  }

  function fill(kind) {
    if (kind in STATES) return kind === "z" ? "#fff" : `url(#${STATES[kind]})`;
    return state.colours[Number(kind)] || "#eef3f3";
  }

  function told(feature) {
    const kind = state.classes[feature.position];
    const box = document.createElement("span");
    if (feature.properties.name) {
      box.append(element("strong", feature.properties.name), document.createElement("br"));
    }
    box.append(kind in STATES ? state.states[STATES[kind]] : amount(state.values[feature.position]));
    return box;
  }

  function amount(value) {
    if (value === null || value === undefined) return "–";
    const digits = { minimumFractionDigits: state.decimals, maximumFractionDigits: state.decimals };
    const text = new Intl.NumberFormat(LOCALES[options.lang], digits).format(value);
    return `${text}${state.unit}`;
  }

  function choose(code) {
    if (!state.clickable) return;
    state.selected = code;
    recolour(area);
    report(`area:${code}`);
  }

  function report(text) {
    const value = { last_object_clicked_tooltip: text, at: Date.now() };
    window.__GLOBAL_DATA__.last_object_clicked_tooltip = text;
    window.__GLOBAL_DATA__.previous_data = { last_object_clicked_tooltip: text };
    window.Streamlit.setComponentValue(value);
  }

  // Protected, unknown and not applicable are told apart by pattern, not by colour alone.
  function patterns() {
    const svg = map.getPanes().overlayPane.querySelector("svg");
    if (!svg || svg.querySelector("defs")) return;
    svg.prepend(patternDefinitions(""));
  }

  function patternDefinitions(suffix) {
    const defs = document.createElementNS(SVG, "defs");
    const drawn = {
      protected: "M0 8L8 0M-2 2L2 -2M6 10L10 6",
      unknown: "",
      not_applicable: "M2 4h4M4 2v4",
    };
    for (const [name, path] of Object.entries(drawn)) {
      const pattern = document.createElementNS(SVG, "pattern");
      const size = { id: name + suffix, width: 8, height: 8, patternUnits: "userSpaceOnUse" };
      for (const [key, value] of Object.entries(size)) pattern.setAttribute(key, value);
      pattern.innerHTML =
        `<rect width="8" height="8" fill="${name === "unknown" ? "#cfd6d7" : "#f6f6f3"}"/>` +
        `<path d="${path}" stroke="#7d8b8d" stroke-width="1.2" fill="none"/>`;
      defs.append(pattern);
    }
    return defs;
  }

  function addLegend() {
    legend = L.control({ position: "bottomright" });
    legend.onAdd = () => {
      const box = L.DomUtil.create("div", "legend");
      L.DomEvent.disableClickPropagation(box);
      return box;
    };
    legend.addTo(map);
  }

  function drawLegend() {
    const box = legend.getContainer();
    box.replaceChildren();
    box.hidden = !state.legend.length;
    if (box.hidden) return;
    const details = document.createElement("details");
    details.open = map.getSize().x > 460;
    details.append(element("summary", state.title));
    for (const entry of state.legend) {
      const row = element("div", "");
      row.append(swatch(entry.kind), element("span", entry.text));
      details.append(row);
    }
    box.append(details);
  }

  function swatch(kind) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("width", 22);
    svg.setAttribute("height", 14);
    svg.setAttribute("aria-hidden", "true");
    const box = document.createElementNS(SVG, "rect");
    const look = { x: 0.5, y: 0.5, width: 21, height: 13, stroke: "#9fb0b2", fill: fill(kind) };
    for (const [key, value] of Object.entries(look)) box.setAttribute(key, value);
    if (kind in STATES && kind !== "z") {
      svg.append(patternDefinitions("-legend"));
      box.setAttribute("fill", `url(#${STATES[kind]}-legend)`);
    }
    svg.append(box);
    return svg;
  }

  function addPlaces(collections) {
    const layer = window.wijkeconomiePoints(map, options, report);
    collections.forEach(layer.add);
    layer.start();
    places = layer;
    if (state) paintPlaces(state);
    document.body.dataset.places = collections[0].features.length;
  }

  function paintPlaces(next) {
    places.paint(next);
    if (!next.reach_year) return;
    fetchShapes("reach", next.reach_year).then((reached) => {
      if (state === next) places.setReach(reached[next.reach_key]);
    });
  }

  function say(text) {
    const box = element("p", text);
    box.className = "told-error";
    box.setAttribute("role", "alert");
    map.getContainer().append(box);
  }

  function element(tag, text) {
    const made = document.createElement(tag);
    made.textContent = text;
    return made;
  }

  window.wijkeconomie = { start, paint, report };
})();
