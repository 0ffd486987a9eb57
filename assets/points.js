// Places and initiatives on the map: those that would cover each other stand together, with how
// many they are. One stop of the Tab key for all of them: arrow keys go from one to the next.
(function () {
  "use strict";

  const APART = 15;
  const DEEPEST = 18;
  const MOST_NAMED = 12;
  const INK = "#1c2b2d";
  const LOCALES = { nl: "nl-NL", en: "en-GB" };
  const ALONG = { ArrowRight: ["x", 1], ArrowLeft: ["x", -1], ArrowDown: ["y", 1], ArrowUp: ["y", -1] };

  function layer(map, options, report) {
    const { lang } = options;
    const { said, flags, toggles } = options.points;
    const notation = new Intl.NumberFormat(LOCALES[lang]);
    const hidden = new Set();
    const symbols = {};
    const drawn = new Map();
    const counts = new Map();
    const points = [];
    let sizes = [], state = null, reached = null, items = null, circle = null, current = null;

    function add(collection) {
      Object.assign(symbols, collection.symbols);
      sizes = collection.sizes || sizes;
      collection.features.forEach((feature, position) => {
        const [lon, lat] = feature.geometry.coordinates;
        const at = L.latLng(lat, lon);
        const { x, y } = map.project(at, 0);
        const is_place = feature.properties.kind !== "initiative";
        points.push({ ...feature.properties, position, at, x, y, is_place });
      });
      // The larger ones come first: others stand together with them.
      points.sort((a, b) => (b.capacity || 0) - (a.capacity || 0) || (a.code < b.code ? -1 : 1));
    }

    function paint(next) {
      const isSame = state
        && ["visible", "initiatives", "place"].every((name) => state[name] === next[name]);
      state = next;
      if (!isSame) items = null;
      draw();
      choose();
      counts.forEach(count);
    }

    function shown(point) {
      return !hidden.has(point.kind) && isThere(point);
    }

    function isThere(point) {
      const letters = point.is_place ? state.visible : state.initiatives;
      return !letters || letters[point.position] === "1";
    }

    // Once more as long as some come together, as the middle of a few may be near another.
    function together(zoom) {
      const scale = 2 ** zoom;
      let spots = points.filter(shown).map((point) => (
        { members: [point], x: point.x * scale, y: point.y * scale, isFixed: isChosen(point) }
      ));
      for (let before = Infinity; spots.length < before;) {
        before = spots.length;
        spots = merged(spots);
      }
      return spots.map((spot) => item(spot, scale, zoom));
    }

    // By a grid of squares as wide as two must be apart, so that only neighbours are compared.
    function merged(spots) {
      const cells = new Map();
      for (const spot of spots) {
        const cell = `${Math.floor(spot.x / APART)} ${Math.floor(spot.y / APART)}`;
        if (!cells.has(cell)) cells.set(cell, []);
        cells.get(cell).push(spot);
        spot.isTaken = false;
      }
      const found = [];
      for (const spot of spots) {
        if (spot.isTaken) continue;
        const near = spot.isFixed ? [spot] : around(spot, cells);
        near.forEach((each) => { each.isTaken = true; });
        found.push(near.length > 1 ? joined(near) : spot);
      }
      return found;
    }

    function around(spot, cells) {
      const [column, row] = [Math.floor(spot.x / APART), Math.floor(spot.y / APART)];
      const near = [];
      for (let i = column - 1; i <= column + 1; i += 1) {
        for (let j = row - 1; j <= row + 1; j += 1) {
          for (const other of cells.get(`${i} ${j}`) || []) {
            const distance = Math.hypot(other.x - spot.x, other.y - spot.y);
            if (!other.isTaken && !other.isFixed && distance < APART) near.push(other);
          }
        }
      }
      return near;
    }

    function joined(near) {
      const members = near.flatMap((spot) => spot.members);
      const middle = (axis) => (
        near.reduce((sum, spot) => sum + spot[axis] * spot.members.length, 0) / members.length
      );
      return { members, x: middle("x"), y: middle("y"), isFixed: false };
    }

    function item({ members, x, y }, scale, zoom) {
      if (members.length === 1) return { key: members[0].code, at: members[0].at, members };
      const at = map.unproject(L.point(x / scale, y / scale), 0);
      return { key: `${members[0].code} ${members.length} ${zoom}`, at, members };
    }

    function isChosen(point) {
      return Boolean(state.place) && point.code === state.place;
    }

    function draw() {
      if (!state || !points.length) return;
      const zoom = map.getZoom();
      if (!items || items.zoom !== zoom) items = { zoom, found: together(zoom) };
      const seen = map.getBounds().pad(0.2);
      const wanted = new Map(items.found.filter(({ at }) => seen.contains(at)).map((i) => [i.key, i]));
      const before = drawn.get(current);
      const hadFocus = before && before.getElement() === document.activeElement;
      for (const [key, marker] of drawn) {
        if (!wanted.has(key)) {
          marker.remove();
          drawn.delete(key);
        }
      }
      for (const [key, each] of wanted) {
        if (!drawn.has(key)) drawn.set(key, mark(each));
        const isOn = each.members.length === 1 && isChosen(each.members[0]);
        drawn.get(key).setZIndexOffset(isOn ? 1000 : 0).getElement().classList.toggle("chosen", isOn);
      }
      pick(drawn.has(current) ? current : nearest(before ? before.getLatLng() : map.getCenter()));
      if (hadFocus && drawn.has(current)) focus(current);
      document.body.dataset.shown = items.found.length;
    }

    function mark(each) {
      const one = each.members.length === 1 ? each.members[0] : null;
      const icon = one ? symbol(one) : group(each.members.length);
      const marker = L.marker(each.at, { icon, keyboard: false, riseOnHover: true }).addTo(map);
      const box = marker.getElement();
      const label = one ? lines(one).join(", ") : fill(said.cluster, each.members.length);
      const given = { role: "button", tabindex: -1, "aria-label": label, "data-key": each.key };
      for (const [name, value] of Object.entries(given)) box.setAttribute(name, value);
      if (!one) box.firstChild.textContent = notation.format(each.members.length);
      marker.members = each.members;
      marker.bindTooltip(() => {
        marker.getTooltip().options.direction = side(marker);
        return told(each);
      }, { className: "told", opacity: 1 });
      marker.on("click", () => open(each, marker, false));
      const over = () => { if (one && one.is_place) reach(one); };
      for (const event of ["mouseenter", "focus"]) box.addEventListener(event, over);
      for (const event of ["mouseleave", "blur"]) box.addEventListener(event, choose);
      box.addEventListener("focus", () => pick(each.key));
      box.addEventListener("keydown", (event) => press(event, each, marker));
      return marker;
    }

    // Where a tooltip has room.
    function side(marker) {
      const at = map.latLngToContainerPoint(marker.getLatLng());
      if (Math.min(at.x, map.getSize().x - at.x) < 150) return "auto";
      return at.y < 130 ? "bottom" : "top";
    }

    function symbol(point) {
      const look = symbols[point.category];
      const size = point.is_place ? width(point.capacity) : 22;
      const kind = point.is_place ? (point.capacity ? "" : " unknown") : " initiative";
      return L.divIcon({
        className: `place${kind}`,
        iconSize: [size, size],
        html: `<svg viewBox="0 0 20 20" color="${look.colour}"><path d="${look.path}"/></svg>`,
      });
    }

    function width(capacity) {
      return sizes.reduce((size, [least, own]) => ((capacity || 0) >= least ? own : size), sizes[0][1]);
    }

    function group(count) {
      const size = 24 + 5 * Math.floor(Math.log10(count));
      return L.divIcon({ className: "cluster", iconSize: [size, size], html: "<span></span>" });
    }

    // What is told of a point, a line each: name, category, workplaces or area, whom it reaches.
    function lines(point) {
      const told = [point.name, symbols[point.category][lang]];
      if (!point.is_place) return [...told, point.theme[lang], point.area].filter(Boolean);
      const { capacity } = point;
      told.push(capacity ? fill(said.capacity, capacity) : said.unknown);
      const number = reached && reached[point.position];
      if (number !== null && number !== undefined) {
        told.push(fill(state.reach, typeof number === "number" ? number : flags[number]));
      }
      return told;
    }

    function told(each) {
      const box = document.createElement("span");
      if (each.members.length > 1) {
        box.append(fill(said.cluster, each.members.length));
        return box;
      }
      const [name, ...rest] = lines(each.members[0]);
      box.append(Object.assign(element("strong", name), { dir: "auto" }));
      for (const line of rest) box.append(document.createElement("br"), line);
      return box;
    }

    function open(each, marker, isByKey) {
      const one = each.members.length === 1 ? each.members[0] : null;
      if (!one) return closer(each, marker, isByKey);
      if (one.is_place && !toggles.hub) return report(`place:${one.code}`);
      marker.closeTooltip();
      return popup(marker, told(each), isByKey);
    }

    // As close as needed to see them apart; a list where they never will be.
    function closer(each, marker, isByKey) {
      const spread = (axis) => {
        const values = each.members.map((point) => point[axis]);
        return Math.max(...values) - Math.min(...values);
      };
      const apart = Math.log2(APART / Math.max(spread("x"), spread("y")));
      if (apart > DEEPEST) return popup(marker, list(each.members), isByKey);
      const bounds = L.latLngBounds(each.members.map((point) => point.at));
      const room = map.getBoundsZoom(bounds.pad(0.2));
      const zoom = Math.max(Math.min(Math.ceil(apart + 1), room), map.getZoom() + 1);
      const animate = !matchMedia("(prefers-reduced-motion: reduce)").matches;
      return map.setView(bounds.getCenter(), Math.min(zoom, DEEPEST), { animate });
    }

    function list(members) {
      const box = document.createElement("div");
      box.append(element("strong", fill(said.together, members.length)));
      for (const point of members.slice(0, MOST_NAMED)) {
        const line = element(toggles.hub || !point.is_place ? "div" : "button", "");
        line.append(element("bdi", point.name), ` – ${symbols[point.category][lang]}`);
        if (line.tagName === "BUTTON") line.addEventListener("click", () => report(`place:${point.code}`));
        box.append(line);
      }
      const more = members.length - MOST_NAMED;
      if (more > 0) box.append(element("div", fill(said.more, more)));
      box.className = "names";
      return box;
    }

    function popup(marker, content, isByKey) {
      const shown = L.popup({ offset: [0, -6], maxHeight: 260, autoPanPaddingTopLeft: [10, toggles.hub ? 118 : 50] });
      shown.setLatLng(marker.getLatLng()).setContent(content).openOn(map);
      const box = shown.getElement();
      box.querySelector(".leaflet-popup-close-button").setAttribute("aria-label", said.close);
      if (!isByKey) return;
      box.querySelector("button, a").focus();
      box.addEventListener("keydown", (event) => { if (event.key === "Escape") map.closePopup(shown); });
      shown.on("remove", () => { if (drawn.has(current)) focus(current); });
    }

    function press(event, each, marker) {
      const along = ALONG[event.key];
      if (along) focus(next(each.key, ...along));
      else if (event.key === "Enter" || event.key === " ") open(each, marker, true);
      else if (event.key === "Escape") map.getContainer().focus();
      else return;
      event.preventDefault();
      event.stopPropagation();
    }

    function next(key, axis, step) {
      const order = [...drawn]
        .map(([each, marker]) => ({ each, at: map.latLngToContainerPoint(marker.getLatLng()) }))
        .sort((a, b) => a.at[axis] - b.at[axis] || (a.each < b.each ? -1 : 1));
      const place = order.findIndex(({ each }) => each === key) + step;
      return order[Math.min(Math.max(place, 0), order.length - 1)].each;
    }

    function nearest(at) {
      let best = null, least = Infinity;
      for (const [key, marker] of drawn) {
        const distance = at.distanceTo(marker.getLatLng());
        if (distance < least) [best, least] = [key, distance];
      }
      return best;
    }

    function pick(key) {
      const before = drawn.get(current);
      if (before && before.getElement()) before.getElement().setAttribute("tabindex", -1);
      current = key;
      if (drawn.has(key)) drawn.get(key).getElement().setAttribute("tabindex", 0);
    }

    function focus(key) {
      const marker = drawn.get(key);
      if (!map.getBounds().contains(marker.getLatLng())) map.panTo(marker.getLatLng(), { animate: false });
      if (drawn.has(key)) drawn.get(key).getElement().focus({ preventScroll: true });
    }

    function reach(point) {
      if (circle) circle.remove();
      if (!state.circle_m) return;
      circle = L.circle(point.at, {
        radius: state.circle_m, interactive: false, color: INK, weight: 1.5, dashArray: "5 4",
        fillOpacity: 0.06, className: "reach",
      }).addTo(map);
    }

    // The circle of the place that has the focus, else of the one that is chosen.
    function choose() {
      if (circle) circle.remove();
      circle = null;
      const one = focused() || points.find((point) => isChosen(point) && shown(point));
      if (one) reach(one);
    }

    function focused() {
      const marker = drawn.get(current);
      if (!marker || marker.getElement() !== document.activeElement) return null;
      const [one, ...others] = marker.members;
      return !others.length && one.is_place ? one : null;
    }

    function setReach(numbers) {
      reached = numbers;
      for (const marker of drawn.values()) {
        const [one, ...others] = marker.members;
        if (!others.length) marker.getElement().setAttribute("aria-label", lines(one).join(", "));
      }
    }

    function toggle(kind, isOn) {
      if (isOn) hidden.delete(kind);
      else hidden.add(kind);
      items = null;
      draw();
      choose();
    }

    function count(text, kind) {
      const there = points.filter((point) => point.kind === kind && isThere(point)).length;
      text.data = ` ${toggles[kind]} (${notation.format(there)})`;
    }

    // Layers to switch on and off, and what the symbols and sizes mean.
    function addControl() {
      const offered = Object.keys(toggles).filter((kind) => points.some((point) => point.kind === kind));
      if (!offered.length) return;
      const control = L.control({ position: "topright" });
      control.onAdd = () => {
        const box = L.DomUtil.create("div", "layers");
        const ticks = box.appendChild(L.DomUtil.create("fieldset", "toggles"));
        for (const kind of offered) {
          const line = element("label", "");
          const tick = Object.assign(document.createElement("input"), { type: "checkbox", checked: true });
          tick.addEventListener("change", () => toggle(kind, tick.checked));
          counts.set(kind, document.createTextNode(""));
          line.append(tick, counts.get(kind));
          if (kind === "initiative") line.append(picture(symbols.initiative));
          ticks.append(line);
        }
        if (toggles.hub) box.append(key());
        L.DomEvent.disableClickPropagation(box).disableScrollPropagation(box);
        return box;
      };
      control.addTo(map);
    }

    function key() {
      const box = element("details", "");
      box.append(element("summary", said.symbols));
      const present = new Set(points.map((point) => point.category));
      for (const [category, look] of Object.entries(symbols)) {
        if (present.has(category)) box.append(row(picture(look), look[lang]));
      }
      const dot = "M10 2a8 8 0 1 1 0 16a8 8 0 1 1 0-16z";
      options.points.sizes.forEach((text, place) => {
        const size = sizes[Math.max(place - 1, 0)][1];
        const image = picture({ path: dot, colour: INK }, size);
        if (place === 0) image.classList.add("unknown");
        box.append(row(image, fill(said.capacity, text)));
      });
      return box;
    }

    function picture(look, size = 16) {
      const image = element("span", "");
      image.className = look === symbols.initiative ? "place initiative" : "place";
      image.innerHTML = `<svg viewBox="0 0 20 20" color="${look.colour}" aria-hidden="true"><path d="${look.path}"/></svg>`;
      image.style.width = image.style.height = `${size}px`;
      return image;
    }

    function row(image, text) {
      const line = element("div", "");
      line.append(image, element("span", text));
      return line;
    }

    function fill(sentence, value) {
      return sentence.replace("{count}", () => (typeof value === "number" ? notation.format(value) : value));
    }

    function start() {
      for (const credit of options.points.sources) map.attributionControl.addAttribution(credit);
      const pane = map.getPanes().markerPane;
      pane.setAttribute("role", "group");
      pane.setAttribute("aria-label", said.points);
      map.on("moveend", draw);
      addControl();
    }

    return { add, start, paint, setReach };
  }

  function element(tag, text) {
    const made = document.createElement(tag);
    made.textContent = text;
    return made;
  }

  window.wijkeconomiePoints = layer;
})();
