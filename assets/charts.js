// Charts of a page: drawn once they come near what is seen. One that stands gets other rows when an
// area changes, which takes a tenth of drawing it anew.
(function () {
  "use strict";

  const CHART = "figure.chart";
  const NEAR = "600px";
  // As wide as a sheet of A4 and half of it are: wider ones would be shrunk, words and all.
  const SHEET = 700;
  const HALF = 335;
  const { library } = document.currentScript.dataset;
  // Nothing of what is drawn is run as a script, and nothing is styled from within.
  const LOOK = {
    ast: true,
    actions: false,
    renderer: "svg",
    defaultStyle: false,
    tooltip: { disableDefaultStyle: true },
  };
  const standing = new Map();
  const within = new WeakMap();
  let tools = null;
  let tries = 0;
  let isPaper = false;

  function load() {
    const address = tries ? `${library}?try=${tries}` : library;
    tools ||= import(address).then((module) => Object.values(module)[0]());
    return tools;
  }

  const near = new IntersectionObserver((changes) => {
    for (const { isIntersecting, target } of changes) if (isIntersecting) draw(target);
  }, { rootMargin: NEAR, scrollMargin: NEAR });

  const widths = new ResizeObserver((changes) => {
    for (const { target } of changes) {
      const chart = within.get(target);
      const width = target.clientWidth;
      if (!chart?.view || !width || width === chart.width) continue;
      chart.width = width;
      chart.view.width(width).runAsync();
    }
  });

  // A chart on the page, in which the drawing that stood under the same title goes on.
  function meet(figure) {
    const title = figure.getAttribute("aria-label");
    const { spec, rows, height } = figure.dataset;
    let chart = standing.get(title);
    if (!chart || chart.spec !== spec || chart.box.isConnected) {
      chart = { spec, box: document.createElement("div"), view: null, done: Promise.resolve() };
      standing.set(title, chart);
    }
    Object.assign(chart, { rows, isDue: true });
    figure.style.minHeight = `${height}px`;
    figure.replaceChildren(chart.box);
    within.set(figure, chart);
    near.observe(figure);
    widths.observe(figure);
  }

  function draw(figure) {
    near.unobserve(figure);
    const chart = within.get(figure);
    if (!chart.isDue) return;
    chart.isDue = false;
    chart.done = chart.done
      .then(() => (chart.view ? refresh(chart) : build(figure, chart)))
      .catch(() => fail(figure, chart));
  }

  // What cannot be drawn is told, and tried again when another area is looked at.
  function fail(figure, chart) {
    if (!chart.view) {
      tools = null;
      tries += 1;
    }
    chart.box.textContent = figure.dataset.failed;
    figure.style.minHeight = "";
    const same = figure.nextElementSibling;
    if (same?.matches("details")) same.open = true;
  }

  async function build(figure, chart) {
    const { embed, expressionInterpreter } = await load();
    chart.width = figure.clientWidth;
    const width = isPaper ? onSheet(chart) : chart.width;
    const spec = { ...JSON.parse(chart.spec), datasets: JSON.parse(chart.rows), width };
    const { view } = await embed(chart.box, spec, { ...LOOK, expr: expressionInterpreter });
    chart.view = view;
  }

  function refresh(chart) {
    for (const [name, rows] of Object.entries(JSON.parse(chart.rows))) chart.view.data(name, rows);
    return chart.view.runAsync();
  }

  function forget() {
    for (const [title, chart] of standing) {
      if (chart.box.isConnected) continue;
      chart.view?.finalize();
      standing.delete(title);
    }
  }

  new MutationObserver((changes) => {
    let isLess = false;
    const found = new Set();
    for (const { addedNodes, removedNodes } of changes) {
      isLess ||= removedNodes.length > 0;
      for (const node of addedNodes) {
        if (node.matches?.(CHART)) found.add(node);
        node.querySelectorAll?.(CHART).forEach((figure) => found.add(figure));
      }
    }
    for (const figure of found) if (figure.isConnected && !within.has(figure)) meet(figure);
    if (isLess && standing.size) forget();
  }).observe(document, { childList: true, subtree: true });

  function onSheet({ box, width }) {
    return Math.min(width, box.closest(".pair") ? HALF : SHEET);
  }

  // On paper all of a page is seen, and no wider than the sheet.
  function fit(onPaper) {
    isPaper = onPaper;
    for (const chart of standing.values()) {
      const { box, view, width } = chart;
      if (view && box.isConnected) view.width(isPaper ? onSheet(chart) : width).run();
    }
  }
  addEventListener("beforeprint", () => {
    fit(true);
    document.querySelectorAll(CHART).forEach(draw);
  });
  addEventListener("afterprint", () => fit(false));
})();
