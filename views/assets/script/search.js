// A list that is searched by what is typed: the select stays where it is and is what is sent; over it stands the combobox
// of accessible-autocomplete, fetched with the first such list. Without scripts there is the select.

const mostFound = 50;
let searchLoading;

function loadSearch(url) {
  searchLoading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = url;
    script.onload = () => resolve(window.accessibleAutocomplete);
    script.onerror = () => {
      // The select serves; another page may try again.
      searchLoading = undefined;
      reject(new Error(`${url} could not be loaded`));
    };
    document.head.append(script);
  });
  return searchLoading;
}

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
    const missing = described.split(' ').filter((id) => id !== '' && !ids.includes(id));
    if (missing.length > 0) input.setAttribute('aria-describedby', [...missing, ...ids].join(' '));
  };
  describe();
  new MutationObserver(describe).observe(input, { attributeFilter: ['aria-describedby'] });
}

function makeSearchable(accessibleAutocomplete, box) {
  const select = box.querySelector('select');
  const { texts, typed } = JSON.parse(box.dataset.search);
  const described = select.getAttribute('aria-describedby') ?? '';
  const chosen = select.value === '' ? typed : select.selectedOptions[0].label;
  accessibleAutocomplete.enhanceSelectElement({
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
    tStatusSelectedOption: (option, total, index) => fill(texts.selected, { option, n: index + 1, total }),
    tStatusResults: (total, option) =>
      fill(total === 1 ? texts.resultsOne : texts.results, { n: total, option: option ?? '' }),
    tAssistiveHint: () => texts.help,
  });
  const input = box.querySelector('[role="combobox"]');
  if (select.getAttribute('aria-invalid')) input.setAttribute('aria-invalid', 'true');
  keepDescribed(input, described);
  box.classList.add('stepway-searchable');
  takeTyped(select, input);
  input.addEventListener('input', () => takeTyped(select, input));
  // What was chosen from the list stands in the input only after its own handlers.
  for (const type of ['click', 'keydown', 'focusout']) {
    box.addEventListener(type, () => setTimeout(() => takeTyped(select, input)));
  }
}

onPage((page) => {
  for (const box of page.querySelectorAll('[data-search]')) {
    loadSearch(JSON.parse(box.dataset.search).script).then(
      (accessibleAutocomplete) => box.isConnected && makeSearchable(accessibleAutocomplete, box),
      () => {},
    );
  }
});
