// What is personal on a public page: the visitor's own word and number in links that are the same for everybody.
// Without this file, or without an answer, the links stand as they are.
const links = document.querySelectorAll("[data-personal]");
const answer = await fetch("/ca-nhan", { headers: { Accept: "application/json" } }).catch(() => null);
if (answer?.ok) {
  const values = await answer.json();
  for (const link of links) show(link, values[link.dataset.personal]);
}

function show(link, value) {
  if (!value) return;
  if (value.word) link.querySelector("[data-personal-word]").textContent = value.word;
  const count = link.querySelector("[data-personal-count]");
  count.textContent = value.count || "";
  count.hidden = !value.count;
}
