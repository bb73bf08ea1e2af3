// A field that was found faulty is checked again by the server when the visitor leaves it: the same validation, one
// request at a time, told politely. Nothing is checked while typing, and nothing that was not faulty before.

/** What each faulty field of this page was sent with. */
let checked;
let checking;

// A file that is still in its input is no text.
const formBody = (form) =>
  new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string'));

/** What is of this field, and not of one that stands under its options. */
const ownOf = (field, selector) =>
  [...field.querySelectorAll(selector)].filter((each) => each.closest('.stepway-field') === field);

onPage((page) => {
  // Anew: a swap may put another field into the element of one that was faulty.
  checked = new WeakMap();
  for (const field of page.querySelectorAll('.stepway-field--error')) {
    checked.set(field, formBody(servedForm(field.closest('form'))).toString());
  }
});

document.addEventListener('focusout', (event) => {
  const field = event.target.closest?.('.stepway-field');
  if (!field || !checked.has(field) || field.contains(event.relatedTarget)) return;
  // Pressing the button sends it all anyway, and it must not move away under the finger.
  if (document.querySelector('button[type="submit"]:active')) return;
  const form = field.closest('form');
  const body = formBody(form);
  if (checked.get(field) === body.toString()) return;
  checked.set(field, body.toString());
  void recheck(field, form, body);
});

document.addEventListener('submit', () => checking?.abort(), true);

async function recheck(field, form, body) {
  checking?.abort();
  const mine = (checking = new AbortController());
  try {
    const response = await fetch(form.getAttribute('action'), {
      method: 'POST',
      body,
      signal: mine.signal,
      headers: { 'X-Stepway-Validate': field.dataset.field, Accept: 'application/json' },
    });
    if (!response.ok) return;
    const { message } = await response.json();
    if (!mine.signal.aborted && field.isConnected) showMessage(field, message);
  } catch {
    // Not reached or outrun by the next: the button will tell.
  }
}

function showMessage(field, message) {
  const [error] = ownOf(field, '.stepway-error');
  if (!error) return;
  const words = error.querySelector('[data-message]');
  const last = words.textContent;
  const before = error.hidden ? null : last;
  error.hidden = message === null;
  words.textContent = message ?? last;
  field.classList.toggle('stepway-field--error', message !== null);
  for (const control of ownOf(field, 'input, select, textarea')) {
    if (message === null) control.removeAttribute('aria-invalid');
    else if (!/radio|checkbox/.test(control.type)) control.setAttribute('aria-invalid', 'true');
  }
  if (message === null) {
    for (const row of ownOf(field, '.stepway-matrix-row--faulty'))
      row.classList.remove('stepway-matrix-row--faulty');
  }
  // A description is read out even when it is hidden.
  for (const described of ownOf(field, '[aria-describedby]')) {
    const ids = described
      .getAttribute('aria-describedby')
      .split(' ')
      .filter((id) => id !== error.id);
    if (!described.closest('.stepway-choices')) ids.push(...(message === null ? [] : [error.id]));
    described.setAttribute('aria-describedby', ids.join(' '));
  }
  followInSummary(field, message, last);
  if (message !== before) announce(message ?? byId('stepway-live').dataset.fixed);
}

// The summary names what is still wrong, of a row with the row, and the title says "Error" as long as there is some.
function followInSummary(field, message, last) {
  const summary = byId('stepway-errors');
  if (!summary) return;
  // It was heard as a whole; what changes in it is told by itself.
  summary.querySelector('[role]')?.removeAttribute('role');
  for (const link of summary.querySelectorAll('a[href^="#"]')) {
    if (byId(link.hash.slice(1))?.closest('.stepway-field') !== field) continue;
    link.closest('li').hidden = message === null;
    if (message !== null) link.textContent = link.textContent.replace(last, () => message);
  }
  const isOver = !summary.querySelector('li:not([hidden])');
  if (summary.hidden === isOver) return;
  summary.hidden = isOver;
  const { title } = summary.dataset;
  const [start, end] = title.split('{title}');
  document.title = isOver
    ? document.title.slice(start.length, document.title.length - end.length)
    : fill(title, { title: document.title });
}
