// Back and Forward between pages that htmx has put into one document are htmx's to follow. Who presses them before it is
// there, on a slow line after a page was loaded anew, has another address and still the page from before.

const { name: loadedFrom } = performance.getEntriesByType('navigation')[0];
const pageOf = ({ pathname, search }) => pathname + search;

// Where htmx has been, an entry of the history says so; the ways of other scripts are their own.
if (history.state?.htmx && pageOf(new URL(loadedFrom)) !== pageOf(location)) location.reload();
