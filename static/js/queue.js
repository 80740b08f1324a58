// The moderation queue by keyboard: J and K go down and up, X ticks, Enter opens, A approves what is ticked, / searches.
const form = document.querySelector("[data-queue]");
const rows = [...(form?.querySelectorAll("[data-row]") ?? [])];
const keys = document.querySelector("[data-keys]");
if (keys && rows.length) keys.hidden = false;
let at = -1;

function go(step) {
  at = Math.max(0, Math.min(rows.length - 1, at + step));
  rows[at]?.querySelector("a").focus();
}

const acts = {
  j: () => go(1),
  k: () => go(-1),
  x: () => rows[at]?.querySelector("input[type=checkbox]")?.click(),
  a: () => form.querySelector("input[name=ids]:checked") && form.querySelector("[value=approve]")?.click(),
  "/": () => document.querySelector("#q").focus(),
};

addEventListener("keydown", (event) => {
  const writes = event.target.matches("textarea, select, input:not([type=checkbox])");
  if (writes || event.ctrlKey || event.metaKey || event.altKey || !rows.length || !(event.key in acts)) return;
  event.preventDefault();
  acts[event.key]();
});
for (const [number, row] of rows.entries()) row.addEventListener("focusin", () => { at = number; });
