// Fields that appear by another's value on the same page. Conditions come from src/render/pages/show-condition.ts and mean
// what they mean on the server (src/definition/condition/evaluate.ts): an absent answer equals nothing.

function answerOf(field) {
  if (!field || field.hidden) return undefined;
  const name = field.dataset.field;
  const inputs = [...field.querySelectorAll('input, select, textarea')];
  const chosen = inputs.filter(
    (input) => input.name === name && (!/radio|checkbox/.test(input.type) || input.checked),
  );
  const text = chosen[0]?.value.trim();
  switch (field.dataset.control) {
    case 'checkboxes':
      return chosen.length === 0 ? undefined : chosen.map((input) => input.value);
    case 'consent':
    case 'yesno':
      return text === 'yes' ? true : text === 'no' ? false : text || undefined;
    case 'integer':
    case 'decimal':
    case 'money':
      return text ? Number(text.replace(/[^\d.-]/g, '')) : undefined;
    case 'date': {
      const [day, month, year] = inputs.map((input) => input.value.trim());
      return day && month && year
        ? `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
        : undefined;
    }
    default:
      return text || undefined;
  }
}

function holds(condition, read) {
  if (typeof condition === 'boolean') return condition;
  if (condition.op === 'and') return condition.of.every((part) => holds(part, read));
  if (condition.op === 'or') return condition.of.some((part) => holds(part, read));
  if (condition.op === 'not') return !holds(condition.of, read);
  const answer = read(condition.field);
  const { value } = condition;
  switch (condition.op) {
    case 'eq':
      return answer === value;
    case 'ne':
      return answer !== value;
    case 'in':
      return condition.values.includes(answer);
    case 'includes':
      return Array.isArray(answer) && answer.includes(value);
    case 'answered':
      return answer !== undefined;
    case 'between':
      return answer >= condition.low && answer <= condition.high;
    case 'gt':
      return answer > value;
    case 'gte':
      return answer >= value;
    case 'lt':
      return answer < value;
    case 'lte':
      return answer <= value;
    default:
      return true;
  }
}

/** In the page's order, so that a field that hangs on a hidden one is hidden as well. */
function updateShown(root) {
  const read = (name) => answerOf(root.querySelector(`[data-field="${CSS.escape(name)}"]`));
  for (const field of root.querySelectorAll('[data-show]')) {
    field.hidden = !holds(JSON.parse(field.dataset.show), read);
  }
}

onPage(updateShown);

for (const type of ['input', 'change']) {
  document.addEventListener(type, (event) => {
    const form = event.target.closest?.('form');
    if (form?.querySelector('[data-show]')) updateShown(form);
  });
}
