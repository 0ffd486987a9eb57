// Runs before Streamlit: where the server is, and the language of the document.
window.__streamlit = { BACKEND_BASE_URL: location.origin + "/" };

(function () {
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
