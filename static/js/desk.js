// What a desk does better with script: a form is sent once however often its button is pressed, what is wrong is read out first, and an
// open menu closes by itself.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    const button = event.submitter ?? form.querySelector("[type=submit]");
    if (!button) return;
    button.setAttribute("aria-busy", "true");
    if (!button.dataset.busy) return;
    button.dataset.word = button.textContent;
    button.textContent = button.dataset.busy;
  });
}

// Coming back by the browser's own button shows the page as it was left: sent, and busy.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("[aria-busy=true]")) {
    button.removeAttribute("aria-busy");
    if (button.dataset.word) button.textContent = button.dataset.word;
  }
});

document.querySelector("[data-focus]")?.focus();

const menus = [...document.querySelectorAll("details[data-menu]")];
const floats = (menu) => getComputedStyle(menu.lastElementChild).position !== "static";
document.addEventListener("click", (event) => {
  for (const menu of menus) if (menu.open && floats(menu) && !menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus.filter((each) => each.open && floats(each))) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// What somebody typed and has not sent is kept on this device for them alone, and goes with them.
document.querySelector("[data-sign-out]")?.addEventListener("submit", () => {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith("nhap:")) localStorage.removeItem(key);
  } catch {
    // There is no storage here, and so nothing in it.
  }
});
