// Back and Forward between pages that htmx has put into one document are htmx's to follow. Who presses them before it is
// there, on a slow line after a page was loaded anew, has another address and still the page from before.

/** How the document came; not every browser tells, and what guards privacy can take it away. */
const [arrival] = performance.getEntriesByType?.('navigation') ?? [];
const pageOf = ({ pathname, search }) => pathname + search;

const isElsewhere = arrival && pageOf(new URL(arrival.name, location)) !== pageOf(location);

// Where htmx has been, an entry of the history says so; the ways of other scripts are their own. Once for each entry: a
// browser may call the document by another address than it has here.
if (isElsewhere && history.state?.htmx && !history.state.isLoaded) {
  history.replaceState({ ...history.state, isLoaded: true }, '');
  location.reload();
}
