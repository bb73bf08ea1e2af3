// Back on check-your-answers after a change: the page stands where one left it, and shows which answer it was.

// The path of the Change link that was followed.
let changing;

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('.stepway-change a');
  if (link) changing = link.pathname;
});

document.addEventListener('htmx:after:swap', (event) => {
  const page = region();
  if (!changing || page?.dataset.kind !== 'check') return;
  const links = [...page.querySelectorAll('.stepway-change a')];
  const link = links.find((each) => each.pathname === changing);
  changing = undefined;
  if (!link || isReturn(event.detail.ctx) || page.querySelector('.stepway-errors')) return;
  const answer = link.closest('.stepway-answer') ?? link;
  answer.dataset.changed = '';
  answer.scrollIntoView({ block: 'center' });
  // The heading was on its way to be read out.
  announce(page.querySelector('h1').textContent);
  link.focus({ preventScroll: true });
});
