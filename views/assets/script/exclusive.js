// A box such as "None of these" clears the others, and they clear it. Without this script the server asks which is meant.

document.addEventListener('change', (event) => {
  const box = event.target;
  if (box.type !== 'checkbox' || !box.checked) return;
  const isAlone = 'exclusive' in box.dataset;
  for (const other of box.form?.querySelectorAll(`[name="${CSS.escape(box.name)}"]:checked`) ?? []) {
    if (other === box || !(isAlone || 'exclusive' in other.dataset)) continue;
    other.checked = false;
    // What hangs on it goes as if the visitor had cleared it.
    other.dispatchEvent(new Event('change', { bubbles: true }));
  }
});
