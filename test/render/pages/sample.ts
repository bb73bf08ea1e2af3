import { z } from 'zod';
import type { Field } from '../../../src/definition/field.ts';
import type { Step, WizardDefinition } from '../../../src/definition/model.ts';
import { walk } from '../../../src/flow/walk.ts';
import type { Stamp } from '../../../src/engine/stamp.ts';
import { languageOf } from '../../../src/language/language.ts';
import type { Frame, Page } from '../../../src/render/pages/page.ts';
import { findStep, placesOf, type ExitPlace, type StepPlace } from '../../../src/definition/place.ts';
import { anExit, aStep as stepOf, definitionOf, placeOf as aloneAt } from '../../support/definition.ts';

/** A field by hand; render needs no schema. */
export function aField(field: Partial<Field> & Pick<Field, 'name' | 'control' | 'meta'>): Field {
  return {
    schema: z.string(),
    required: true,
    shape: 'string',
    options: [],
    comparable: true,
    ...field,
  };
}

/** A step by hand. */
export function aStep(step: Partial<Step> & Pick<Step, 'id' | 'title'>): Step {
  return stepOf(step.id, undefined, { fields: [], ...step });
}

/** A wizard by hand. */
export function aWizard(
  wizard: Partial<WizardDefinition> & Pick<WizardDefinition, 'nodes'>,
): WizardDefinition {
  return definitionOf(wizard.nodes, {
    id: 'visa',
    title: 'Apply for a visa',
    completion: {
      action: 'Send application',
      timeoutMs: 30_000,
      maxAttempts: 8,
      confirmation: 'Application sent',
      next: ['We will write to you within 15 working days.', 'You do not need to do anything until then.'],
      declaration: ['By sending this, you say that what you told us is true.'],
      receipt: { handOvers: [] },
    },
    start: {
      intro: ['Apply to visit for up to six months.', 'It takes about ten minutes.'],
      needs: ['your passport', 'the dates of your journey', 'what you expect to spend'],
    },
    ...wizard,
  });
}

const yesNo = aField({
  name: 'before',
  control: 'yesno',
  shape: 'boolean',
  meta: { label: 'Have you been here before?' },
});

/** One step for each shape of page: a single question, several, every control. */
export const steps = {
  name: aStep({
    id: 'name',
    title: 'What is your name?',
    section: 'About you',
    fields: [
      aField({
        name: 'full',
        control: 'text',
        meta: { label: 'What is your name?', hint: 'As shown in your passport', autocomplete: 'name' },
      }),
    ],
  }),
  contact: aStep({
    id: 'contact',
    title: 'How can we reach you?',
    section: 'About you',
    intro: ['We only use this to ask about your application.'],
    fields: [
      aField({ name: 'email', control: 'email', meta: { label: 'Email address' } }),
      aField({
        name: 'phone',
        control: 'tel',
        required: false,
        meta: { label: 'Telephone number', hint: 'With the code of your country' },
      }),
    ],
  }),
  purpose: aStep({
    id: 'purpose',
    title: 'Your visit',
    section: 'Your visit',
    fields: [
      aField({
        name: 'why',
        control: 'radios',
        meta: { label: 'Why do you want to come?' },
        options: [
          { value: 'tourism', label: 'Tourism', hint: 'Seeing the country, or people you know' },
          { value: 'work', label: 'Work' },
          { value: 'study', label: 'Study', hint: 'A course of at least three months' },
          { value: 'other', label: 'Something else', afterDivider: true },
        ],
      }),
    ],
  }),
  travel: aStep({
    id: 'travel',
    title: 'Your journey',
    section: 'Your visit',
    fields: [
      aField({
        name: 'arrival',
        control: 'date',
        meta: { label: 'When do you arrive?', hint: 'For example, 27 3 2027' },
      }),
      aField({
        name: 'budget',
        control: 'money',
        shape: 'number',
        minimum: 0,
        meta: { label: 'What do you expect to spend?', currency: 'GBP' },
      }),
      aField({
        name: 'bags',
        control: 'decimal',
        shape: 'number',
        required: false,
        meta: { label: 'Weight of your bags', suffix: 'kg' },
      }),
    ],
  }),
  every: aStep({
    id: 'every',
    title: 'A few more things',
    section: 'The rest',
    fields: [
      yesNo,
      aField({
        name: 'when',
        control: 'text',
        required: false,
        meta: { label: 'When was that?' },
        show: { op: 'eq', ref: ['every', 'before'], value: true },
      }),
      aField({
        name: 'notes',
        control: 'textarea',
        required: false,
        maxLength: 200,
        meta: { label: 'Anything else we should know?' },
      }),
      aField({
        name: 'country',
        control: 'select',
        meta: { label: 'Country of birth' },
        options: ['Brazil', 'France', 'Japan', 'Kenya'].map((label) => ({
          value: label.toLowerCase(),
          label,
        })),
      }),
      aField({
        name: 'help',
        control: 'checkboxes',
        shape: 'list',
        required: false,
        meta: { label: 'Do you need help with any of these?', hint: 'Choose all that apply' },
        options: [
          { value: 'reading', label: 'Reading or writing' },
          { value: 'hearing', label: 'Hearing' },
          { value: 'moving', label: 'Moving around' },
        ],
      }),
      aField({ name: 'code', control: 'code', meta: { label: 'Postcode', autocomplete: 'postal-code' } }),
      aField({
        name: 'at',
        control: 'time',
        required: false,
        meta: { label: 'Best time to call', hint: 'For example, 14:30' },
      }),
      aField({ name: 'secret', control: 'password', meta: { label: 'Choose a password' } }),
      aField({
        name: 'agree',
        control: 'consent',
        shape: 'boolean',
        meta: { label: 'I agree that you check what I said' },
      }),
      aField({ name: 'source', control: 'hidden', required: false, meta: { label: 'Source' } }),
    ],
  }),
};

/** Where an answer ends the journey. */
export const sorry = anExit('sorry', undefined, {
  title: 'You cannot apply here',
  intro: ['People who come to work need another form.'],
});

/** The wizard of all these steps. */
export const visa = aWizard({ nodes: Object.values(steps) });

/** Answers to all of its steps. */
export const answers = {
  name: { full: 'Ada Lovelace' },
  contact: { email: 'ada@example.org' },
  purpose: { why: 'tourism' },
  travel: { arrival: '2026-03-27', budget: 1200.5 },
  every: {
    before: true,
    when: 'in 2019',
    notes: 'First line\nSecond line',
    country: 'japan',
    help: ['reading', 'moving'],
    code: 'SW1A 1AA',
    secret: 'hunter2',
    agree: true,
  },
} as const;

/** Sat 21 November 2026, 12:00 UTC. */
export const now = Date.UTC(2026, 10, 21, 12);

/** A frame with nothing particular. */
export const frame: Frame = {
  base: '',
  nonce: 'n0nce',
  now,
  timeZone: 'UTC',
  lifetime: { idleMs: 1_800_000, absoluteMs: 86_400_000 },
  language: languageOf('en'),
  theme: {
    name: 'Visit Northland',
    footerLinks: [
      { label: 'Privacy', href: '/privacy' },
      { label: 'Accessibility', href: '/accessibility' },
    ],
    direction: 'ltr',
    properties: {},
  },
};

/** A stamp as forms carry it. */
export const stamp: Stamp = { instance: 'i1', generation: 1, seen: 's1', page: 'p1', onward: 'next' };

/** The place of a step of `visa`, as it is or changed; of another one, as if it were alone. */
export function placeOf(step: Step, definition = visa): StepPlace {
  const known = findStep(definition, step.id);
  return known === undefined ? aloneAt(step) : { ...known, step };
}

/** The place of `sorry` in a wizard that ends with it. */
export function sorryIn(definition: WizardDefinition): ExitPlace {
  return placesOf(definition).find((place) => place.kind === 'exit')!;
}

/** The page of one step. */
export function stepPage(
  step: Step,
  page: Partial<Extract<Page, { kind: 'step' }>> = {},
): Extract<Page, { kind: 'step' }> {
  const definition = page.definition ?? visa;
  return {
    kind: 'step',
    status: (page.issues?.length ?? 0) > 0 ? 422 : 200,
    definition,
    place: placeOf(step, definition),
    walk: walk(definition, answers),
    raw: {},
    issues: [],
    stamp,
    keptUntil: now + 1_800_000,
    ...page,
  };
}
