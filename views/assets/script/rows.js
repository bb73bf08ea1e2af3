// The sums under rows follow what is typed. Numbers are read as the server reads them (show.js), and written as it does.

function updateTotals(form) {
  const changed = [];
  for (const total of form.querySelectorAll('[data-total]')) {
    const cells = form.querySelectorAll(`[data-column="${total.dataset.total}"]`);
    const numbers = [...cells]
      .map((cell) => answerIn(form, { field: cell.dataset.field }, new Set()))
      .filter((number) => typeof number === 'number');
    const sum = Number(numbers.reduce((all, each) => all + each, 0).toPrecision(15));
    const text = writtenAs(JSON.parse(total.dataset.format), sum);
    if (total.textContent === text) continue;
    total.textContent = text;
    changed.push(
      `${total.closest('tr')?.querySelector('th')?.textContent ?? ''} ${total.parentElement.textContent}`,
    );
  }
  return changed;
}

function writtenAs({ currency, suffix, grouping }, sum) {
  if (currency === undefined) {
    const text = new Intl.NumberFormat(language(), {
      useGrouping: grouping,
      maximumFractionDigits: 20,
    }).format(sum);
    return suffix === undefined ? text : `${text} ${suffix}`;
  }
  return new Intl.NumberFormat(language(), {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    trailingZeroDisplay: 'stripIfInteger',
  }).format(sum);
}

onFilled((page) => {
  for (const form of page.querySelectorAll('form')) updateTotals(form);
});

document.addEventListener('input', (event) => {
  const form = event.target.closest?.('form');
  const changed = form ? updateTotals(form) : [];
  if (changed.length > 0) announceLater(changed.join(', '));
});
