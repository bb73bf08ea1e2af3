// Copies the reference. Its button is hidden without this script, and where a page may not copy.

onPage((page) => {
  for (const button of page.querySelectorAll('[data-copy]')) button.hidden = !navigator.clipboard;
});

document.addEventListener('click', async (event) => {
  const button = event.target.closest?.('[data-copy]');
  if (!button) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.copied;
    announce(button.dataset.copied);
  } catch {
    // Not allowed: the number can still be marked and copied.
    button.hidden = true;
  }
});
