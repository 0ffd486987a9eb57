// Places there are as dots, and sites and a pin, each with the circle it reaches.
(function () {
  "use strict";

  let map, drawn, drops;

  L.Map.addInitHook(function () {
    map = this;
    drawn = undefined;
    map.createPane("circles").style.zIndex = 450;
    map.on("click", (event) => {
      if (!drops) return;
      const { lat, lng } = event.latlng.wrap();
      window.wijkeconomie.report(`pin:${lat.toFixed(6)},${lng.toFixed(6)}`);
    });
  });

  function mark(given) {
    drops = given.drops;
    map.getContainer().classList.toggle("drops", drops);
    if (drawn) map.removeLayer(drawn);
    drawn = L.layerGroup();
    for (const [lat, lon, name] of given.places) {
      drawn.addLayer(L.circleMarker([lat, lon], {
        pane: "circles", radius: 5, color: "#fff", weight: 1.5, fillColor: "#c5671b", fillOpacity: 1,
      }).bindTooltip(text(name), { className: "told" }));
    }
    for (const point of given.points) {
      const at = [point.lat, point.lon];
      drawn.addLayer(L.circle(at, {
        radius: point.radius_m,
        interactive: false,
        pane: "circles",
        className: `reach ${point.kind}`,
      }));
      drawn.addLayer(marker(at, point));
    }
    drawn.addTo(map);
    document.body.dataset.marked = given.id;
  }

  function marker(at, point) {
    const size = point.kind === "pin" ? [30, 38] : [26, 26];
    const icon = L.divIcon({
      className: `mark ${point.kind}`,
      html: text(point.sign),
      iconSize: size,
      iconAnchor: [size[0] / 2, point.kind === "pin" ? size[1] : size[1] / 2],
    });
    const made = L.marker(at, { icon, alt: point.label, zIndexOffset: 1000 });
    return made.bindTooltip(text(point.label), {
      className: "told", direction: "top", offset: [0, -16],
    });
  }

  function text(told) {
    const made = document.createElement("span");
    made.textContent = told;
    return made;
  }

  window.wijkeconomie.mark = mark;
})();
