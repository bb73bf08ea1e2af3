// How many characters or words are left, counted as the server counts them (src/controls/reading): shown at once, said after a
// pause in typing.

function updateCount(field) {
  const input = field.querySelector('textarea, input');
  const text = field.querySelector('.stepway-count');
  if (!input || !text) return '';
  const typed = readings.lines(input.value, {}) ?? '';
  const left =
    Number(field.dataset.count) - (field.dataset.countOf === 'words' ? wordsIn(typed) : lengthOf(typed));
  const key = `${left < 0 ? 'over' : 'left'}${Math.abs(left) === 1 ? 'One' : ''}`;
  const words = fill(text.dataset[key], { n: Math.abs(left).toLocaleString(language()) });
  text.dataset.state = left < 0 ? 'over' : 'left';
  if (text.textContent !== words) text.textContent = words;
  return words;
}

onFilled((page) => {
  for (const field of page.querySelectorAll('[data-count]')) {
    if (field.querySelector('textarea, input')?.value) updateCount(field);
  }
});

document.addEventListener('input', (event) => {
  const field = event.target.closest?.('[data-count]');
  if (field) announceLater(updateCount(field));
});
