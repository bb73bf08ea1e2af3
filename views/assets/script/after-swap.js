// After a swap: focus, scroll, and links of the error summary.

const isOurs = (text) => /<div id="wizard"/.test(text);

/** Whether a page is fetched because of Back or Forward. */
const isReturn = ({ request }) => 'HX-History-Restore-Request' in (request?.headers ?? {});

// A page that is not ours (a host's log-in, a proxy's error) is opened whole, or told about; it never replaces a form.
document.addEventListener('htmx:before:swap', (event) => {
  const { ctx } = event.detail;
  // Back was pressed while another page was on its way, and that one is here by now.
  if (isReturn(ctx) && ctx.request.action !== pageOf(location)) return event.preventDefault();
  const response = ctx.response?.raw;
  // The page for it could not hold what was typed.
  if (response?.status === 413) {
    event.preventDefault();
    showBanner('tooLarge', ctx);
    return;
  }
  if (!response || response.status >= 500 || isOurs(ctx.text)) return;
  event.preventDefault();
  if (response.status < 400 || ctx.request.method === 'GET') location.assign(response.url);
  else showBanner('busy', ctx);
});

document.addEventListener('htmx:after:swap', (event) => {
  const { ctx } = event.detail;
  const page = region();
  if (!page || ctx.swap === 'none') return;
  // What was sent is kept by the server, or was for another page: the same input can stand in this one.
  for (const input of page.querySelectorAll('input[type="file"]')) input.value = '';
  for (const prepare of prepared) prepare(page);
  const { redirected, url } = ctx.response?.raw ?? {};
  if (!isReturn(ctx)) window.scrollTo(0, 0);
  // What one goes back to can lead on by now.
  else if (redirected) history.replaceState(history.state, '', url);
  focusStart(page);
  appear(page);
});

/** A page comes softly into the card, which stays where it is. */
function appear(page) {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  for (const part of page.querySelectorAll('main > *')) {
    part.animate({ opacity: [0.3, 1] }, { duration: 150, easing: 'ease-out' });
  }
}

/** The error summary takes the focus, or what was done or asked for just now, else the heading: each is read out. */
function focusStart(page) {
  const start =
    page.querySelector('.stepway-errors, .stepway-notice') ??
    page.querySelector('[autofocus]') ??
    page.querySelector('h1');
  if (!start) return;
  // A control that was asked for, as in a new row, can be anywhere.
  if (start.matches('input, select, textarea')) return start.focus();
  start.tabIndex = -1;
  start.focus({ preventScroll: true });
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('.stepway-errors a[href^="#"]');
  const target = link && byId(link.hash.slice(1));
  if (!target) return;
  event.preventDefault();
  const label = target.closest('fieldset')?.querySelector('legend') ?? target.labels?.[0] ?? target;
  label.scrollIntoView();
  target.focus({ preventScroll: true });
});
