// Suggestions under the search field, as the WAI-ARIA combobox pattern has them. Without this file the form
// just searches.
const WAIT_MS = 160;
const KINDS = {
  vi: { product: "sản phẩm", producer: "cơ sở", place: "nơi làm", province: "tỉnh, thành" },
  en: { product: "product", producer: "producer", place: "place", province: "province" },
};

for (const form of document.querySelectorAll("[data-suggest]")) attach(form);

function attach(form) {
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  list.id = `${input.id}-suggestions`;
  list.className = "search-box__list";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.querySelector("label").textContent);
  form.append(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]])
    input.setAttribute(name, value);

  let timer, request, chosen = -1;

  function close() {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function show(suggestions) {
    list.replaceChildren(...suggestions.map(option));
    list.hidden = suggestions.length === 0;
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-expanded", String(!list.hidden));
  }

  function option({ text, kind, url }, index) {
    const item = document.createElement("li");
    item.id = `${list.id}-${index}`;
    item.className = "search-box__option";
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.url = url;
    const words = document.createElement("span");
    words.textContent = text;
    words.lang = "vi";
    const note = document.createElement("span");
    note.className = "search-box__kind";
    note.textContent = KINDS[document.documentElement.lang]?.[kind] ?? "";
    item.append(words, note);
    return item;
  }

  function choose(index) {
    const options = list.children;
    if (!options.length) return;
    options[chosen]?.setAttribute("aria-selected", "false");
    chosen = (index + options.length) % options.length;
    options[chosen].setAttribute("aria-selected", "true");
    options[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[chosen].id);
  }

  async function ask() {
    request?.abort();
    const text = input.value.trim();
    if (text.length < 2) return close();
    request = new AbortController();
    try {
      const answer = await fetch(`/api/v1/suggest?q=${encodeURIComponent(text)}`, { signal: request.signal });
      if (answer.ok) show((await answer.json()).suggestions);
      else close();
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    // While an input method is still composing a letter, the text is not what the person means yet.
    if (!event.isComposing) timer = setTimeout(ask, WAIT_MS);
  });
  input.addEventListener("compositionend", () => { timer = setTimeout(ask, WAIT_MS); });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || (list.hidden && event.key !== "Escape")) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? -1 : chosen - 1);
    else if (event.key === "Enter" && chosen >= 0) location.assign(list.children[chosen].dataset.url);
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
  });
  // The field keeps its focus while a suggestion is pressed.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) location.assign(item.dataset.url);
  });
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
}
