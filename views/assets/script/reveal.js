// Show and hide a password; print a receipt, with its answers. Their buttons are hidden without this script.

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

function printAll() {
  // Not every browser opens on paper what is folded on the screen.
  for (const folded of document.querySelectorAll('.stepway-copy-sent')) folded.open = true;
  window.print();
}

document.addEventListener('click', (event) => {
  if (event.target.closest?.('[data-print]')) printAll();
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
