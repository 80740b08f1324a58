// Passkeys (WebAuthn): adds one to an account, or proves by one who somebody is. Without this file there are codes.
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

if (window.PublicKeyCredential && isSecureContext) {
  offer(document.querySelector("[data-passkey-new]"), "submit", create);
  const step = document.querySelector("[data-passkey-step]");
  offer(step, "click", get, step?.querySelector("[data-passkey-button]"));
}

function offer(part, event, ask, target = part) {
  if (!part) return;
  part.hidden = false;
  target.addEventListener(event, async (happened) => {
    happened.preventDefault();
    const button = part.querySelector("[data-passkey-button]"), refused = part.querySelector("[data-passkey-refused]");
    button.disabled = true;
    refused.hidden = true;
    try {
      const options = await send(part.dataset.options, {});
      const answer = await send(part.dataset.answer, await ask(options, part));
      location.assign(answer.next || part.dataset.next);
    } catch {
      refused.hidden = false;
      button.disabled = false;
    }
  });
}

async function send(address, body) {
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

async function create(options, part) {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: known(options.excludeCredentials),
  };
  const key = await navigator.credentials.create({ publicKey });
  const { clientDataJSON, attestationObject } = key.response;
  const response = { clientDataJSON: text(clientDataJSON), attestationObject: text(attestationObject) };
  return { name: part.elements.name.value, credential: credential(key, response) };
}

async function get(options) {
  const publicKey = { ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials) };
  const key = await navigator.credentials.get({ publicKey });
  const { clientDataJSON, authenticatorData, signature, userHandle } = key.response;
  const response = {
    clientDataJSON: text(clientDataJSON), authenticatorData: text(authenticatorData), signature: text(signature),
    userHandle: userHandle ? text(userHandle) : undefined,
  };
  return { credential: credential(key, response) };
}

const known = (keys) => (keys ?? []).map((key) => ({ ...key, id: bytes(key.id) }));
const credential = (key, response) => ({ id: key.id, rawId: text(key.rawId), type: key.type, response, clientExtensionResults: {} });
