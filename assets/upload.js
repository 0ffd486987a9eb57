// Sends a chosen file to the server in pieces; goes on after a break where it was left off.
(function () {
  const TRIES = 6;
  const WAIT_MS = 500;

  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

  // Never more than told by the server: what it says of itself is a sentence.
  async function sentence(answer, words) {
    try {
      return (await answer.json()).detail || words.failed;
    } catch {
      return words.failed;
    }
  }

  class Stopped extends Error {}

  async function ask(address, options, words) {
    for (let attempt = 0; ; attempt++) {
      let answer;
      try {
        answer = await fetch(address, { ...options, cache: "no-store" });
      } catch {
        if (attempt === TRIES) throw new Stopped(words.failed);
        await wait(WAIT_MS * 2 ** attempt);
        continue;
      }
      if (answer.ok || answer.status === 409) return answer.json();
      if (answer.status < 500 || answer.status === 507 || attempt === TRIES) {
        throw new Stopped(await sentence(answer, words));
      }
      await wait(WAIT_MS * 2 ** attempt);
    }
  }

  async function send(file, words, show) {
    const lang = `lang=${document.documentElement.lang}`;
    const asked = { name: file.name, size: file.size, mark: String(file.lastModified) };
    const begin = { method: "POST", body: JSON.stringify(asked) };
    let state = await ask(`/uploads?${lang}`, begin, words);
    const address = `/uploads/${state.id}`;
    let stuck = 0;
    while (!state.is_whole) {
      show(state.received, file.size);
      const from = state.received;
      const body = file.slice(from, from + state.chunk);
      const piece = `${address}?offset=${from}&${lang}`;
      try {
        state = await ask(piece, { method: "PUT", body }, words);
      } catch (error) {
        if (!(error instanceof Stopped)) throw new Stopped(words.failed);
        throw error;
      }
      stuck = state.received > from ? 0 : stuck + 1;
      if (stuck > TRIES) throw new Stopped(words.failed);
      if (stuck) await wait(WAIT_MS * stuck);
    }
    show(file.size, file.size);
    return state.id;
  }

  function set(root) {
    root.dataset.ready = "yes";
    const words = JSON.parse(root.dataset.upload);
    const input = root.querySelector("input");
    const bar = root.querySelector("progress");
    const told = root.querySelector("output");
    const megabytes = (bytes) =>
      (bytes / 1048576).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
    const show = (received, size) => {
      bar.hidden = false;
      bar.max = size;
      bar.value = received;
      const values = { received: megabytes(received), size: megabytes(size) };
      told.textContent = fill(words.sending, values);
    };
    const over = (is) => root.classList.toggle("over", is);
    root.addEventListener("dragover", (event) => {
      event.preventDefault();
      over(true);
    });
    root.addEventListener("dragleave", () => over(false));
    root.addEventListener("drop", (event) => {
      event.preventDefault();
      over(false);
      if (!input.disabled && event.dataTransfer.files.length) take(event.dataTransfer.files[0]);
    });
    input.addEventListener("change", () => {
      if (input.files[0]) take(input.files[0]);
    });
    async function take(file) {
      input.disabled = true;
      root.dataset.state = "sending";
      try {
        await send(file, words, show);
        told.textContent = fill(words.done, { name: file.name });
        root.dataset.state = "done";
        document.querySelector(".st-key-upload-done button")?.click();
      } catch (error) {
        told.textContent = error.message;
        root.dataset.state = "failed";
      } finally {
        input.disabled = false;
        input.value = "";
      }
    }
  }

  document.querySelectorAll("[data-upload]:not([data-ready])").forEach(set);
})();
