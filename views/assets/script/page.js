// What the other files build on. All files of this folder are served as one script, in one scope (src/render/html/assets.ts).

const byId = (id) => document.getElementById(id);

/** The part of the document that is swapped. */
const region = () => byId('wizard');

/** What numbers and times are written in; as formatTag in src/language/formats.ts. */
const language = () =>
  (region()?.closest('[lang]') ?? document.documentElement).lang.replace(/^en$/, 'en-GB');

/** What stands around it, which no swap changes. */
const around = () => region()?.closest('.stepway') ?? document.body;

/** A page of ours by its address. */
const pageOf = ({ pathname, search }) => pathname + search;

/** A form as it came, without what was typed in it before the scripts were there. */
function servedForm(form) {
  const served = form.cloneNode(true);
  served.reset();
  return served;
}

const prepared = [];

/** Runs now and after every swap, with the swapped part. */
function onPage(prepare) {
  prepared.push(prepare);
  if (region()) prepare(region());
}

/** Runs as `onPage` does, and once more when the browser has put back into the controls what stood in them. */
function onFilled(update) {
  onPage(update);
  addEventListener('pageshow', () => {
    if (region()) update(region());
  });
}

/** Prepares each field of an author's own control when a page has come; a fault in one leaves the others alone. */
function prepareEach(control, prepare) {
  onPage((page) => {
    for (const field of page.querySelectorAll(`[data-control="${control}"]`)) {
      try {
        prepare(field);
      } catch (error) {
        reportError(error);
      }
    }
  });
}

/** Fills `{name}` in a text from the catalogue. */
function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

const heardAfterMs = 5000;
let said;

/** Says something politely to screen readers. It is taken away again: whoever reads on is not told what is long past. */
function announce(text) {
  const live = byId('stepway-live');
  if (!live) return;
  silence();
  said = setTimeout(() => {
    live.textContent = text;
    said = setTimeout(silence, heardAfterMs);
  }, 50);
}

let waitingToSay;

/** Says something after a pause in typing. */
function announceLater(text) {
  clearTimeout(waitingToSay);
  waitingToSay = setTimeout(() => announce(text), 1000);
}

document.addEventListener('htmx:before:request', () => clearTimeout(waitingToSay));

function silence() {
  clearTimeout(said);
  const live = byId('stepway-live');
  if (live) live.textContent = '';
}

onPage(silence);
