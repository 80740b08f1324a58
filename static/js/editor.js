// Autosave of the product editor: what is typed is kept on the server every two seconds, on this device while the network is away, and
// comes back when the page is opened again. The local copy belongs to one account and goes with signing out (desk.js).
const PREFIX = "nhap:";
const WAIT = 2000;
const RETRY = 15000;
const form = document.querySelector("[data-autosave]");

if (form) {
  const state = form.querySelector("[data-saved]");
  const key = `${PREFIX}${form.dataset.account}:${form.dataset.code}`;
  const passing = new Set(["once", "action", "price_on_request_shown"]);
  let timer;
  let sending;
  let is_sent = false;

  const typed = () => [...new FormData(form)].filter(([name, value]) => !passing.has(name) && typeof value === "string");
  const say = (word, at) => { state.textContent = form.dataset[word].replace("{at}", at); };
  const clock = () => new Intl.DateTimeFormat("vi", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Ho_Chi_Minh" }).format(new Date());
  const store = (action) => { try { return action(localStorage); } catch { return null; } };

  async function save() {
    clearTimeout(timer);
    timer = null;
    if (is_sent) return;
    sending?.abort();
    sending = new AbortController();
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST", body: new URLSearchParams(typed()), headers: { Accept: "application/json" }, signal: sending.signal, keepalive: true,
      });
      if (answer.status === 409) return say("wordChanged", clock());
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      say("wordSaved", (await answer.json()).at);
      store((local) => local.removeItem(key));
    } catch (error) {
      if (error.name === "AbortError") return;
      const is_kept = store((local) => { local.setItem(key, JSON.stringify({ at: clock(), fields: typed() })); return true; });
      say(is_kept ? "wordOffline" : "wordLost", clock());
      timer = setTimeout(save, RETRY);
    }
  }

  function restore() {
    const kept = store((local) => JSON.parse(local.getItem(key) ?? "null"));
    if (!kept) return;
    for (const box of form.querySelectorAll("input[type=checkbox]")) box.checked = false;
    for (const [name, value] of kept.fields) {
      const field = form.elements.namedItem(name);
      const boxes = field instanceof RadioNodeList ? [...field] : [field];
      for (const box of boxes) {
        if (!box) continue;
        if (box.type === "checkbox") box.checked ||= box.value === value;
        else box.value = value;
      }
    }
    say("wordRestored", kept.at);
    timer = setTimeout(save, WAIT);
  }

  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, WAIT); });
  form.addEventListener("submit", () => {
    is_sent = true;
    clearTimeout(timer);
    sending?.abort();
    store((local) => local.removeItem(key));
  });
  addEventListener("online", save);
  document.addEventListener("visibilitychange", () => { if (document.hidden && timer) save(); });
  addEventListener("pageshow", () => { is_sent = false; });
  store((local) => {
    const others = Object.keys(local).filter((name) => name.startsWith(PREFIX) && !name.startsWith(`${PREFIX}${form.dataset.account}:`));
    for (const name of others) local.removeItem(name);
  });
  if (!form.hasAttribute("data-answered")) restore();
}
