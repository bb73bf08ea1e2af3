import type { PageLanguage } from '../../controls/display.ts';
import { english } from '../../language/language.ts';
import type { Field } from '../../definition/field.ts';
import type { HandingOver, WizardDefinition } from '../../definition/model.ts';
import { everyPlace, fieldsAt, itemsAround, type GroupPlace, type Place } from '../../definition/place.ts';
import { anyItem } from '../../definition/path.ts';
import { schemaOf } from './step-schema.ts';
import { hiddenNames, urlsAt, type Urls } from '../pages/urls.ts';

type Json = { readonly [key: string]: unknown };

const problem = { $ref: '#/components/responses/Problem' };
const next = { $ref: '#/components/responses/Next' };
const page = { $ref: '#/components/responses/Page' };
const leaving = { $ref: '#/components/responses/Leaving' };

/**
 * Describes what front ends get and send, as an OpenAPI 3.1 document. Pure.
 *
 * @param definitions the wizards that are served
 * @param base the path at which they stand, without a slash at the end: `''` or `/apply`
 * @param words the words and the language of its pages
 */
export function openApiOf(
  definitions: readonly WizardDefinition[],
  base: string,
  words: PageLanguage = { say: english.say, language: english.tag },
): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Wizards',
      version: String(definitions.map(({ id, version }) => `${id}@${version}`).join(', ')),
      description:
        'Ask for application/json and keep the session cookie. A POST repeats the `stamp` of the page beside its answers.',
    },
    paths: Object.fromEntries([
      [
        urlsAt(base).list(),
        { get: { operationId: 'list', summary: 'The wizards', responses: { 200: page } } },
      ],
      ...definitions.flatMap((definition) => pathsOf(definition, base)),
    ]),
    components: { schemas: { ...ownSchemas, ...answerSchemas(definitions, words) }, responses },
  };
}

function pathsOf(definition: WizardDefinition, base: string): readonly (readonly [string, Json])[] {
  const { id, title } = definition;
  const urls = urlsAt(base);
  const named = (name: string, summary: string, answers: Json): Json => ({
    operationId: `${id}.${name}`,
    summary: `${title}: ${summary}`,
    tags: [id],
    responses: { ...answers, default: problem },
  });
  const steps = everyPlace(definition).map(
    (place) => [urls.step(id, templateOf(place)), stepPath(definition, place, named)] as const,
  );
  return [
    [urls.wizard(id), { get: named('open', 'starts or resumes', { 200: page, 303: next }) }],
    [
      urls.start(id),
      {
        get: named('start', 'the start page', { 200: page, 303: next }),
        post: named('begin', 'leads to the first step; after a finished run, begins another', { 303: next }),
      },
    ],
    ...(definition.order === 'tasks'
      ? [[urls.tasks(id), { get: named('tasks', 'the list of tasks', { 200: page, 303: next }) }] as const]
      : []),
    ...steps,
    [
      urls.check(id),
      {
        get: named('check', 'every answer, before they are sent', { 200: page, 303: next }),
        post: {
          ...named('submit', 'sends the answers', { 303: next }),
          requestBody: bodyOf({ $ref: '#/components/schemas/Stamp' }),
        },
      },
    ],
    [
      urls.done(id, '{reference}'),
      {
        get: { ...named('done', 'the receipt', { 200: page, 303: next }), parameters: [reference] },
        ...handingOver(definition.completion.receipt.handOvers, 'done', named, { parameters: [reference] }),
      },
    ],
    ...savedPaths(definition, urls, named),
    [urls.keep(id), { post: named('keep', 'extends the session', { 200: keptUntil, 410: keptUntil }) }],
    [urls.end(id), { post: named('end', 'deletes the answers', { 303: next }) }],
  ];
}

/** The addresses of saved runs, of a wizard that keeps them. */
function savedPaths(
  { id, keepFor }: WizardDefinition,
  urls: Urls,
  named: Named,
): readonly (readonly [string, Json])[] {
  if (keepFor === undefined) return [];
  const get = named('saved', 'where the saved run is', { 200: page, 303: next });
  const parameters = [{ name: 'token', in: 'path', required: true, schema: text }];
  const mail = { type: 'object', properties: { email: text }, required: ['email'] };
  return [
    [urls.saved(id), { get, post: named('save', 'saves the run, to be opened by a link', { 303: next }) }],
    [
      urls.here(id),
      { post: named('continue', 'takes back what was saved from this session', { 303: next }) },
    ],
    [urls.newLink(id), { post: named('newLink', 'makes another link', { 303: next }) }],
    [
      urls.mail(id),
      { post: { ...named('mailLink', 'has the link sent', { 303: next }), requestBody: bodyOf(mail) } },
    ],
    [
      urls.link(id, '{token}'),
      {
        get: { ...named('link', 'what the link opens', { 200: page, 303: next }), parameters },
        post: { ...named('openLink', 'moves the saved run to this session', { 303: next }), parameters },
      },
    ],
  ];
}

const reference: Json = { name: 'reference', in: 'path', required: true, schema: { type: 'string' } };

/** What a page takes that leads on to other wizards. */
function handingOver(handOvers: readonly HandingOver[], name: string, named: Named, more: Json = {}): Json {
  if (handOvers.length === 0) return {};
  const to = { type: 'object', required: [hiddenNames.to], properties: { [hiddenNames.to]: text } };
  const post = named(`handOver.${name}`, 'starts another wizard with answers of this one', { 303: next });
  return { post: { ...post, ...more, requestBody: bodyOf(to) } };
}

type Named = (name: string, summary: string, answers: Json) => Json;

function stepPath(definition: WizardDefinition, place: Place, named: Named): Json {
  const { written, step } = place;
  const name = written.replaceAll('/', '.');
  const get = named(`get.${name}`, step.title, { 200: page, 303: next });
  const items = itemsAround(place).map(({ group }) => itemParameter(group));
  const parameters = items.length === 0 ? {} : { parameters: items };
  if (place.kind === 'exit') return { ...parameters, get, ...handingOver(place.step.handOvers, name, named) };
  if (place.kind === 'step' && place.step.external !== undefined) {
    const post = named(`leave.${name}`, `${step.title}: goes to the other site, or takes what came back`, {
      200: leaving,
      303: next,
    });
    return {
      ...parameters,
      get,
      post: { ...post, requestBody: bodyOf({ $ref: '#/components/schemas/Stamp' }) },
    };
  }
  if (place.kind === 'group') {
    const schema = { allOf: [{ $ref: '#/components/schemas/Stamp' }, listSchema] };
    return {
      ...parameters,
      get,
      post: { ...named(`answer.${name}`, step.title, { 303: next }), requestBody: bodyOf(schema) },
    };
  }
  const schema = {
    allOf: [
      { $ref: '#/components/schemas/Stamp' },
      { $ref: `#/components/schemas/${schemaName(definition, place)}` },
    ],
  };
  return {
    ...parameters,
    get,
    post: {
      ...named(`answer.${name}`, step.title, { 303: next }),
      requestBody: bodyOf(schema, multipartOf(place)),
    },
  };
}

/** The form of a step that asks for files, which may bring the files themselves; absent for any other. */
function multipartOf(place: Place): Json {
  const asksForFile = ({ control }: Field) => control === 'file';
  if (!fieldsAt(place).some(asksForFile)) return {};
  const properties = fieldsAt(place).map(
    (field) => [field.name, asksForFile(field) ? fileParts : {}] as const,
  );
  const form = { type: 'object', properties: Object.fromEntries(properties) };
  const schema = { allOf: [{ $ref: '#/components/schemas/Stamp' }, form] };
  return { 'multipart/form-data': { schema } };
}

const fileParts = {
  description: 'The file, as one part; several parts of the same name for several files.',
  type: 'array',
  items: { type: 'string', contentMediaType: 'application/octet-stream' },
};

function answerSchemas(definitions: readonly WizardDefinition[], words: PageLanguage): Json {
  return Object.fromEntries(
    definitions.flatMap((definition) =>
      everyPlace(definition)
        .filter((place) => place.kind === 'step')
        .map((place) => [
          schemaName(definition, place),
          { title: place.step.title, ...schemaOf(place.step, words) },
        ]),
    ),
  );
}

function schemaName(definition: WizardDefinition, { written }: Place): string {
  return `${definition.id}.${written.replaceAll('/', '.')}`;
}

/** The address of a page below its wizard's, with a parameter for each item: `children/{childrenItem}/about`. */
function templateOf(place: Place): string {
  const groups = itemsAround(place).map(({ group }) => group);
  return place.path
    .map((id, depth) => {
      const group = groups.find(({ path }) => path.length === depth);
      return id === anyItem && group !== undefined ? `{${parameterName(group)}}` : id;
    })
    .join('/');
}

function itemParameter(group: GroupPlace): Json {
  return { name: parameterName(group), in: 'path', required: true, schema: text };
}

function parameterName({ written }: GroupPlace): string {
  return `${written.replaceAll('/', '.')}.item`;
}

function bodyOf(schema: Json, others: Json = {}): Json {
  return { required: true, content: { 'application/json': { schema }, ...others } };
}

const text = { type: 'string' };

const listSchema = {
  description: 'Whether one more is to be added; or the id of an item to be taken out, or put back.',
  type: 'object',
  properties: {
    [hiddenNames.more]: { enum: ['yes', 'no'] },
    [hiddenNames.remove]: text,
    [hiddenNames.restore]: text,
  },
};

const ownSchemas = {
  Stamp: {
    description: 'What the page gave as `stamp`: it tells a stale page from a fresh one.',
    type: 'object',
    properties: Object.fromEntries(Object.values(hiddenNames).map((name) => [name, text])),
  },
  Page: {
    description: 'A page. What else it has follows from its kind: see docs/front-ends.md.',
    type: 'object',
    required: ['kind'],
    properties: {
      kind: { ...text, examples: ['step', 'check', 'done'] },
      stamp: { $ref: '#/components/schemas/Stamp' },
      links: { type: 'object', additionalProperties: text },
      keptUntil: { ...text, format: 'date-time' },
      computed: { type: 'object', additionalProperties: { $ref: '#/components/schemas/Computed' } },
    },
  },
  Computed: {
    description: 'A value that is worked out from the answers, and how it reads.',
    type: 'object',
    required: ['label', 'value', 'lines'],
    properties: { label: text, value: {}, lines: { type: 'array', items: text } },
  },
  Problem: {
    description: 'RFC 9457, with what the page of this kind has beside it.',
    type: 'object',
    required: ['type', 'title', 'status', 'kind'],
    properties: {
      type: text,
      title: text,
      status: { type: 'integer' },
      kind: text,
      issues: { type: 'array', items: { $ref: '#/components/schemas/Issue' } },
    },
  },
  Issue: {
    type: 'object',
    required: ['field', 'code', 'message'],
    properties: {
      field: { ...text, description: 'Empty when it is about the step as a whole.' },
      code: text,
      message: text,
    },
  },
};

const responses = {
  Page: {
    description: 'The page.',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Page' } } },
  },
  Next: {
    description: 'Done, and durable: get the page that Location names.',
    headers: { Location: { schema: text } },
  },
  Leaving: {
    description: 'The step is done at another site: send the browser to `location`.',
    content: {
      'application/json': { schema: { type: 'object', properties: { kind: text, location: text } } },
    },
  },
  Problem: {
    description: '409, 410, 413, 422, 503, …',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  },
};

const keptUntil = {
  description: 'Until when the answers are kept; null when they are gone.',
  content: {
    'application/json': {
      schema: {
        type: 'object',
        properties: { expiresAt: { type: ['integer', 'null'], description: 'ms since the epoch' } },
      },
    },
  },
};
