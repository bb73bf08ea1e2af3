import { pino } from 'pino';
import { createApp } from '../../../src/app/server.ts';
import type { AnswersByStep } from '../../../src/definition/answers.ts';
import { testConfig } from '../../support/memory-app.ts';
import { hiddenOf } from '../../support/visitor.ts';
import type { Figure, Tally } from '../figure.ts';
import { browserOn, type Browser } from '../support/browser.ts';
import { valuesOn } from '../support/controls.ts';
import { openHome, type Home } from '../support/home.ts';
import { randomFrom, type Random } from '../../support/random.ts';
import {
  definitionOf,
  fits,
  randomField,
  randomSteps,
  shownFor,
  typedFor,
  type FieldSpec,
  type StepSpec,
} from '../support/random-wizard.ts';

/** Journeys that began under version 1 and go on under version 2. */
export const changedDefinitions: Figure = {
  name: 'changed-definitions',
  must: '5xx, and answers that still fit and were dropped, in states of version n opened under n+1 with fields added, removed, renamed, tightened and steps added, removed, reordered: 0',
  breaks: ['kept-answers'],
  async run({ quick, seed, broken }): Promise<Tally> {
    const random = randomFrom(seed);
    const tried = quick ? 60 : 2_000;
    const counts: Counts = { errors: 0, dropped: 0, kept: 0, first: '' };
    for (let index = 0; index < tried; index += 1) await deploy(random, broken, counts);
    const { errors, dropped, kept, first } = counts;
    const note = `${kept} answers that still fit, ${dropped} of them dropped; ${errors} answers of 5xx${first === '' ? '' : `; first: ${first}`}`;
    return { tried, failed: errors + dropped, note };
  },
};

interface Counts {
  errors: number;
  dropped: number;
  kept: number;
  first: string;
}

async function deploy(random: Random, broken: string | undefined, counts: Counts): Promise<void> {
  const before = randomSteps(random, () => undefined);
  const after = changed(before, random);
  const home = await openHome('memory');
  const first = serve(definitionOf(before, { version: 1 }), home);
  const visitor = browserOn(first.app);
  await answerSome(visitor, before, random, random.between(1, before.length + 1));
  await first.forms.close(0);
  const old = (await home.stateOf(visitor.sessionId() ?? ''))?.wizards['random']?.answers ?? {};

  const migrate = broken === 'kept-answers' ? { migrate: () => ({}) } : {};
  const second = serve(definitionOf(after, { version: 2, ...migrate }), home);
  const later = browserOn(
    (req, res) => {
      res.once('finish', () => {
        if (res.statusCode < 500) return;
        counts.errors += 1;
        counts.first ||= `${req.method} ${req.url} answered ${res.statusCode}`;
      });
      second.app(req, res);
    },
    { cookie: visitor.cookie() },
  );
  for (const url of [
    '/random',
    '/random/check',
    '/random/end',
    ...after.map(({ key }) => `/random/${key}`),
  ]) {
    await later.get(url);
  }
  const asked = await finishUnder(later, after, { old, random, counts });
  await judge(home, later, { after, old, asked, counts });
  await second.forms.close(0);
}

function serve(definition: ReturnType<typeof definitionOf>, home: Home) {
  const log = pino({ level: 'silent' });
  return createApp({ config: testConfig, wizards: [definition], storage: home.storage, log });
}

async function answerSome(
  visitor: Browser,
  steps: readonly StepSpec[],
  random: Random,
  count: number,
): Promise<void> {
  for (const { key, fields } of steps.slice(0, count)) {
    const hidden = hiddenOf((await visitor.get(`/random/${key}`)).text);
    const values = Object.fromEntries(fields.map((field) => [field.name, typedFor(field, random)]));
    await visitor.post(`/random/${key}`, { ...hidden, ...values });
  }
}

/** Answers whatever version 2 asks; gives the steps that it asked. */
async function finishUnder(
  visitor: Browser,
  steps: readonly StepSpec[],
  { old, random, counts }: { readonly old: AnswersByStep; readonly random: Random; readonly counts: Counts },
): Promise<ReadonlySet<string>> {
  const asked = new Set<string>();
  for (let round = 0; round <= steps.length; round += 1) {
    const key = /\/random\/(\w+)$/.exec((await visitor.get('/random')).location)?.[1] ?? 'check';
    const step = steps.find((each) => each.key === key);
    if (step === undefined) break;
    asked.add(key);
    const page = (await visitor.get(`/random/${key}`)).text;
    const shown = valuesOn(page);
    const values: Record<string, string> = {};
    for (const field of step.fields) {
      const value = valueIn(old, key, field);
      const isKept = value !== undefined && fits(field, value);
      values[field.name] = isKept ? shownFor(value) : typedFor({ ...field, optional: false }, random);
      if (!isKept) continue;
      counts.kept += 1;
      if (shown.some(([name, given]) => name === field.name && given === shownFor(value))) continue;
      counts.dropped += 1;
      counts.first ||= `${key}.${field.name}=${shownFor(value)} is not on the page that asks again`;
    }
    await visitor.post(`/random/${key}`, { ...hiddenOf(page), ...values });
  }
  return asked;
}

async function judge(
  home: Home,
  visitor: Browser,
  {
    after,
    old,
    asked,
    counts,
  }: { after: readonly StepSpec[]; old: AnswersByStep; asked: ReadonlySet<string>; counts: Counts },
): Promise<void> {
  const now = (await home.stateOf(visitor.sessionId() ?? ''))?.wizards['random']?.answers ?? {};
  for (const { key, fields } of after) {
    if (old[key] === undefined) continue;
    const isWhole = fields.every((field) => fits(field, valueIn(old, key, field)));
    for (const field of fields) {
      const value = valueIn(old, key, field);
      if (value === undefined || !fits(field, value)) continue;
      counts.kept += 1;
      const isLost = now[key]?.[field.name] !== value || (isWhole && asked.has(key));
      if (!isLost) continue;
      counts.dropped += 1;
      counts.first ||= `${key}.${field.name}=${shownFor(value)} was ${asked.has(key) ? 'asked again' : 'dropped'}`;
    }
  }
}

function valueIn(answers: AnswersByStep, key: string, { name }: FieldSpec) {
  const step = answers[key];
  return step !== undefined && Object.hasOwn(step, name) ? step[name] : undefined;
}

/** What a new version changes. */
function changed(steps: readonly StepSpec[], random: Random): readonly StepSpec[] {
  let next = steps.map((step) => ({
    ...step,
    fields: step.fields.flatMap((field) => changedField(field, random)),
  }));
  next = next.map((step) =>
    random.chance(0.3) ? { ...step, fields: [...step.fields, randomField(random, 'added')] } : step,
  );
  next = next.map((step) =>
    step.fields.length > 0 ? step : { ...step, fields: [randomField(random, 'only')] },
  );
  if (random.chance(0.3)) next = next.toSpliced(random.between(0, next.length), next.length > 1 ? 1 : 0);
  if (random.chance(0.3))
    next.splice(random.between(0, next.length + 1), 0, { key: 'new', fields: [randomField(random, 'f')] });
  if (random.chance(0.4)) next = next.toSorted(() => random.next() - 0.5);
  return next;
}

function changedField(field: FieldSpec, random: Random): readonly FieldSpec[] {
  const dice = random.next();
  if (dice < 0.1) return [];
  if (dice < 0.2) return [{ ...field, name: `${field.name}renamed` }];
  if (dice < 0.4)
    return [
      {
        ...field,
        max: Math.floor(field.max / 2),
        options: field.options.slice(0, -1).length > 1 ? field.options.slice(0, -1) : field.options,
      },
    ];
  if (dice < 0.5) return [{ ...field, optional: !field.optional }];
  if (dice < 0.6) return [randomField(random, field.name)];
  return [field];
}
