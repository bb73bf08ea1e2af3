// Show and hide a password; print a receipt. Their buttons are hidden without this script.

onPage((page) => {
  for (const button of page.querySelectorAll('.stepway-reveal, [data-print]')) button.hidden = false;
});

function reveal(button, show) {
  const input = byId(button.getAttribute('aria-controls'));
  const { showText, hideText, showLabel, hideLabel } = button.dataset;
  input.type = show ? 'text' : 'password';
  button.textContent = show ? hideText : showText;
  button.setAttribute('aria-label', show ? hideLabel : showLabel);
}

document.addEventListener('click', (event) => {
  if (event.target.closest?.('[data-print]')) window.print();
  const button = event.target.closest?.('.stepway-reveal');
  if (!button) return;
  const show = byId(button.getAttribute('aria-controls')).type === 'password';
  reveal(button, show);
  announce(show ? button.dataset.shown : button.dataset.hidden);
});

// Browsers offer to remember what stands in a text field.
document.addEventListener(
  'submit',
  (event) => {
    for (const button of event.target.querySelectorAll('.stepway-reveal')) reveal(button, false);
  },
  true,
);
