// Runs before Streamlit: where the server is, and the language of the document.
window.__streamlit = { BACKEND_BASE_URL: location.origin + "/" };

(function () {
  const DELAY = 250;
  const early = document.currentScript.dataset.early;
  // What a map needs, fetched while Streamlit starts: when its own files are under way.
  setTimeout(() => {
    for (const href of JSON.parse(early)) {
      if (href.startsWith("/static/")) {
        const link = document.createElement("link");
        document.head.append(Object.assign(link, { rel: "modulepreload", href }));
      } else {
        fetch(href, { priority: "low" }).catch(() => {});
      }
    }
  }, DELAY);

  function speak() {
    document.documentElement.lang = new URLSearchParams(location.search).get("lang") || "nl";
  }
  for (const name of ["pushState", "replaceState"]) {
    const change = history[name];
    history[name] = function (...args) {
      change.apply(this, args);
      speak();
    };
  }
  addEventListener("popstate", speak);
})();
