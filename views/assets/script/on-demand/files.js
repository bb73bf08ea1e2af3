// A file is uploaded when it is chosen: one sees how far it is and can stop it, and the form carries what the server gave
// for it. Without scripts the form itself brings the files.

/** By field: what is under way, one file after the other. */
const uploads = new Map();
/** Ends what the page before has under way, whose elements a swap can keep. */
let leaving = new AbortController();
/** What is looked at for less is not said aloud. */
const saidAfterMs = 1000;
/** What the page's script has for its modules. */
let shared;

export function start(tools) {
  shared = tools;
  document.addEventListener('change', ({ target }) => uploadChosen(target));
  // Before all that listens at the document, which was there earlier.
  addEventListener('submit', waitForUploads, true);
  document.addEventListener('htmx:after:swap', ({ detail: { ctx } }) => {
    if (ctx.swap === 'none') return;
    leaving.abort();
    leaving = new AbortController();
    uploads.clear();
  });
  return (page) => {
    for (const field of page.querySelectorAll('.stepway-files')) {
      for (const item of field.querySelectorAll('.stepway-file')) withRemoveButton(field, item);
      // Chosen before this file was there, or kept by the browser when the page was loaded anew.
      for (const input of field.querySelectorAll('.stepway-file-input')) {
        // Not when the form is on its way with it.
        if (!input.form.querySelector('button[aria-disabled]')) uploadChosen(input);
      }
    }
  };
}

function uploadChosen(input) {
  if (!input.matches?.('.stepway-file-input') || input.files.length === 0) return;
  const field = input.closest('.stepway-files');
  const chosen = [...input.files];
  // From here on the form carries what the upload came to.
  input.value = '';
  const { signal: left } = leaving;
  const before = uploads.get(field) ?? Promise.resolve(true);
  const all = before
    .then(async (isFine) => (await uploadAll({ field, input, chosen, left })) && isFine)
    .finally(() => uploads.get(field) === all && uploads.delete(field));
  uploads.set(field, all);
}

/**
 * One file after the other. What is wrong with one stays while the next ones come, each under its name.
 *
 * @param left aborted when the page is not shown any more
 * @returns whether all are there, but for those that were stopped
 */
async function uploadAll({ field, input, chosen, left }) {
  if (left.aborted) return false;
  const { issueOf } = field.querySelector('.stepway-file-progress').dataset;
  const wrong = [];
  showFileError(field, input, null);
  for (const file of chosen) {
    const message = await upload({ field, input, file, left });
    if (left.aborted) return false;
    if (!message) continue;
    wrong.push(chosen.length > 1 ? shared.fill(issueOf, { label: file.name, message }) : message);
    showFileError(field, input, wrong.join('\n'));
  }
  if (wrong.length === 0) return true;
  shared.announce(wrong.join(' '));
  // Not away from somebody who types elsewhere meanwhile.
  if (!document.activeElement?.matches('input:not(.stepway-file-input), select, textarea')) input.focus();
  return false;
}

/** Continue waits for what is on its way, and stays where something of it did not come. */
function waitForUploads(event) {
  const form = event.target;
  const underWay = [...uploads].filter(([field]) => form.contains(field)).map(([, upload]) => upload);
  if (underWay.length === 0) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  void Promise.all(underWay).then((came) => {
    if (came.every(Boolean) && form.isConnected) form.requestSubmit(event.submitter ?? undefined);
  });
}

/** Resolves to what is wrong with a file; to nothing when it is there, or was stopped. */
async function upload({ field, input, file, left }) {
  const texts = field.querySelector('.stepway-file-progress').dataset;
  const name = { name: file.name };
  if (file.size > Number(input.dataset.maxBytes)) return input.dataset.tooBig;
  if (!isAccepted(file, input.accept)) return texts.wrongKind;
  const answer = await sendFile({ field, input, file, left });
  if (left.aborted) return undefined;
  if (answer.stopped) return void shared.announce(texts.stopped);
  if (!answer.token) return answer.message ?? shared.fill(texts.failed, name);
  addFile(field, input, { ...answer, file });
  shared.announce(shared.fill(texts.uploaded, name));
  return undefined;
}

/** Sends one file with the stamp of its page; shows how far it is. */
function sendFile({ field, input, file, left }) {
  const box = field.querySelector('.stepway-file-progress');
  const [bar, text, stop] = ['progress', 'span', 'button'].map((name) => box.querySelector(name));
  const form = input.form;
  const body = new FormData();
  for (const { name, value } of form.querySelectorAll('input[type="hidden"]')) {
    if (name.startsWith('_') || name === input.name) body.append(name, value);
  }
  body.append(input.name, file);
  const say = (words, n) => (text.textContent = shared.fill(words, { name: file.name, n }));
  let checking;
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const end = (answer) => {
      clearTimeout(checking);
      if (box.contains(document.activeElement)) input.focus({ preventScroll: true });
      box.hidden = true;
      stop.onclick = null;
      resolve(answer);
    };
    request.open('POST', form.action);
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('X-Stepway-Upload', input.name);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => {
      bar.value = Math.floor((loaded / total) * 100);
      say(box.dataset.uploading, bar.value);
    };
    // All of it has come: now the server looks at it, and nobody knows for how long.
    request.upload.onload = () => {
      bar.removeAttribute('value');
      say(box.dataset.checking);
      checking = setTimeout(() => shared.announce(text.textContent), saidAfterMs);
    };
    request.onload = () => end(request.response ?? {});
    request.onerror = () => end({});
    request.onabort = () => end({ stopped: true });
    stop.onclick = () => request.abort();
    left.addEventListener('abort', () => request.abort());
    bar.value = 0;
    say(box.dataset.uploading, 0);
    box.hidden = false;
    request.send(body);
  });
}

function addFile(field, input, { token, name, size, file }) {
  let list = field.querySelector('.stepway-file-list');
  if (!list) {
    list = document.createElement('ul');
    list.className = 'stepway-file-list';
    field.querySelector('[id$="--limit"]').before(list);
  }
  if (!input.multiple) list.replaceChildren();
  const item = document.createElement('li');
  item.className = 'stepway-file';
  const hidden = document.createElement('input');
  Object.assign(hidden, { type: 'hidden', name: input.name, value: token });
  item.append(hidden, labelled('stepway-file-name', name), labelled('stepway-file-size', size));
  list.append(item);
  withRemoveButton(field, item);
  tellChanged(input);
  void preview(item, file);
}

/** As if it had been typed: it is saved as a draft. */
function tellChanged(input) {
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

function labelled(className, text) {
  const span = document.createElement('span');
  span.className = className;
  span.textContent = text;
  return span;
}

/** A small picture of what was chosen. Nothing of it is loaded from anywhere. */
async function preview(item, file) {
  if (!file.type.startsWith('image/')) return;
  const picture = await createImageBitmap(file, { resizeHeight: 96, resizeQuality: 'medium' }).catch(
    () => undefined,
  );
  if (!picture) return;
  const canvas = document.createElement('canvas');
  canvas.className = 'stepway-file-preview';
  Object.assign(canvas, { width: picture.width, height: picture.height });
  canvas.setAttribute('aria-hidden', 'true');
  canvas.getContext('2d').drawImage(picture, 0, 0);
  item.prepend(canvas);
}

/** A button in the place of the box, which removes the file at once; so does a box that is ticked already. */
function withRemoveButton(field, item) {
  const box = item.querySelector('.stepway-file-remove');
  const hadFocus = box?.contains(document.activeElement);
  const input = field.querySelector('.stepway-file-input');
  if (box?.querySelector('input').checked) {
    item.remove();
    return hadFocus && input.focus();
  }
  const name = item.querySelector('.stepway-file-name').textContent;
  const texts = field.querySelector('.stepway-file-progress').dataset;
  const button = document.createElement('button');
  Object.assign(button, { type: 'button', className: 'stepway-link' });
  const hidden = labelled('stepway-hidden', ` ${name}`);
  button.append(texts.remove, hidden);
  button.addEventListener('click', () => {
    item.remove();
    tellChanged(input);
    shared.announce(shared.fill(texts.removed, { name }));
    input.focus();
  });
  box?.remove();
  item.append(button);
  if (hadFocus) button.focus();
}

/** As the server says it; a kind that the browser does not know is left to the server. */
function isAccepted(file, accept) {
  if (!accept || !file.type) return true;
  return accept
    .split(',')
    .some((type) => (type.endsWith('/*') ? file.type.startsWith(type.slice(0, -1)) : file.type === type));
}

function showFileError(field, input, message) {
  let error = field.querySelector('.stepway-error');
  if (!error && message === null) return;
  if (!error) {
    error = document.createElement('p');
    Object.assign(error, { className: 'stepway-error', id: `${input.id}--error` });
    const said = document.createElement('span');
    said.dataset.message = '';
    error.append(said);
    field.querySelector('.stepway-file-list, [id$="--limit"]').before(error);
  }
  error.hidden = message === null;
  error.querySelector('[data-message]').textContent = message ?? '';
  field.classList.toggle('stepway-field--error', message !== null);
  const others = (input.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter((id) => id && id !== error.id);
  if (message !== null) others.push(error.id);
  input.setAttribute('aria-describedby', others.join(' '));
  if (message === null) input.removeAttribute('aria-invalid');
  else input.setAttribute('aria-invalid', 'true');
}
