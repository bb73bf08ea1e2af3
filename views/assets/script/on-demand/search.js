// A list that is searched by what is typed: the select stays where it is and is what is sent; over it stands the combobox
// of accessible-autocomplete, which is served in front of this file. Without scripts there is the select.

const mostFound = 50;
/** What the page's script has for its modules. */
let shared;

/** Without capitals and accents: "cote" finds "Côte d’Ivoire". */
const searched = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();

/** What holds the text, what begins with it first, then what has a word that does. */
function findOptions(options, typed) {
  const text = searched(typed.trim());
  const rank = (label) => (label.startsWith(text) ? 0 : label.includes(` ${text}`) ? 1 : 2);
  return options
    .map((option) => ({ option, label: searched(option.label) }))
    .filter(({ label }) => label.includes(text))
    .sort((one, other) => rank(one.label) - rank(other.label))
    .slice(0, mostFound)
    .map(({ option }) => option.label);
}

const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Takes a text for the option that is called so; one that is none is sent as it is, for the server to refuse. */
function takeTyped(select, input) {
  const typed = searched(input.value.trim());
  const meant = [...select.options].find(({ value, label }) =>
    typed === '' ? value === '' : value !== '' && searched(label) === typed,
  );
  const before = select.value;
  select.value = meant?.value ?? '';
  input.name = meant ? '' : select.name;
  select.disabled = !meant;
  if (select.value !== before) select.dispatchEvent(new Event('change', { bubbles: true }));
}

/** The component sets and takes away its own hint while one types; those of the field stay. */
function keepDescribed(input, described) {
  const describe = () => {
    const ids = (input.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean);
    // An error that is mended is hidden, and no description any more.
    const missing = described
      .split(' ')
      .filter((id) => !ids.includes(id) && document.getElementById(id)?.hidden === false);
    if (missing.length > 0) input.setAttribute('aria-describedby', [...missing, ...ids].join(' '));
  };
  describe();
  new MutationObserver(describe).observe(input, { attributeFilter: ['aria-describedby'] });
}

/** Hands the focus on, with the caret, to what takes the place of a control: on a slow line that is in use already. */
function focusIn(box, control) {
  const focused = document.activeElement;
  if (!box.contains(focused)) return () => {};
  const { selectionStart, selectionEnd } = control;
  return (input) => {
    if (focused !== control || selectionEnd === undefined) input.focus({ preventScroll: true });
    else focusAt(input, selectionStart, selectionEnd);
  };
}

function focusAt(input, start, end) {
  input.focus({ preventScroll: true });
  // The component selects all of the text when it has the focus, right after this.
  queueMicrotask(() => input.setSelectionRange(start, end));
}

function makeSearchable(box) {
  const select = box.querySelector('select');
  const passFocus = focusIn(box, select);
  const { texts, typed } = JSON.parse(box.dataset.search);
  const described = select.getAttribute('aria-describedby') ?? '';
  const chosen = select.value === '' ? typed : select.selectedOptions[0].label;
  window.accessibleAutocomplete.enhanceSelectElement({
    selectElement: select,
    source: (text, show) =>
      show(
        findOptions(
          [...select.options].filter(({ value }) => value),
          text,
        ),
      ),
    defaultValue: chosen,
    name: '',
    minLength: 1,
    autoselect: false,
    confirmOnBlur: false,
    cssNamespace: 'stepway-search',
    inputClasses: 'stepway-input',
    onConfirm: () => {},
    templates: { inputValue: (label) => label ?? '', suggestion: escaped },
    tNoResults: () => texts.none,
    tStatusNoResults: () => texts.none,
    tStatusQueryTooShort: () => '',
    tStatusSelectedOption: (option, total, index) =>
      shared.fill(texts.selected, { option, n: index + 1, total }),
    tStatusResults: (total, option) =>
      shared.fill(total === 1 ? texts.resultsOne : texts.results, { n: total, option: option ?? '' }),
    tAssistiveHint: () => texts.help,
  });
  const input = box.querySelector('[role="combobox"]');
  if (select.getAttribute('aria-invalid')) input.setAttribute('aria-invalid', 'true');
  keepDescribed(input, described);
  box.classList.add('stepway-searchable');
  takeTyped(select, input);
  passFocus(input);
  input.addEventListener('input', () => takeTyped(select, input));
  // What was chosen from the list stands in the input only after its own handlers. A swap can keep the box and put another
  // input into it.
  for (const type of ['click', 'keydown', 'focusout']) {
    box.addEventListener(type, () => setTimeout(() => input.isConnected && takeTyped(select, input)));
  }
}

// One that is searched on the server: the combobox stands in the place of the text, the button and the radio buttons that
// serve without scripts. What is chosen, and what is typed, is sent under the same names.

const findAfterMs = 250;

/** What is found for a text; undefined when another text was typed meanwhile. */
async function findOnServer({ form, name, query, signal }) {
  const stamp = [...new FormData(form)].filter(([field]) => field.startsWith('_'));
  try {
    const response = await fetch(form.getAttribute('action'), {
      method: 'POST',
      body: new URLSearchParams([...stamp, [`${name}-query`, query]]),
      headers: { 'X-Stepway-Find': name, Accept: 'application/json' },
      signal,
    });
    const found = await response.json();
    // A session that has ended, or a page that is closed meanwhile: the button will tell.
    return found.kind === 'found' && !found.failed ? found : { options: [], isFailed: true };
  } catch {
    return signal.aborted ? undefined : { options: [], isFailed: true };
  }
}

function hiddenInput(name, value) {
  const input = document.createElement('input');
  Object.assign(input, { type: 'hidden', name, value });
  return input;
}

/** What the plain controls offer and hold; of the typed text and the radio buttons the one that the server would take. */
function heldIn(box, plain) {
  const radios = [...box.querySelectorAll('input[type="radio"]')];
  const offered = radios.map(({ value, labels }) => ({ value, label: labels[0].textContent.trim() }));
  const query = plain.value.trim();
  const isFound = query === '' || query === box.querySelector('input[name$="-found"]').value.trim();
  const chosen = isFound ? offered[radios.findIndex(({ checked }) => checked)] : undefined;
  // The one for "no answer" has no value.
  const text = chosen?.value === '' ? '' : (chosen?.label ?? plain.value);
  return { offered: offered.filter(({ value }) => value !== ''), value: chosen?.value ?? '', text, isFound };
}

/** Puts a text into the component as if it had been typed, which asks its source for it; nobody else hears of it. */
function typeInto(input, text) {
  input.value = text;
  input.dispatchEvent(new Event('input'));
}

/** Closes the list as Escape does, once the component has drawn it: what is in it opens with the focus. */
function closeList(input) {
  setTimeout(() => input.parentElement.dispatchEvent(Object.assign(new Event('keydown'), { keyCode: 27 })));
}

function makeLookup(box) {
  const { name, texts } = JSON.parse(box.dataset.lookup);
  const plain = box.querySelector('input[name$="-query"]:not([type="hidden"])');
  if (!plain) return;
  const described = plain.getAttribute('aria-describedby') ?? '';
  const isInvalid = plain.getAttribute('aria-invalid');
  const { id, maxLength } = plain;
  const { offered, value, text: held, isFound } = heldIn(box, plain);
  const passFocus = focusIn(box, plain);
  const form = box.closest('form');
  const sent = { value: hiddenInput(`${name}-value`, value), query: hiddenInput(`${name}-query`, '') };
  const place = document.createElement('div');
  box.replaceChildren(sent.value, sent.query, hiddenInput(`${name}-found`, ''), place);

  let known = offered;
  let said = texts.none;
  let isMore = false;
  let waiting;
  let asking;

  const outrun = () => {
    clearTimeout(waiting);
    asking?.abort();
  };
  const search = (text, show) => {
    outrun();
    said = texts.searching;
    const mine = (asking = new AbortController());
    waiting = setTimeout(async () => {
      const found = await findOnServer({ form, name, query: text.trim(), signal: mine.signal });
      if (mine.signal.aborted || !box.isConnected) return;
      said = found.isFailed ? texts.failed : texts.none;
      isMore = found.more === true;
      known = [...known.filter((option) => option.value === sent.value.value), ...found.options];
      show(found.options);
      // The text can be what one of them is called.
      take();
    }, findAfterMs);
  };
  // What the page had found is the first list; a text that nobody has searched for is searched when somebody comes to it.
  const first = (text, show) => {
    source = search;
    if (isFound) show(offered);
    else input.addEventListener('focus', () => search(text, show), { once: true });
  };
  let source = held === '' ? search : first;

  window.accessibleAutocomplete({
    element: place,
    id,
    name: '',
    source: (text, show) => source(text, show),
    minLength: 1,
    autoselect: false,
    confirmOnBlur: false,
    cssNamespace: 'stepway-search',
    inputClasses: 'stepway-input',
    onConfirm: (option) => option && take(option),
    templates: {
      inputValue: (option) => option?.label ?? '',
      suggestion: (option) =>
        escaped(option.label) + (option.hint ? `<small>${escaped(option.hint)}</small>` : ''),
    },
    tNoResults: () => said,
    tStatusNoResults: () => said,
    tStatusQueryTooShort: () => '',
    tStatusSelectedOption: (option, total, index) =>
      shared.fill(texts.selected, { option, n: index + 1, total }),
    tStatusResults: (total, option) =>
      shared.fill(isMore ? texts.more : total === 1 ? texts.resultsOne : texts.results, {
        n: total,
        option: option ?? '',
      }),
    tAssistiveHint: () => texts.help,
  });
  const input = box.querySelector('[role="combobox"]');
  input.maxLength = maxLength;
  if (isInvalid) input.setAttribute('aria-invalid', 'true');
  keepDescribed(input, described);
  box.classList.add('stepway-searchable');

  /** Takes an option, or the one that is called as the text is; a text that is none is sent as what was typed. */
  function take(option) {
    const text = searched(input.value.trim());
    const called = known.filter(({ label }) => searched(label) === text);
    const still = called.find((each) => each.value === sent.value.value);
    const meant = option ?? still ?? (called.length === 1 ? called[0] : undefined);
    if (option) known = [option];
    const before = sent.value.value;
    sent.value.value = meant?.value ?? '';
    sent.query.value = meant ? '' : input.value;
    if (sent.value.value !== before) sent.value.dispatchEvent(new Event('change', { bubbles: true }));
  }

  if (held !== '') typeInto(input, held);
  take();
  passFocus(input);
  if (isFound && (value !== '' || document.activeElement !== input)) closeList(input);
  input.addEventListener('input', () => {
    if (input.value.trim() === '') outrun();
    take();
  });
}

// The component hides its list with the option that has the focus.
document.addEventListener('keydown', ({ key, target }) => {
  if (key !== 'Escape' || !target.matches?.('.stepway-search__option')) return;
  const input = target.closest('.stepway-searchable').querySelector('[role="combobox"]');
  focusAt(input, input.value.length, input.value.length);
  closeList(input);
});

export function start(tools) {
  shared = tools;
  return (page) => {
    // A loader of modules on a host's page can have taken the library: the plain controls stay.
    if (!window.accessibleAutocomplete) return;
    for (const box of page.querySelectorAll('[data-search]')) makeSearchable(box);
    for (const box of page.querySelectorAll('[data-lookup]')) makeLookup(box);
  };
}
