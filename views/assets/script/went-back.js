// Back and Forward between pages that htmx has put into one document are htmx's to follow. Who presses them where it is
// not there has another address and still the page from before.

/** The request that was made last. */
let asked;
document.addEventListener('htmx:before:request', ({ detail: { ctx } }) => {
  asked = ctx.request;
  if (!isReturn(ctx)) return;
  // Of these htmx would wait for ever: it ends what takes too long by this.
  const stop = new AbortController();
  asked.signal.addEventListener('abort', () => stop.abort());
  asked.signal = stop.signal;
  asked.abort = (reason) => stop.abort(reason);
});

// What is on its way when one of them is pressed is given up, as a browser gives up a page.
document.addEventListener('htmx:before:history:restore', () => asked?.abort());

/** How the document came; not every browser tells, and what guards privacy can take it away. */
const [arrival] = performance.getEntriesByType?.('navigation') ?? [];
const isElsewhere = arrival !== undefined && pageOf(new URL(arrival.name, location)) !== pageOf(location);

// On a slow line, before htmx is there. Where it has been, an entry of the history says so; the ways of other scripts are
// their own. Once in a row: a browser may call the document by another address than it has here.
if (history.state?.htmx && isElsewhere !== (history.state.isLoaded ?? false)) {
  history.replaceState({ ...history.state, isLoaded: isElsewhere }, '');
  if (isElsewhere) location.reload();
}

// It cannot be had.
const loadedAs = pageOf(location);
addEventListener('popstate', () => {
  if (typeof htmx === 'undefined' && pageOf(location) !== loadedAs) location.reload();
});

// The browser can ask for a page anew before the draft of what was typed there is stored: now it is. A browser without
// this storage has no session either.
try {
  const { stepwayLeft } = sessionStorage;
  delete sessionStorage.stepwayLeft;
  if (stepwayLeft === pageOf(location)) location.reload();
} catch {}
