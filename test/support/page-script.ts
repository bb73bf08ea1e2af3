import vm from 'node:vm';
import { controlOf } from '../../src/controls/all.ts';
import type { Inputs } from '../../src/controls/raw.ts';
import type { StepPlace } from '../../src/definition/place.ts';
import { loadAssets, type Assets } from '../../src/render/html/assets.ts';
import { fieldView } from '../../src/render/pages/field-view.ts';
import { english } from '../../src/language/language.ts';

/** What stands in a form: strings under the name of each input, as a browser would send them. */
export type Sent = { readonly [name: string]: readonly string[] };

/**
 * Runs the script of the page, as it is served, over a step's form made of plain objects.
 *
 * @returns gives the names of the fields that the script shows when this stands in the form
 */
export function pageScript(
  place: StepPlace,
  assets: Assets = loadAssets(),
  faulty: readonly string[] = [],
): (sent: Sent) => readonly string[] {
  const listeners: { type: string; listen: (event: object) => void }[] = [];
  let sent: Sent = {};
  const fields = place.step.fields.flatMap((field) => {
    const view = fieldView(
      field,
      { raw: undefined, issue: undefined },
      {
        place,
        say: english.say,
        language: 'en',
        earlier: { live: {} },
      },
    );
    const isOnPage = view !== undefined && controlOf(field).isHidden !== true;
    return isOnPage
      ? [
          {
            name: field.name,
            ...element(view.wrapperAttributes, faulty.includes(field.name) ? ['stepway-field--error'] : []),
          },
        ]
      : [];
  });
  const form = {
    querySelector: (selector: string) => {
      const name = /^\[data-field="(\w+)"\]$/.exec(selector)?.[1];
      if (name !== undefined) return fields.find((field) => field.name === name) ?? null;
      return fields.find(({ dataset }) => dataset['show'] !== undefined) ?? null;
    },
    querySelectorAll: (selector: string) =>
      selector === '[data-show]' ? fields.filter(({ dataset }) => dataset['show'] !== undefined) : [],
  };
  const none = {
    querySelector: () => null,
    querySelectorAll: () => [],
    dataset: {},
    addEventListener: () => {},
  };
  class FakeFormData {
    getAll(name: string): readonly string[] {
      return sent[name] ?? [];
    }
  }
  const document = {
    ...none,
    documentElement: { lang: 'en', dataset: {} },
    currentScript: { src: 'https://forms.example/_stepway/stepway.js' },
    getElementById: () => null,
    addEventListener: (type: string, listen: (event: object) => void) => listeners.push({ type, listen }),
  };
  const script = assets.find(assets.urlName('stepway.js'))!.body().toString();
  vm.runInNewContext(script, {
    document,
    FormData: FakeFormData,
    CSS: { escape: (text: string) => text },
    setInterval: () => 0,
    setTimeout: () => 0,
    clearTimeout: () => {},
    window: none,
    performance: {},
    history: {},
    location: { pathname: '/', search: '' },
    addEventListener: () => {},
    Intl,
    URL,
  });
  return (now) => {
    sent = now;
    const event = { target: { closest: (selector: string) => (selector === 'form' ? form : null) } };
    for (const { type, listen } of listeners) if (type === 'input') listen(event);
    return fields.filter(({ hidden }) => !hidden).map(({ name }) => name);
  };
}

/** How a browser would send what was typed: one text, what is chosen, or a text for each part. */
export function sentFor(name: string, inputs: Inputs, typed: readonly string[]): Sent {
  if (inputs === 'one') return typed[0] === undefined ? {} : { [name]: [typed[0]] };
  if (inputs === 'several') return typed.length === 0 ? {} : { [name]: typed };
  return Object.fromEntries(inputs.map((part, index) => [`${name}-${part}`, [typed[index] ?? '']]));
}

function element(attributes: string, classes: readonly string[]) {
  const dataset: { [name: string]: string } = {};
  for (const [, name = '', value = ''] of attributes.matchAll(/data-(\w+)="([^"]*)"/g)) {
    dataset[name] = value
      .replaceAll('&quot;', '"')
      .replaceAll('&#34;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
      .replaceAll('&#39;', "'");
  }
  return {
    dataset,
    hidden: false,
    classList: { contains: (name: string) => classes.includes(name) },
    querySelectorAll: () => [],
    matches: () => false,
    contains: () => false,
  };
}
