// The calendar of the browser beside the three inputs of a date. What is chosen there is put into them; they are what is
// sent, and what whoever cannot or does not want to use a calendar types into.

/** What the page's script has for its modules. */
let shared;

function preparePicker(picker) {
  const day = picker.querySelector('input');
  const field = picker.closest('.stepway-field');
  const { field: name } = field.dataset;
  const part = (of) => field.querySelector(`[name="${CSS.escape(`${name}-${of}`)}"]`);
  const two = (text) => text.padStart(2, '0');
  // A browser that cannot open it by a button has none here.
  if (typeof day.showPicker !== 'function') return;
  picker.querySelector('button').addEventListener('click', () => {
    const [typed, month, year] = ['day', 'month', 'year'].map((of) => part(of).value.trim());
    day.value = `${year}-${two(month)}-${two(typed)}`;
    day.showPicker();
  });
  day.addEventListener('change', () => {
    if (day.value === '') return;
    const [year, month, chosen] = day.value.split('-').map(Number);
    for (const [of, value] of Object.entries({ day: chosen, month, year })) {
      part(of).value = String(value);
      part(of).dispatchEvent(new Event('input', { bubbles: true }));
    }
    const said = new Date(Date.UTC(year, month - 1, chosen)).toLocaleDateString(shared.language(), {
      dateStyle: 'long',
      timeZone: 'UTC',
    });
    shared.announce(shared.fill(picker.dataset.chosen, { date: said }));
    part('day').focus();
  });
  picker.hidden = false;
}

export function start(tools) {
  shared = tools;
  return (page) => {
    for (const picker of page.querySelectorAll('.stepway-picker')) preparePicker(picker);
  };
}
