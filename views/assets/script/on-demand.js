// What few pages need is fetched with the first page that has it: modules of their own (views/assets/script/on-demand).
// Until one is there, and where it cannot be had, the page works as it does without scripts.

/** What each is for. */
const neededBy = {
  files: '.stepway-files',
  search: '[data-search], [data-lookup]',
  signature: '.stepway-drawing',
  'date-picker': '.stepway-picker',
};

/** What each module does with a page, once it is there. */
const fetched = new Map();
let failures = 0;
/** The number of the page that is shown. */
let shown = 0;

function fetchModule(name) {
  if (!fetched.has(name)) {
    // Browsers remember that an address failed: another one is tried with the next page.
    const url = `${new URL(onDemand[name], ownUrl)}${failures > 0 ? `?${failures}` : ''}`;
    const started = import(url).then(({ start }) => start({ announce, fill, language }));
    started.catch(() => {
      failures += 1;
      fetched.delete(name);
    });
    fetched.set(name, started);
  }
  return fetched.get(name);
}

onPage((page) => {
  const mine = ++shown;
  for (const [name, selector] of Object.entries(neededBy)) {
    if (!page.querySelector(selector)) continue;
    fetchModule(name).then(
      (prepare) => mine === shown && keepDrafted(() => prepare(page)),
      () => {},
    );
  }
});
