import type { PageLanguage } from '../../../controls/display.ts';
import { z } from 'zod';
import type { WizardDefinition } from '../../../definition/model.ts';
import { everyPlace, type Place, type StepPlace } from '../../../definition/place.ts';
import { controlOf } from '../../../controls/all.ts';
import { hiddenNames } from '../../pages/urls.ts';
import { answers, type AnswerKind } from '../answers/answers.ts';
import { parts } from '../answers/parts.ts';
import { problem, problems } from '../answers/problems.ts';
import { schemaOf } from '../step-schema.ts';

/** Any part of the document. */
export type Json = { readonly [key: string]: unknown };

/** The kinds that are never a page: a problem alone. */
const onlyProblems = new Set<string>([...Object.keys(problems), 'conflict', 'late', 'in-progress']);
/** The kinds that are a page, and a problem when something is wrong. */
const alsoProblems: readonly AnswerKind[] = [
  'step',
  'items',
  'rows',
  'external',
  'check',
  'submitted',
  'saved-run',
  'moved',
  'open-saved',
];

/** Under which name an answer of a kind is described, as a page or as a problem. */
export function nameOf(kind: AnswerKind, as: 'Page' | 'Problem'): string {
  const words = kind.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join('')}${as}`;
}

/** Under which name what belongs to a step is described: `visa.home.address`. */
export function stepName(definition: WizardDefinition, { written }: Place): string {
  return `${definition.id}.${written.replaceAll('/', '.')}`;
}

/** A reference to a schema by its name. */
export function refTo(name: string): { readonly $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}

/** Every schema of the document: the answers of each kind, and for each step what it takes and answers with. */
export function schemasOf(definitions: readonly WizardDefinition[], words: PageLanguage): Json {
  const steps = definitions.flatMap((definition) =>
    everyPlace(definition).flatMap((place) =>
      place.kind === 'step' ? Object.entries(stepSchemas(definition, place, words)) : [],
    ),
  );
  return { ...commonSchemas(), ...ownSchemas, ...Object.fromEntries(steps) };
}

let common: { readonly [name: string]: Json } | undefined;

/** What is the same for all wizards; made when it is first asked for, since it takes longer than all the rest. */
function commonSchemas(): { readonly [name: string]: Json } {
  if (common !== undefined) return common;
  for (const [kind, schema] of Object.entries(answers) as [AnswerKind, z.ZodObject][]) {
    if (!onlyProblems.has(kind)) parts.add(schema, { id: nameOf(kind, 'Page') });
    if (onlyProblems.has(kind) || alsoProblems.includes(kind))
      parts.add(schema.extend(problem), { id: nameOf(kind, 'Problem') });
  }
  const { schemas } = z.toJSONSchema(parts, {
    metadata: parts,
    uri: (id) => refTo(id).$ref,
    // As `input`, since front ends must take properties that are still to come.
    io: 'input',
  });
  common = Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      Object.fromEntries(Object.entries(schema).filter(([keyword]) => !ofRegistry.has(keyword))),
    ]),
  );
  return common;
}

/** What Zod says of a schema because it stands in a registry. */
const ofRegistry: ReadonlySet<string> = new Set(['$schema', '$id', 'id']);

/** What a step takes, and its answers with the types of its values. */
function stepSchemas(
  definition: WizardDefinition,
  place: StepPlace,
  words: PageLanguage,
): { readonly [name: string]: Json } {
  const name = stepName(definition, place);
  const schema = schemaOf(place.step, words);
  const taken = { title: place.step.title, ...schema };
  const held = valuesOf(place, schema, 'Unread');
  const sent = valuesOf(place, schema, 'AsSent');
  if (place.step.external !== undefined)
    return { [name]: taken, [`${name}.Page`]: answerOf('ExternalPage', place, { values: held }) };
  return {
    [name]: taken,
    [`${name}.Page`]: answerOf('StepPage', place, { values: held }),
    [`${name}.Problem`]: answerOf('StepProblem', place, { values: sent }),
    [`${name}.Conflict`]: answerOf('ConflictProblem', place, {
      typed: sent,
      stored: { anyOf: [held, { type: 'null' }] },
    }),
  };
}

/** An answer as it is at one step. */
function answerOf(common: string, { step }: StepPlace, own: Json): Json {
  const schema = commonSchemas()[common];
  return { ...schema, title: step.title, properties: { ...(schema?.['properties'] as Json), ...own } };
}

/** Values of a step: each of its type, or what cannot be read as that. They need not be valid, nor be there. */
function valuesOf(
  { step }: StepPlace,
  { properties }: ReturnType<typeof schemaOf>,
  unread: 'Unread' | 'AsSent',
): Json {
  const shown = step.fields.filter((field) => controlOf(field).isSecret !== true);
  return {
    type: 'object',
    properties: Object.fromEntries(
      shown.map(({ name }) => [name, { anyOf: [typeIn(properties[name]), refTo(unread)] }]),
    ),
  };
}

/** What says of which type a value is, without the limits that a valid one keeps. */
function typeIn(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema;
  const { type, enum: among, const: only, format, items, properties, anyOf } = schema as Json;
  return {
    type: type === 'integer' ? 'number' : type,
    enum: among,
    // Not ticked is no answer, and can be said.
    const: type === 'boolean' ? undefined : only,
    format,
    items: typeIn(items),
    properties:
      properties === undefined
        ? undefined
        : Object.fromEntries(Object.entries(properties as Json).map(([name, each]) => [name, typeIn(each)])),
    anyOf: Array.isArray(anyOf) ? anyOf.map(typeIn) : undefined,
  };
}

const text = { type: 'string' };

const ownSchemas = {
  Unread: {
    description:
      'What cannot be read as its type: the text that was typed, several of them, or the parts of a date.',
    anyOf: [text, { type: 'array', items: text }, { type: 'object', additionalProperties: text }],
  },
  AsSent: { description: 'What cannot be read as its type: whatever was sent.' },
  List: {
    description: 'Whether one more is to be added; or the id of an item to be taken out, or put back.',
    type: 'object',
    properties: {
      [hiddenNames.more]: { type: 'boolean' },
      [hiddenNames.remove]: text,
      [hiddenNames.restore]: text,
    },
  },
  Kept: {
    type: 'object',
    required: ['expiresAt'],
    properties: { expiresAt: { type: ['integer', 'null'], description: 'ms since the epoch' } },
  },
  Drafted: {
    description: 'To a POST with `_draft: "1"`: whether it was kept, and until when, in ms since the epoch.',
    type: 'object',
    required: ['saved', 'keptUntil'],
    properties: { saved: { type: 'boolean' }, keptUntil: { type: ['integer', 'null'] } },
  },
  Checked: {
    description: 'To a POST with `X-Stepway-Validate`: what is wrong with that field.',
    type: 'object',
    required: ['message'],
    properties: { message: { type: ['string', 'null'] } },
  },
  Found: {
    description:
      'To a POST with `X-Stepway-Find` and a `query`: what is found in a list that is searched, and whether there is more.',
    type: 'object',
    required: ['kind', 'field', 'query', 'options', 'more', 'failed'],
    properties: {
      kind: { const: 'found' },
      field: text,
      query: text,
      options: {
        type: 'array',
        items: {
          type: 'object',
          required: ['value', 'label'],
          properties: { value: text, label: text, hint: text },
        },
      },
      more: { type: 'boolean' },
      failed: { type: 'boolean' },
    },
  },
  Upload: {
    description:
      'To a POST with `X-Stepway-Upload`: `file` answers the field; `message` says why it is refused.',
    type: 'object',
    required: ['file', 'message'],
    properties: {
      file: { type: ['object', 'null'] },
      token: text,
      name: text,
      size: text,
      message: { type: ['string', 'null'] },
    },
  },
};
