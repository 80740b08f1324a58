// On a wide screen a ticked filter applies at once and the place on the page is kept; the button stays for
// everyone else.
const wide = matchMedia("(min-width: 60rem) and (pointer: fine)");
const KEY = "facets.scroll";

for (const form of document.querySelectorAll("[data-facets]")) {
  form.addEventListener("change", (event) => {
    if (!wide.matches || event.target.type !== "checkbox") return;
    sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, y: scrollY, name: event.target.name, value: event.target.value }));
    form.setAttribute("aria-busy", "true");
    form.requestSubmit();
  });
  // Empty fields would only lengthen the address.
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
  });
}

// A sort order chosen by hand applies at once; the keyboard passes over orders on its way, and has the button.
for (const form of document.querySelectorAll("[data-sort]")) {
  let typing = false;
  form.addEventListener("keydown", () => { typing = true; });
  form.addEventListener("pointerdown", () => { typing = false; });
  form.addEventListener("change", () => { if (!typing) form.requestSubmit(); });
}

const before = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
sessionStorage.removeItem(KEY);
if (before?.path === location.pathname) {
  scrollTo(0, before.y);
  const same = [...document.querySelectorAll("[data-facets] input")].find((i) => i.name === before.name && i.value === before.value);
  const fold = same?.closest(".facets__more");
  if (fold) fold.open = true;
  same?.focus({ preventScroll: true });
}
