// A lost network or a failing server: everything typed stays, and one press tries again.

const restedMs = 5000;
let failed;
let restoring;

function showBanner(reason, source) {
  const banner = byId('stepway-banner');
  if (!banner) return;
  clearTimeout(restoring);
  failed = source;
  banner.querySelector('p').textContent = banner.dataset[reason];
  banner.dataset.reason = reason;
  banner.hidden = false;
  // On a low screen it covers nothing, but stands at the end of the page.
  if (getComputedStyle(banner).position !== 'fixed') banner.scrollIntoView({ block: 'nearest' });
}

function hideBanner() {
  clearTimeout(restoring);
  const banner = byId('stepway-banner');
  if (!banner || banner.hidden) return;
  const hadFocus = banner.contains(document.activeElement);
  banner.hidden = true;
  if (hadFocus) region()?.querySelector('form button[type="submit"]')?.focus({ preventScroll: true });
}

// The network is back. Not at once: a finger may be on its way to the button.
addEventListener('online', () => {
  clearTimeout(restoring);
  if (byId('stepway-banner')?.dataset.reason === 'lost') restoring = setTimeout(hideBanner, restedMs);
});

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !document.querySelector('dialog[open]')) hideBanner();
});

document.addEventListener('htmx:error', (event) => {
  const { ctx } = event.detail;
  if (ctx?.status?.startsWith('error') && !ctx.response) showBanner('lost', ctx.sourceElement);
});

document.addEventListener('htmx:response:error', (event) => {
  const { ctx } = event.detail;
  if (ctx.response.status >= 500) showBanner('busy', ctx.sourceElement);
});

document.addEventListener('click', (event) => {
  if (event.target.closest?.('#stepway-banner .stepway-close')) return hideBanner();
  if (!event.target.closest?.('#stepway-banner [data-retry]')) return;
  const source = failed?.isConnected ? failed : region()?.querySelector('form');
  hideBanner();
  if (source?.matches('form')) {
    source.querySelector('button[type="submit"]')?.focus({ preventScroll: true });
    source.requestSubmit();
  } else if (source) source.click();
  else location.reload();
});
