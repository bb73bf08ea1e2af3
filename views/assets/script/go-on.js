// A page that only passes something on does so by itself. The page has not loaded yet, so the browser puts the next one in
// its place, and Back does not stop at it.

document.querySelector('form[data-go-on]')?.submit();
