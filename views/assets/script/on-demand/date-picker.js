// The calendar of the browser beside the three inputs of a date. What is chosen there is put into them; they are what is
// sent, and what whoever cannot or does not want to use a calendar types into.

/** What the page's script has for its modules. */
let shared;

const two = (text) => text.padStart(2, '0');

/** The inputs of the date beside a picker: `day`, `month`, `year`. */
function partsBeside(picker) {
  const field = picker.closest('.stepway-field');
  const { field: name } = field.dataset;
  return (of) => field.querySelector(`[name="${CSS.escape(`${name}-${of}`)}"]`);
}

function openCalendar(picker) {
  const part = partsBeside(picker);
  const day = picker.querySelector('input');
  const [typed, month, year] = ['day', 'month', 'year'].map((of) => part(of).value.trim());
  day.value = `${year}-${two(month)}-${two(typed)}`;
  day.showPicker();
}

function takeChosen(picker, date) {
  const part = partsBeside(picker);
  // Nothing is chosen where the calendar was told to forget the date.
  const [year, month, chosen] = date === '' ? ['', '', ''] : date.split('-').map(Number);
  for (const [of, value] of Object.entries({ day: chosen, month, year })) {
    part(of).value = String(value);
    part(of).dispatchEvent(new Event('input', { bubbles: true }));
  }
  part('day').focus();
  if (date === '') return;
  const said = new Date(Date.UTC(year, month - 1, chosen)).toLocaleDateString(shared.language(), {
    dateStyle: 'long',
    timeZone: 'UTC',
  });
  shared.announce(shared.fill(picker.dataset.chosen, { date: said }));
}

export function start(tools) {
  shared = tools;
  // At the document: a swap can keep an element of the page before, with all that listens at it.
  document.addEventListener('click', ({ target }) => {
    const picker = target.closest?.('.stepway-picker button')?.closest('.stepway-picker');
    if (picker) openCalendar(picker);
  });
  document.addEventListener('change', ({ target }) => {
    const picker = target.closest?.('.stepway-picker');
    if (picker) takeChosen(picker, target.value);
  });
  return (page) => {
    for (const picker of page.querySelectorAll('.stepway-picker')) {
      // A browser that cannot open it by a button has none here.
      picker.hidden = typeof picker.querySelector('input').showPicker !== 'function';
    }
  };
}
