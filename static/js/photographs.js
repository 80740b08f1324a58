// Photographs from a phone: each is made smaller there and sent in pieces that go on where they stopped when the network comes back
// (as tus 1.0 does). Without this module the form sends one photograph as it is. The page itself is asked again for what is there.
const LONGEST = 2560, QUALITY = 0.86, TRIES = 40, LATEST = 15_000;
const form = document.querySelector("form[data-photographs]");
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

class Refused extends Error {}

const drawn = (picture, longest) => {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "white";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
};

// What the phone can decode is sent upright, small and without what it tells of place and time; the rest (HEIC mostly) as it is.
const prepared = async (file) => {
  try {
    const whole = await createImageBitmap(file, { imageOrientation: "from-image" });
    const thumbnail = drawn(whole, 112).toDataURL("image/jpeg", 0.7);
    const small = await new Promise((done) => drawn(whole, LONGEST).toBlob(done, "image/jpeg", QUALITY));
    const isLarger = Math.max(whole.width, whole.height) > LONGEST;
    whole.close();
    return { thumbnail, blob: small && (isLarger || small.size < file.size) ? small : file };
  } catch {
    return { thumbnail: "", blob: file };
  }
};

// The answer, asked again while the network or the server is away. Refusals are final: their sentence is in the answer.
const asked = async (method, url, headers, body, progress, away) => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answer = await new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open(method, url);
      request.setRequestHeader("Accept", "application/problem+json, application/json");
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
      request.upload.onprogress = (event) => progress(event.loaded);
      request.onload = () => done(request);
      request.onerror = request.ontimeout = () => done(null);
      request.timeout = 60_000;
      request.send(body);
    });
    if (answer && (answer.status < 500 || answer.status === 507)) return answer;
    away();
    if (method === "PATCH") return null; // how much has arrived is to be asked first
    await wait(Math.min(LATEST, 500 * 2 ** tries));
  }
  throw new Refused();
};

const checked = (answer) => {
  if (answer.status < 400) return answer;
  let says = "";
  try { says = JSON.parse(answer.responseText).detail; } catch { /* a page instead: signed out, or a proxy */ }
  throw new Refused(says);
};

class Upload {
  constructor(file, alt, words, list) {
    Object.assign(this, { file, alt, words });
    this.row = document.createElement("li");
    this.row.className = "uploads__one";
    this.row.innerHTML = '<img alt=""><span class="uploads__name"></span><span class="uploads__state"></span><progress max="1" value="0"></progress>';
    [this.picture, this.name, this.state, this.bar] = this.row.children;
    this.name.textContent = file.name;
    this.bar.setAttribute("aria-label", file.name);
    list.append(this.row);
  }

  say(word, part) {
    this.state.textContent = word;
    if (part !== undefined) this.bar.value = part;
  }

  at(offset) {
    const part = offset / this.blob.size;
    this.say(this.words.sending.replace("{0}", Math.floor(part * 100)), part);
  }

  async send(options) {
    this.say(this.words.shrinking);
    const { thumbnail, blob } = await prepared(this.file);
    this.blob = blob;
    if (thumbnail) this.picture.src = thumbnail;
    if (blob.size > options.mostBytes) throw new Refused(this.words.too_large);
    const away = () => this.say(this.words.waiting);
    const quiet = () => {};
    const begun = checked(await asked("POST", options.begin, { "Upload-Length": this.blob.size }, null, quiet, away));
    const address = begun.getResponseHeader("Location");
    for (let offset = 0, tries = 0; offset < this.blob.size;) {
      this.at(offset);
      const piece = this.blob.slice(offset, offset + options.piece);
      const headers = { "Upload-Offset": offset, "Content-Type": "application/offset+octet-stream" };
      const start = offset;
      const answer = await asked("PATCH", address, headers, piece, (sent) => this.at(start + sent), away);
      if (answer && (answer.status < 400 || answer.status === 409)) {
        offset = Number(answer.getResponseHeader("Upload-Offset"));
        tries = 0;
      } else {
        if (answer) checked(answer);
        if ((tries += 1) > TRIES) throw new Refused();
        await wait(Math.min(LATEST, 500 * 2 ** tries));
        const there = checked(await asked("HEAD", address, {}, null, quiet, away));
        offset = Number(there.getResponseHeader("Upload-Offset"));
      }
    }
    this.say(this.words.checking, 1);
    const type = { "Content-Type": "application/x-www-form-urlencoded" };
    checked(await asked("POST", address, type, new URLSearchParams({ alt: this.alt }).toString(), quiet, away));
    this.say(this.words.done, 1);
  }

  refuse(says) {
    this.row.classList.add("uploads__one--bad");
    this.bar.remove();
    this.say(says || this.words.failed);
  }
}

// What the server shows now takes the place of what stands here; words being typed are kept.
const refresh = async () => {
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-album]");
  const album = document.querySelector("[data-album]");
  if (!fresh || album.contains(document.activeElement)) return;
  for (const field of album.querySelectorAll("input[name=alt]")) {
    const same = field.value !== field.defaultValue && fresh.querySelector(`#${CSS.escape(field.id)}`);
    if (same) same.value = field.value;
  }
  album.replaceWith(fresh);
};

const watch = async () => {
  for (let looks = 0; looks < 60 && document.querySelector("[data-busy-album]"); looks += 1) {
    await wait(1500);
    await refresh();
  }
};

const sendAll = async (files, alt) => {
  const { begin, mostBytes, piece, room } = form.dataset;
  const words = JSON.parse(form.dataset.words);
  const list = form.querySelector("[data-uploads]"), status = form.querySelector("[data-status]");
  list.hidden = false;
  const taken = files.slice(0, Number(form.dataset.left ?? room));
  if (taken.length < files.length) status.textContent = words.no_room.replace("{0}", taken.length);
  const uploads = taken.map((file) => new Upload(file, taken.length === 1 ? alt : "", words, list));
  let sent = 0;
  for (const upload of uploads) { // one after the other: a phone decodes one at a time
    try {
      await upload.send({ begin, mostBytes: Number(mostBytes), piece: Number(piece) });
      sent += 1;
      setTimeout(() => upload.row.remove(), 4000);
    } catch (no) {
      upload.refuse(no instanceof Refused ? no.message : "");
    }
    await refresh();
  }
  form.dataset.left = Number(form.dataset.left ?? room) - sent;
  if (taken.length === files.length) status.textContent = words.summary.replace("{0}", sent);
  watch();
};

if (form) {
  const input = form.querySelector("input[type=file]"), alt = form.querySelector("input[name=alt]");
  const words = JSON.parse(form.dataset.words);
  input.multiple = true;
  const label = form.querySelector(`label[for="${input.id}"]`);
  if (label) label.textContent = words.choose;
  // Before the desk's own listener, which would hold the form as sent.
  form.addEventListener("submit", async (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = form.querySelector("[type=submit]");
    const files = [...input.files], said = alt.value;
    button.disabled = true;
    const stay = (leaving) => leaving.preventDefault();
    addEventListener("beforeunload", stay);
    input.value = alt.value = "";
    await sendAll(files, said);
    removeEventListener("beforeunload", stay);
    button.disabled = false;
  }, { capture: true });
}
watch();
