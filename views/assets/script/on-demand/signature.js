// A signature that is drawn: the path of an SVG, kept in a hidden input. It is made with a pointer; whoever has none signs
// with the typed name, which is enough.

/** What the page's script has for its modules. */
let shared;

const padSize = { width: 600, height: 200 };

/** Where a pointer is on the pad, in its own units. */
function pointOn(pad, { clientX, clientY }) {
  const { left, top, width, height } = pad.getBoundingClientRect();
  const within = (share, most) => Math.round(Math.min(1, Math.max(0, share)) * most);
  return `${within((clientX - left) / width, padSize.width)} ${within((clientY - top) / height, padSize.height)}`;
}

function makeDrawable(area) {
  const input = area.parentElement.querySelector('input[type="hidden"]');
  const pad = area.querySelector('svg');
  const path = area.querySelector('path');
  const clear = area.querySelector('button');
  let last;

  const show = (drawn) => {
    input.value = drawn;
    path.setAttribute('d', drawn);
    clear.hidden = drawn === '';
  };
  const told = (text) => {
    // As if it had been typed: it is saved as a draft.
    input.dispatchEvent(new Event('input', { bubbles: true }));
    shared.announce(text);
  };
  const draw = (command, event) => {
    const point = pointOn(pad, event);
    if (point === last) return;
    last = point;
    const drawn = input.value + command + point;
    if (drawn.length <= Number(area.dataset.most)) show(drawn);
  };

  pad.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    pad.setPointerCapture(event.pointerId);
    last = undefined;
    draw('M', event);
  });
  pad.addEventListener('pointermove', (event) => {
    if (pad.hasPointerCapture(event.pointerId)) draw('L', event);
  });
  pad.addEventListener('pointerup', () => told(area.dataset.drawn));
  clear.addEventListener('click', () => {
    show('');
    told(area.dataset.cleared);
    area.parentElement.querySelector('input[type="text"]').focus();
  });
  area.hidden = false;
  show(input.value);
}

export function start(tools) {
  shared = tools;
  return (page) => {
    for (const area of page.querySelectorAll('.stepway-drawing')) makeDrawable(area);
  };
}
