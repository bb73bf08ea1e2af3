/** Says beside the stars how many there are. Without scripts they say it alone. */
export function prepare(field) {
  const said = field.querySelector('.stars-said');
  const tell = () => {
    const chosen = field.querySelector('input:checked');
    said.hidden = chosen === null;
    said.textContent = chosen === null ? '' : chosen.labels[0].textContent.trim();
  };
  field.addEventListener('change', tell);
  tell();
}
