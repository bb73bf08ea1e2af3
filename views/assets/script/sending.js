// While a form is on its way its button is held, and after 400 ms one sees and hears that something happens.
// It is not disabled: that would drop the focus. A second press is dropped by hx-sync.

const heldAfterMs = 400;
let sending;

document.addEventListener('htmx:before:request', (event) => {
  const source = event.detail.ctx.sourceElement;
  const button = source.matches?.('form')
    ? (source.querySelector('.stepway-button--primary') ?? source.querySelector('button[type="submit"]'))
    : null;
  hideBanner();
  button?.setAttribute('aria-disabled', 'true');
  clearTimeout(sending);
  sending = setTimeout(() => {
    around().dataset.loading = '';
    if (!button) return;
    button.dataset.sending = '';
    announce(byId('stepway-live')?.dataset.sending ?? '');
  }, heldAfterMs);
});

// How long a file takes nobody can say; what takes long otherwise is lost.
document.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
  const hasFile = [...ctx.request.body].some(([, value]) => value instanceof File && value.size > 0);
  if (hasFile) ctx.request.timeout = 0;
});

document.addEventListener('htmx:finally:request', () => {
  clearTimeout(sending);
  delete around().dataset.loading;
  for (const button of document.querySelectorAll('button[aria-disabled]')) {
    button.removeAttribute('aria-disabled');
    delete button.dataset.sending;
  }
});
