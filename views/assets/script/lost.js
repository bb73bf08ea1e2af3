// A lost network or a failing server: everything typed stays, and one press tries again.

const restedMs = 5000;
/** What was tried last: a form or a link, and the button of the form that was pressed. */
let failed;
let restoring;

function showBanner(reason, { sourceElement: source, request }) {
  const banner = byId('stepway-banner');
  if (!banner) return;
  clearTimeout(restoring);
  failed = { source, button: request?.submitter };
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
  if (hadFocus) sendButtonOf(region())?.focus({ preventScroll: true });
}

// The style keeps what has the focus clear of it.
const lostBanner = byId('stepway-banner');
if (lostBanner) {
  new ResizeObserver(() =>
    around().style.setProperty('--stepway-banner', `${lostBanner.offsetHeight}px`),
  ).observe(lostBanner);
}

/** Whether it was asked for by no form and no link: because of Back or Forward, or by a receipt that waits. */
const isByItself = () => failed?.source === document.body;

/** The button of a form that one sees; the first one can be there for the Enter key alone. */
const sendButtonOf = (within) => within?.querySelector('button[type="submit"]:not([aria-hidden])');

// The network is back. Not at once: a finger may be on its way to the button.
addEventListener('online', () => {
  clearTimeout(restoring);
  if (byId('stepway-banner')?.dataset.reason === 'lost' && !isByItself())
    restoring = setTimeout(hideBanner, restedMs);
});

// A browser that keeps a page which is left while it sends tells it that what it sent was lost.
addEventListener('pageshow', ({ persisted }) => persisted && hideBanner());

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !document.querySelector('dialog[open]')) hideBanner();
});

document.addEventListener('htmx:error', (event) => {
  const { ctx } = event.detail;
  // Nothing came, or not all of it.
  if (ctx?.status?.startsWith('error') && ctx.text === undefined) showBanner('lost', ctx);
});

document.addEventListener('htmx:response:error', (event) => {
  const { ctx } = event.detail;
  if (ctx.response.status >= 500) showBanner('busy', ctx);
});

document.addEventListener('click', (event) => {
  if (event.target.closest?.('#stepway-banner .stepway-close')) return hideBanner();
  if (!event.target.closest?.('#stepway-banner [data-retry]')) return;
  // The page that one goes back to has its address already.
  if (isByItself()) return location.reload();
  const source = failed?.source.isConnected ? failed.source : region()?.querySelector('form');
  const button = failed?.button?.isConnected ? failed.button : null;
  hideBanner();
  if (source?.matches('form')) {
    (button ?? sendButtonOf(source))?.focus({ preventScroll: true });
    source.requestSubmit(button);
  } else if (source) source.click();
  else location.reload();
});
