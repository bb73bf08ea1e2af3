// A lost network or a server in trouble: everything typed stays, and one press tries again.

let failed;

function showBanner(reason, source) {
  const banner = byId('stepway-banner');
  if (!banner) return;
  failed = source;
  banner.querySelector('p').textContent = banner.dataset[reason];
  banner.hidden = false;
}

function hideBanner() {
  const banner = byId('stepway-banner');
  if (banner) banner.hidden = true;
}

document.addEventListener('htmx:error', (event) => {
  const { ctx } = event.detail;
  if (ctx?.status?.startsWith('error') && !ctx.response) showBanner('lost', ctx.sourceElement);
});

document.addEventListener('htmx:response:error', (event) => {
  const { ctx } = event.detail;
  if (ctx.response.status >= 500) showBanner('busy', ctx.sourceElement);
});

document.addEventListener('click', (event) => {
  if (!event.target.closest?.('#stepway-banner button')) return;
  const source = failed?.isConnected ? failed : region()?.querySelector('form');
  hideBanner();
  if (source?.matches('form')) {
    source.querySelector('button[type="submit"]')?.focus({ preventScroll: true });
    source.requestSubmit();
  } else if (source) source.click();
  else location.reload();
});
