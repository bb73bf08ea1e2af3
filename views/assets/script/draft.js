// What is typed and not sent is saved quietly: after a pause, and when the page is left. The server keeps it beside the
// answers until the step is answered, and shows it again. Passwords and files are no part of it.

const pauseMs = 1000;
/** While one is typing, between two saves. */
const apartMs = 3000;

/** What the server has of the form, as it would be sent; undefined where nothing is saved. */
let drafted;
/** For the pause. */
let waiting;
let sentAt = 0;
/** `{ stop, done }` of the one that is on its way. */
let saving;
/** The form itself is on its way, with all that is in it. */
let isSending = false;

const draftForm = () => region()?.querySelector('form[data-drafts]');

onPage((page) => {
  clearTimeout(waiting);
  saving = undefined;
  const form = draftForm();
  // What came back with a fault is on this page and nowhere else.
  const isOnlyHere = page.querySelector('.stepway-errors') !== null;
  drafted = form ? (isOnlyHere ? '' : typedIn(servedForm(form)).toString()) : undefined;
  // Typed before this script came.
  if (form && !isOnlyHere && typedIn(form).toString() !== drafted) waiting = setTimeout(saveDraft, pauseMs);
});

/** Runs what puts other controls in the place of plain ones: what they send is other, and nobody typed it. */
function keepDrafted(rebuild) {
  const form = draftForm();
  const isNew = !form || saving || typedIn(form).toString() !== drafted;
  rebuild();
  if (!isNew) drafted = typedIn(form).toString();
}

function typedIn(form) {
  const typed = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') typed.append(name, value);
  for (const secret of form.querySelectorAll('[data-secret] [name]')) typed.delete(secret.name);
  return typed;
}

/** Saves what is typed, when something of it is new. */
function saveDraft() {
  clearTimeout(waiting);
  const form = draftForm();
  if (!form || drafted === undefined || isSending) return;
  const typed = typedIn(form);
  const before = drafted;
  if (typed.toString() === before) return;
  drafted = typed.toString();
  sentAt = Date.now();
  saving?.stop.abort();
  const stop = new AbortController();
  const done = sendDraft({ form, typed, before, signal: stop.signal }).finally(() => {
    if (saving?.stop === stop) saving = undefined;
  });
  saving = { stop, done };
}

async function sendDraft({ form, typed, before, signal }) {
  const mine = drafted;
  typed.append('_draft', '1');
  const body = typed.toString();
  try {
    // A browser lets 64 kB outlive their page.
    const keepalive = body.length < 60_000;
    const headers = { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' };
    const response = await fetch(form.getAttribute('action'), {
      method: 'POST',
      body,
      headers,
      keepalive,
      signal,
    });
    if (!response.ok) throw new Error(String(response.status));
    const { saved, keptUntil } = await response.json();
    if (!form.isConnected || drafted !== mine) return;
    if (keptUntil !== null) {
      // A page that came before there was a session says nothing of the server's time.
      const now = Date.now();
      if (end === undefined) clockOffset = now - (Date.parse(response.headers.get('Date')) || now);
      setEnd(keptUntil + clockOffset);
    }
    sayWhether(form, saved ? 'text' : 'unsaved');
    // An older page than what is stored: what is done with it is asked when it is sent.
    if (!saved) drafted = undefined;
  } catch {
    // Not reached, or outrun by the next: it is tried again with the next key.
    if (drafted === mine && !signal.aborted) drafted = before;
  }
}

// A screen reader says it when it changes: once a minute at the most.
function sayWhether(form, state) {
  const status = form.querySelector('.stepway-saved');
  if (!status) return;
  const time = new Intl.DateTimeFormat(language(), timeOfDay).format(Date.now());
  const words = fill(status.dataset[state] ?? '', { time });
  if (status.textContent !== words) status.textContent = words;
}

for (const type of ['input', 'change']) {
  document.addEventListener(type, (event) => {
    if (!event.target.closest?.('form[data-drafts]')) return;
    clearTimeout(waiting);
    waiting = setTimeout(saveDraft, Math.max(pauseMs, sentAt + apartMs - Date.now()));
  });
}

document.addEventListener(
  'submit',
  (event) => {
    if (!event.target.matches('form[data-drafts]')) return;
    clearTimeout(waiting);
    saving?.stop.abort();
    saving = undefined;
    isSending = true;
  },
  true,
);

for (const type of ['htmx:finally:request', 'pageshow']) {
  addEventListener(type, () => {
    isSending = false;
  });
}

// The next page is asked for when what is typed here is safe, as it may be this very page again.
document.addEventListener('htmx:before:request', (event) => {
  const { ctx } = event.detail;
  if (ctx.request.method !== 'GET') return;
  // A form that is on its way is given up for what is asked for now.
  isSending = false;
  saveDraft();
  const { done } = saving ?? {};
  ctx.fetch = async (...request) => {
    await done;
    return fetch(...request);
  };
});

// Before the browser asks for the next page, and again where it does not say so before (a phone's, another app's).
for (const type of ['beforeunload', 'pagehide']) {
  addEventListener(type, () => {
    saveDraft();
    // Read in went-back.js.
    if (saving) sessionStorage.stepwayLeft = pageOf(location);
  });
}
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') saveDraft();
});
