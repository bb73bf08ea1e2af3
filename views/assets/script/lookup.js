// A list that is searched on the server: the combobox of accessible-autocomplete stands in the place of the text, the
// button and the radio buttons that serve without scripts. What is chosen, and what is typed, is sent under the same names.

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

function makeLookup(accessibleAutocomplete, box) {
  const { name, value, chosen, texts } = JSON.parse(box.dataset.lookup);
  const plain = box.querySelector('input[type="text"]');
  const described = plain.getAttribute('aria-describedby') ?? '';
  const isInvalid = plain.getAttribute('aria-invalid');
  const { id, value: typed, maxLength } = plain;
  const form = box.closest('form');
  const sent = { value: hiddenInput(`${name}-value`, value), query: hiddenInput(`${name}-query`, '') };
  const place = document.createElement('div');
  box.replaceChildren(sent.value, sent.query, hiddenInput(`${name}-found`, ''), place);

  let known = value === '' ? [] : [{ value, label: chosen }];
  let said = texts.none;
  let isMore = false;
  let waiting;
  let asking;

  const outrun = () => {
    clearTimeout(waiting);
    asking?.abort();
  };
  const source = (text, show) => {
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

  accessibleAutocomplete({
    element: place,
    id,
    name: '',
    source,
    defaultValue: typed === '' ? chosen : typed,
    minLength: 1,
    autoselect: false,
    confirmOnBlur: false,
    cssNamespace: 'stepway-search',
    inputClasses: 'stepway-input',
    onConfirm: (option) => option && take(option),
    templates: {
      inputValue: (option) => option?.label ?? option ?? '',
      suggestion: (option) =>
        escaped(option.label ?? option) +
        (option.hint ? `<small class="stepway-hint">${escaped(option.hint)}</small>` : ''),
    },
    tNoResults: () => said,
    tStatusNoResults: () => said,
    tStatusQueryTooShort: () => '',
    tStatusSelectedOption: (option, total, index) => fill(texts.selected, { option, n: index + 1, total }),
    tStatusResults: (total, option) =>
      fill(isMore ? texts.more : total === 1 ? texts.resultsOne : texts.results, {
        n: total,
        option: option ?? '',
      }),
    tAssistiveHint: () => texts.help,
  });
  const input = box.querySelector('[role="combobox"]');
  input.maxLength = maxLength;
  if (isInvalid) input.setAttribute('aria-invalid', 'true');
  keepDescribed(input, described);
  box.classList.add('stepway-lookup--scripts');

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

  take();
  input.addEventListener('input', () => {
    if (input.value.trim() === '') outrun();
    take();
  });
}

onPage((page) => {
  for (const box of page.querySelectorAll('[data-lookup]')) {
    loadSearch(JSON.parse(box.dataset.lookup).script).then(
      (accessibleAutocomplete) =>
        box.isConnected &&
        box.querySelector('input[type="text"][name]') &&
        makeLookup(accessibleAutocomplete, box),
      () => {},
    );
  }
});
