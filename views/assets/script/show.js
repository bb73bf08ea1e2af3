// Fields that appear by another's value on the same page. What is typed is read and compared by the server's own code
// (src/controls/reading, src/definition/condition/compare.js); conditions come from src/render/pages/field-view.ts.

/** What is answered in a field of the form, or in a part of one, as the server would read it; nothing in one that is not asked. */
function answerIn(form, { field: name, part }, unasked) {
  const typed = new FormData(form);
  const sentAs = (key) => typed.getAll(key);
  const field = form.querySelector(`[data-field="${CSS.escape(name)}"]`);
  if (unasked.has(name)) return undefined;
  // A hidden value stands in no field of its own.
  const how = field ? JSON.parse(field.dataset.read) : { inputs: 'one', reading: 'literal', options: {} };
  const answer = readings[how.reading](rawFrom(name, how.inputs, sentAs), how.options);
  return partOf(answer, part);
}

function isMet(condition, answerOf) {
  if (typeof condition === 'boolean') return condition;
  if (condition.op === 'and') return condition.of.every((part) => isMet(part, answerOf));
  if (condition.op === 'or') return condition.of.some((part) => isMet(part, answerOf));
  if (condition.op === 'not') return !isMet(condition.of, answerOf);
  const { value } = condition;
  // Another answer of the page in the place of a value.
  const compared = typeof value === 'object' ? { ...condition, value: answerOf(value) } : condition;
  return holds[condition.op](compared, answerOf(condition));
}

/**
 * In the page's order, so that a field that hangs on a hidden one is hidden as well. One with an error stays: the summary
 * leads to it. So does one that somebody was typing in before this script came.
 */
function updateShown(form) {
  const unasked = new Set();
  for (const field of form.querySelectorAll('[data-show]')) {
    const isAsked = isMet(JSON.parse(field.dataset.show), (answer) => answerIn(form, answer, unasked));
    if (!isAsked) unasked.add(field.dataset.field);
    const isInUse =
      field.classList.contains('stepway-field--error') || field.contains(document.activeElement);
    field.hidden = !isAsked && !isInUse;
  }
}

onFilled((page) => {
  for (const form of page.querySelectorAll('form')) updateShown(form);
});

for (const type of ['input', 'change']) {
  document.addEventListener(type, (event) => {
    const form = event.target.closest?.('form');
    if (form?.querySelector('[data-show]')) updateShown(form);
  });
}
