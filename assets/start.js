// Runs before Streamlit: where the server is, and the language of the document.
window.__streamlit = { BACKEND_BASE_URL: location.origin + "/" };

(function () {
  const DELAY = 250;
  const { early, words } = document.currentScript.dataset;
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

  // Only a language that changes is set: to set it makes the browser style all of the page anew.
  const liked = document.documentElement.lang || "nl";
  function speak() {
    const lang = new URLSearchParams(location.search).get("lang") || liked;
    if (document.documentElement.lang !== lang) document.documentElement.lang = lang;
  }
  for (const name of ["pushState", "replaceState"]) {
    const change = history[name];
    history[name] = function (...args) {
      change.apply(this, args);
      speak();
    };
  }
  addEventListener("popstate", speak);

  // A link of the menu that is opened in a tab of its own asks for what goes along from page to page;
  // a click goes by Streamlit, which does not read the address of the link.
  const ALONG = ["lang", "year", "area", "release"];
  function lead(event) {
    const link = event.target.closest?.('a[data-testid^="stTopNav"], a[data-testid^="stSidebarNav"]');
    if (!link) return;
    const here = new URLSearchParams(location.search);
    const asked = new URLSearchParams();
    for (const name of ALONG) {
      const value = here.get(name)?.split(",")[0];
      if (value && (name !== "area" || /^(GM|WK|BU)\d+$/.test(value))) asked.set(name, value);
    }
    link.search = asked;
  }
  for (const name of ["pointerover", "focusin"]) addEventListener(name, lead);

  // Links to pages of ours are opened as Streamlit opens its own: the page stays, what it asks changes.
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a.own");
    const isPlain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain) return;
    event.preventDefault();
    const top = main()?.scrollTop;
    history.replaceState({ ...history.state, top }, "");
    history.pushState(null, "", link.href);
    dispatchEvent(new PopStateEvent("popstate", { state: null }));
    main()?.scrollTo(0, 0);
    settled(() => focusTitle(link));
  });

  // Who reads by ear or by keyboard goes on at the title of what was opened.
  function focusTitle(link) {
    const title = document.querySelector("h1");
    const isElsewhere = document.activeElement !== document.body && document.activeElement !== link;
    if (!title || isElsewhere) return;
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
  }

  // Back leads to where one was on the page, once it is there again.
  addEventListener("popstate", (event) => {
    const top = event.state?.top;
    if (top) settled(() => main()?.scrollTo(0, top));
  });

  // Work that a visitor waits for ends when the page is asked for as it is.
  addEventListener("click", (event) => {
    if (!event.target.closest?.("button.stop")) return;
    dispatchEvent(new PopStateEvent("popstate", { state: null }));
    settled(() => document.querySelector(".st-key-pack-make button")?.focus());
  });

  function main() {
    return document.querySelector('[data-testid="stMain"]');
  }
  function settled(then, patience = 60) {
    setTimeout(() => {
      if (document.querySelector(IDLE) || !patience) then();
      else settled(then, patience - 1);
    }, patience === 60 ? 300 : 50);
  }

  // Buttons that copy, also where a browser keeps the clipboard to secure addresses.
  async function copy(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const field = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (!button) return;
    await copy(button.parentElement.querySelector("code").textContent);
    button.focus();
    const told = button.parentElement.querySelector("output");
    told.textContent = button.dataset.done;
    setTimeout(() => (told.textContent = ""), 4000);
  });

  // In a frame of another site: how high all of it is, so that the site can show it whole. Told
  // once the source below is there, as what is half drawn is lower, and to anybody: it is no secret.
  const WHOLE = '[data-testid="stMainBlockContainer"]:has(.st-key-footer)';
  const heights = new ResizeObserver(([{ target }]) => {
    const height = Math.ceil(target.getBoundingClientRect().height);
    parent.postMessage({ wijkeconomie: { height } }, "*");
  });

  // What Streamlit says by itself of tables and charts, in the language of the page: names of
  // buttons, and the texts of menus and tooltips, kept so that another language can be spoken.
  const known = JSON.parse(words);
  const spoken = new WeakMap();
  const FIELDS = ["stMultiSelect", "stSelectbox", "stNumberInput"];
  const OWN = ["stLogoLink", "stTopNav", "stSidebarNav", "stSidebar", "stExpandSidebarButton", "stMetricChart"];
  const WITHIN = ["stTooltipHoverTarget", "stHeaderActionElements", "stSidebarCollapseButton"];
  const NAMED = [
    ...OWN.map((id) => `[data-testid="${id}"][aria-label]`),
    '[data-testid="stElementToolbar"] button, [data-testid="stDataFrame"] button',
    ...[...FIELDS, ...WITHIN].map((id) => `[data-testid="${id}"] [aria-label]`),
  ].join(", ");
  const TEXTS = ["TooltipContent", "DataFrameColumnMenu", "SkipToContent", "MultiSelectDropdown", "SelectboxVirtualDropdown"]
    .map((id) => `[data-testid="st${id}"]`).join(", ");
  const HELD = /\{\w+\}/;
  function inWords(own) {
    const all = known[document.documentElement.lang] ?? {};
    if (all[own]) return all[own];
    for (const [english, said] of Object.entries(all)) {
      const [before, after] = english.split(HELD);
      if (after === undefined || !own.startsWith(before) || !own.endsWith(after)) continue;
      const held = own.slice(before.length, own.length - after.length);
      if (held) return said.replace(HELD, () => held);
    }
    return own;
  }
  function say(node, shown, put) {
    const before = spoken.get(node);
    const own = before?.put === shown ? before.own : shown;
    const said = inWords(own);
    if (said !== shown) put(said);
    spoken.set(node, { own, put: said });
  }
  function interpret() {
    for (const button of document.querySelectorAll(NAMED)) {
      const name = button.getAttribute("aria-label");
      if (name) say(button, name, (said) => button.setAttribute("aria-label", said));
    }
    for (const place of document.querySelectorAll(TEXTS)) {
      const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const text = walker.currentNode;
        say(text, text.data, (said) => (text.data = said));
      }
    }
  }

  let waits = 0;
  function look() {
    waits = 0;
    interpret();
    const whole = parent !== window && document.querySelector(WHOLE);
    if (whole) heights.observe(whole);
  }
  const seen = {
    childList: true,
    subtree: true,
    characterData: true,
    attributeFilter: ["aria-label"],
  };
  new MutationObserver(() => (waits ||= setTimeout(look, 100))).observe(document, seen);

  // Enter in the search field opens the first answer, once there are answers to what was typed.
  const IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]';
  const isSearch = (event) => event.target.closest?.(".st-key-search");
  function openFirst(field, asked, patience) {
    if (field.value.trim() !== asked || !patience) return;
    const told = document.querySelector(".st-key-answers [data-asked]")?.dataset.asked;
    if (told === asked && document.querySelector(IDLE)) {
      document.querySelector(".st-key-answers a")?.click();
    } else setTimeout(openFirst, 50, field, asked, patience - 1);
  }
  addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !isSearch(event)) return;
    openFirst(event.target, event.target.value.trim(), 200);
  }, true);
})();
