// What is personal on a public page: the visitor's own word and number in links that are the same for everybody.
// Without this file, or without an answer, the links stand as they are.
const answer = await fetch("/api/v1/me", { headers: { Accept: "application/json" } }).catch(() => null);
if (answer?.ok) {
  const me = await answer.json();
  for (const word of document.querySelectorAll("[data-own-word]")) {
    const own = me[word.dataset.ownWord];
    if (own) word.textContent = own;
  }
  for (const count of document.querySelectorAll("[data-own-count]")) {
    const own = me[count.dataset.ownCount];
    count.textContent = own || "";
    count.hidden = !own;
  }
}
