// The warning before the answers are deleted (WCAG 2.2.1). Time is compared by the wall clock, so that it is right after
// the computer slept; all tabs share the newest end that the server has told, through localStorage.

const minuteMs = 60_000;
// Of the answers, by this computer's clock.
let end;
// This computer's clock minus the server's.
let clockOffset = 0;
// The end cannot be moved any more.
let isFinal = false;
let isDismissed = false;
// The last try to move it did not reach the server.
let isLost = false;

const warning = () => byId('stepway-warning');
const storageKey = () => `stepway:end:${region().dataset.keep.replace(/\/[^/]+\/keep$/, '')}`;

/** When the first page came, ms since the epoch: this script can be there much later. */
let cameAt = arrival?.responseStart ? performance.timeOrigin + arrival.responseStart : undefined;

onPage((page) => {
  const { keptUntil, now } = page.dataset;
  const at = cameAt ?? Date.now();
  cameAt = undefined;
  if (!keptUntil) return (end = undefined);
  clockOffset = at - Number(now);
  isFinal = isDismissed = false;
  setEnd(Number(keptUntil) + clockOffset);
});

function setEnd(moment, isNews = true) {
  end = moment;
  isLost = false;
  if (isNews) {
    try {
      localStorage.setItem(storageKey(), String(end));
    } catch {
      // No storage: this tab knows its own end.
    }
  }
  for (const element of region()?.querySelectorAll('time[data-moment="end"]') ?? []) {
    element.dateTime = new Date(end - clockOffset).toISOString();
    showTime(element, end);
  }
  tick();
}

addEventListener('storage', (event) => {
  if (end === undefined || event.key !== storageKey() || !event.newValue) return;
  isFinal = isDismissed = false;
  setEnd(Number(event.newValue), false);
});

function tick() {
  const dialog = warning();
  if (!dialog || end === undefined) return;
  const leftMs = end - Date.now();
  if (leftMs > Number(region().dataset.warn)) return dialog.open ? dialog.close() : undefined;
  say(dialog, leftMs);
  if (dialog.open || isDismissed) return;
  // A swap under way would be cut off by the dialog; the next tick comes in a second.
  if (around().dataset.loading === undefined) dialog.showModal();
}

function say(dialog, leftMs) {
  const { text, last, over, ok, more, heading, overHeading } = dialog.dataset;
  const isOver = leftMs <= 0;
  const left = fill(isFinal ? last : text, { time: duration(dialog, leftMs) });
  const words = isOver ? over : isLost ? byId('stepway-banner').dataset.lost : left;
  const paragraph = dialog.querySelector('p');
  if (paragraph.textContent !== words) paragraph.textContent = words;
  dialog.querySelector('h2').textContent = isOver ? overHeading : heading;
  dialog.querySelector('button').textContent = isOver || isFinal ? ok : more;
  if (isOver && dialog.dataset.said !== 'over') {
    announce(over);
    sayOnPage(dialog.dataset);
  }
  dialog.dataset.said = isOver ? 'over' : '';
}

// Also for who has closed the dialog, or looks at the names of their tabs.
function sayOnPage({ overHeading, overKept }) {
  document.title = `${overHeading} – ${document.title}`;
  region().querySelector('.stepway-saved')?.replaceChildren();
  const kept = region().querySelector('.stepway-kept');
  const time = kept?.querySelector('time[data-moment="end"]');
  if (!time) return;
  kept.querySelector('p').textContent = fill(overKept, { time: time.textContent });
  kept.querySelector('ul').hidden = true;
}

// Whole minutes, and the last one in steps of 20 seconds: a screen reader is not interrupted all the time.
function duration(dialog, leftMs) {
  const { minutes, minute, seconds } = dialog.dataset;
  if (leftMs > minuteMs) return fill(minutes, { n: Math.ceil(leftMs / minuteMs) });
  if (leftMs > 40_000) return minute;
  return fill(seconds, { n: leftMs > 20_000 ? 40 : 20 });
}

async function extend() {
  const dialog = warning();
  if (end <= Date.now() || isFinal) {
    isDismissed = true;
    return dialog.close();
  }
  try {
    const response = await fetch(region().dataset.keep, {
      method: 'POST',
      headers: { Accept: 'application/json' },
    });
    if (response.status === 410) return setEnd(Date.now());
    if (!response.ok) throw new Error(String(response.status));
    const { expiresAt } = await response.json();
    const moved = expiresAt + clockOffset;
    isFinal = moved - Date.now() <= Number(region().dataset.warn);
    setEnd(moved);
    if (isFinal) return;
    dialog.close();
    announce(dialog.dataset.extended);
  } catch {
    isLost = true;
    tick();
  }
}

document.addEventListener('click', (event) => {
  if (event.target.closest?.('#stepway-warning button')) void extend();
});

// Escape extends. The event does not bubble.
document.addEventListener(
  'cancel',
  (event) => {
    if (event.target !== warning()) return;
    event.preventDefault();
    void extend();
  },
  true,
);

setInterval(tick, 1000);
for (const type of ['visibilitychange', 'pageshow', 'focus']) addEventListener(type, tick, true);
