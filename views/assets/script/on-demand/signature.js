// A signature that is drawn: the path of an SVG, kept in a hidden input. It is made with a pointer; whoever has none signs
// with the typed name, which is enough.

/** What the page's script has for its modules. */
let shared;

const padSize = { width: 600, height: 200 };
/** Where the pointer was last. */
let last;

/** Where a pointer is on the pad, in its own units. */
function pointOn(pad, { clientX, clientY }) {
  const { left, top, width, height } = pad.getBoundingClientRect();
  const within = (share, most) => Math.round(Math.min(1, Math.max(0, share)) * most);
  return `${within((clientX - left) / width, padSize.width)} ${within((clientY - top) / height, padSize.height)}`;
}

const inputOf = (area) => area.parentElement.querySelector('input[type="hidden"]');

function show(area, drawn) {
  inputOf(area).value = drawn;
  area.querySelector('path').setAttribute('d', drawn);
  area.querySelector('button').hidden = drawn === '';
}

function draw(area, command, event) {
  const point = pointOn(area.querySelector('svg'), event);
  if (point === last) return;
  last = point;
  const drawn = inputOf(area).value + command + point;
  if (drawn.length <= Number(area.dataset.most)) show(area, drawn);
}

function tell(area, text) {
  // As if it had been typed: it is saved as a draft.
  inputOf(area).dispatchEvent(new Event('input', { bubbles: true }));
  shared.announce(text);
}

/** Listens at the document: a swap can keep an element of the page before, with all that listens at it. */
function onPad(type, run) {
  document.addEventListener(type, (event) => {
    const pad = event.target.closest?.('.stepway-drawing svg');
    if (pad) run(pad.closest('.stepway-drawing'), event, pad);
  });
}

export function start(tools) {
  shared = tools;
  onPad('pointerdown', (area, event, pad) => {
    event.preventDefault();
    pad.setPointerCapture(event.pointerId);
    last = undefined;
    draw(area, 'M', event);
  });
  onPad('pointermove', (area, event, pad) => {
    if (pad.hasPointerCapture(event.pointerId)) draw(area, 'L', event);
  });
  onPad('pointerup', (area) => tell(area, area.dataset.drawn));
  document.addEventListener('click', ({ target }) => {
    const area = target.closest?.('.stepway-drawing button')?.closest('.stepway-drawing');
    if (!area) return;
    show(area, '');
    tell(area, area.dataset.cleared);
    area.parentElement.querySelector('input[type="text"]').focus();
  });
  return (page) => {
    for (const area of page.querySelectorAll('.stepway-drawing')) {
      area.hidden = false;
      show(area, inputOf(area).value);
    }
  };
}
