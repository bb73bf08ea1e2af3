import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { createApp } from '../../../src/app/server.ts';
import type { Field } from '../../../src/definition/field.ts';
import type { Step } from '../../../src/definition/model.ts';
import { WizardError } from '../../../src/errors.ts';
import { testConfig } from '../../support/memory-app.ts';
import { hiddenOf } from '../../support/visitor.ts';
import type { Figure } from '../figure.ts';
import { browserOn, type Values } from '../support/browser.ts';
import { valuesOn } from '../support/controls.ts';
import { openHome } from '../support/home.ts';
import type { Answer } from '../../support/inject.ts';
import { journeys, type Journey } from '../support/journeys.ts';
import { perRequest } from '../support/per-request.ts';
import { findStep } from '../../../src/definition/place.ts';

// Pages that say the same and hold nothing.
const bareViews = fileURLToPath(new URL('../support/bare-views', import.meta.url));

/** Every way to refuse a form, on every step of the samples: what was typed has to stand in the page's controls. */
export const typedValues: Figure = {
  name: 'typed-values',
  must: 'typed values missing after {expired, 409, 422, 503 at load, 503 at save} × every step of the samples × {htmx, no script}: 0',
  breaks: ['held-forms'],
  async run({ broken }) {
    const tally: Tally = { pages: 0, values: 0, missing: 0, wrong: 0, first: '' };
    for (const journey of journeys) {
      for (const htmx of [false, true]) await travel(journey, { htmx, broken, tally });
    }
    const { pages, values, missing, wrong, first } = tally;
    const note = `${values} values on ${pages} pages, ${missing} missing; ${wrong} pages of another status${first === '' ? '' : `; first: ${first}`}`;
    return { tried: pages, failed: missing + wrong, note };
  },
};

interface Tally {
  pages: number;
  values: number;
  missing: number;
  wrong: number;
  first: string;
}

interface Setting {
  readonly htmx: boolean;
  readonly broken: string | undefined;
  readonly tally: Tally;
}

async function travel({ definition, bodies }: Journey, { htmx, broken, tally }: Setting): Promise<void> {
  const faults = perRequest();
  const home = await openHome('memory', { around: faults.records });
  const { app, forms } = createApp({
    config: broken === 'held-forms' ? { ...testConfig, viewsFolder: bareViews } : testConfig,
    wizards: [definition],
    storage: home.storage,
    log: pino({ level: 'silent' }),
  });
  const browser = browserOn(app, { htmx });
  for (const [key, valid] of bodies) {
    const { step } = findStep(definition, key)!;
    const url = `/${definition.id}/${key}`;
    const expect = (status: number, typed: Values, answer: Answer) =>
      look({ status, typed, answer, url: `${url}${htmx ? ' with htmx' : ''}` }, tally);
    const odd = oddValues(step, valid);
    const hidden = hiddenOf((await browser.get(url)).text);
    const staleTab = hiddenOf((await browser.get(url)).text);

    // Without an instance there is nothing that can have ended.
    if (hidden['_instance'] !== '') {
      expect(410, odd, await browserOn(app, { htmx }).post(url, { ...hidden, ...odd }));
    }
    const hasCookie = browser.sessionId() !== undefined;
    // Without a cookie nothing is loaded: the save is the first call.
    if (hasCookie)
      expect(503, odd, await faults.run(failAt(0), () => browser.post(url, { ...hidden, ...odd })));
    const save = hasCookie ? 1 : 0;
    expect(
      503,
      valid,
      await faults.run(failAt(save), () => browser.copy().post(url, { ...hidden, ...valid })),
    );
    if (canBeInvalid(step)) expect(422, odd, await browser.post(url, { ...hidden, ...odd }));

    const sent = await browser.post(url, { ...hidden, ...valid });
    if (sent.status !== 303) throw new Error(`${url} answered ${sent.status} to valid values`);
    // Where files alone are asked for, nothing is typed that could differ.
    if (Object.keys(valid).length === 0) continue;
    const stale = { ...(await conflicting(staleTab, browser, url)), ...otherValues(step, valid) };
    expect(409, otherValues(step, valid), await browser.post(url, stale));
  }
  await forms.close(0);
  await home.close();
}

/** The stamp of a page that was open before the answer came: with the instance that the first answer made. */
async function conflicting(
  stale: Record<string, string>,
  browser: ReturnType<typeof browserOn>,
  url: string,
): Promise<Record<string, string>> {
  const now = hiddenOf((await browser.get(url)).text);
  return { ...stale, _instance: now['_instance'] ?? '' };
}

function look(
  { status, typed, answer, url }: { status: number; typed: Values; answer: Answer; url: string },
  tally: Tally,
): void {
  tally.pages += 1;
  if (answer.status !== status) {
    tally.wrong += 1;
    tally.first ||= `POST ${url} answered ${answer.status}, not ${status}`;
    return;
  }
  const shown = valuesOn(answer.text);
  for (const [name, given] of Object.entries(typed)) {
    for (const value of [given].flat()) {
      tally.values += 1;
      if (shown.some(([shownName, shownValue]) => shownName === name && shownValue === value)) continue;
      tally.missing += 1;
      tally.first ||= `POST ${url} answered ${status} without ${name}=${String(value).slice(0, 40)}`;
    }
  }
}

function failAt(index: number) {
  let calls = -1;
  return async <Result>(call: () => Promise<Result>): Promise<Result> => {
    calls += 1;
    if (calls >= index) throw new WizardError('STORE_UNREACHABLE');
    return call();
  };
}

const odd = `“Ann” <b>&amp; 'Bob'</b> "\${1}" é`;

/** What nobody would take, typed into every control that takes text. */
function oddValues(step: Step, valid: Values): Values {
  const values: Record<string, string | readonly string[]> = { ...valid };
  for (const field of step.fields) {
    if (field.control === 'date') {
      Object.assign(values, {
        [`${field.name}-day`]: '31',
        [`${field.name}-month`]: '2',
        [`${field.name}-year`]: odd,
      });
    } else if (field.control === 'month') {
      Object.assign(values, { [`${field.name}-month`]: '13', [`${field.name}-year`]: odd });
    } else if (field.control === 'signature') {
      values[`${field.name}-name`] = odd;
    } else if (isTyped(field)) {
      values[field.name] = `${odd} ${'x'.repeat((field.maxLength ?? 0) + 1)}`;
    }
  }
  return values;
}

/** Values that are not those of `valid`, for a tab that knows nothing of them. */
function otherValues(step: Step, valid: Values): Values {
  const values: Record<string, string | readonly string[]> = { ...oddValues(step, valid) };
  for (const field of step.fields) {
    if (field.control === 'yesno') values[field.name] = valid[field.name] === 'yes' ? 'no' : 'yes';
    if (field.options.length === 0) continue;
    const other = field.options.find(({ value }) => ![valid[field.name]].flat().includes(value))!;
    values[field.name] = field.control === 'checkboxes' ? [other.value] : other.value;
  }
  if (step.fields.every(({ control }) => control === 'consent')) return { [step.fields[0]!.name]: 'maybe' };
  return values;
}

function isTyped({ control }: Field): boolean {
  return ['text', 'textarea', 'email', 'tel', 'url', 'code', 'integer', 'decimal', 'money', 'time'].includes(
    control,
  );
}

function canBeInvalid(step: Step): boolean {
  return step.fields.some((field) => field.control === 'date' || (isTyped(field) && field.required));
}
