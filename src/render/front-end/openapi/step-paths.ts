import { controlOf } from '../../../controls/all.ts';
import type { Field } from '../../../definition/field.ts';
import type { WizardDefinition } from '../../../definition/model.ts';
import { anyItem } from '../../../definition/path.ts';
import {
  everyPlace,
  fieldsAt,
  isPlace,
  itemNodes,
  itemsAround,
  type GroupPlace,
  type Place,
  type StepPlace,
} from '../../../definition/place.ts';
import type { Urls } from '../../pages/urls.ts';
import { bodyOf, handingOver, inPath, type Named } from './operations.ts';
import { insteadOfPage, insteadOfWrite, plain, toGet, toPost } from './responses.ts';
import { refTo, stepName, type Json } from './schemas.ts';

/** The addresses of a wizard's steps, lists and exit pages. */
export function stepPaths(
  definition: WizardDefinition,
  urls: Urls,
  named: Named,
): readonly (readonly [string, Json])[] {
  return everyPlace(definition).flatMap((place) => {
    const address = urls.step(definition.id, templateOf(place));
    const parameters = itemsAround(place).map(({ group }) => inPath(parameterName(group)));
    const shared = parameters.length === 0 ? {} : { parameters };
    const own = [address, { ...shared, ...operationsOf(definition, place, named) }] as const;
    if (place.kind !== 'step' || place.step.external === undefined) return [own];
    return [own, [`${address}/return/{attempt}`, returning(place, parameters, named)] as const];
  });
}

function operationsOf(definition: WizardDefinition, place: Place, named: Named): Json {
  switch (place.kind) {
    case 'exit': {
      const get = named(`get.${idOf(place)}`, place.step.title, toGet({ 200: ['exit', ...insteadOfPage] }));
      return { get, ...handingOver(place.step.handOvers, idOf(place), named) };
    }
    case 'group':
      return listOperations(definition, place, named);
    case 'step':
      return place.step.external === undefined
        ? formOperations(definition, place, named)
        : externalOperations(definition, place, named);
  }
}

function formOperations(definition: WizardDefinition, place: StepPlace, named: Named): Json {
  const { title } = place.step;
  const name = stepName(definition, place);
  const page = { kind: 'step', name: `${name}.Page` } as const;
  const answered = toPost({
    409: [{ kind: 'conflict', name: `${name}.Conflict` }, ...insteadOfWrite],
    422: [{ kind: 'step', name: `${name}.Problem` }],
  });
  const isSearched = fieldsAt(place).some(({ control }) => control === 'lookup');
  const told = {
    description: 'What was asked beside answering: a draft, a check of one field, a search.',
    content: {
      'application/json': {
        schema: { anyOf: [refTo('Drafted'), refTo('Checked'), ...(isSearched ? [refTo('Found')] : [])] },
      },
    },
  };
  const files = fieldsAt(place).some(asksForFile)
    ? { 201: plain('A file was uploaded by itself.', 'Upload'), ...withUpload(answered) }
    : {};
  return {
    get: named(`get.${idOf(place)}`, title, toGet({ 200: [page, ...insteadOfPage] })),
    post: {
      ...named(`answer.${idOf(place)}`, title, { ...answered, 200: told, ...files }),
      requestBody: bodyOf({ allOf: [refTo('Stamp'), refTo(name)] }, multipartOf(place)),
    },
  };
}

/** Where a file that is uploaded by itself can be refused as well. */
function withUpload(answered: Json): Json {
  const refused = { 'application/json': { schema: refTo('Upload') } };
  return Object.fromEntries(
    ['409', '422'].map((status) => {
      const response = answered[status] as { readonly content: Json };
      return [status, { ...response, content: { ...response.content, ...refused } }];
    }),
  );
}

function externalOperations(definition: WizardDefinition, place: StepPlace, named: Named): Json {
  const { title } = place.step;
  const page = { kind: 'external', name: `${stepName(definition, place)}.Page` } as const;
  const leave = `${title}: goes to the other site, or takes what came back`;
  return {
    get: named(`get.${idOf(place)}`, title, toGet({ 200: [page, ...insteadOfPage] })),
    post: {
      ...named(
        `leave.${idOf(place)}`,
        leave,
        toPost({
          200: ['leaving'],
          410: ['expired', 'late'],
          422: ['external'],
          503: ['external', 'unavailable'],
        }),
      ),
      requestBody: bodyOf(refTo('Stamp')),
    },
  };
}

/** Where another site sends a visitor back to. */
function returning(place: StepPlace, parameters: readonly Json[], named: Named): Json {
  return {
    parameters: [...parameters, inPath('attempt')],
    get: named(
      `return.${idOf(place)}`,
      `${place.step.title}: is back from there`,
      toGet({ 200: ['returned'] }),
    ),
  };
}

function listOperations(definition: WizardDefinition, place: GroupPlace, named: Named): Json {
  const { title, rows } = place.step;
  const kind = rows === undefined ? 'items' : 'rows';
  const row = rows === undefined ? undefined : itemNodes(place, anyItem).find(isPlace);
  const sent =
    row === undefined ? {} : { allOf: [refTo('Stamp'), refTo('List'), rowsOf(stepName(definition, row))] };
  const own = toPost({
    409: [...(row === undefined ? [] : (['conflict'] as const)), ...insteadOfWrite],
    422: [kind],
  });
  return {
    get: named(`get.${idOf(place)}`, title, toGet({ 200: [kind, 'remove-item', ...insteadOfPage] })),
    post: {
      ...named(`answer.${idOf(place)}`, title, own),
      requestBody: bodyOf(row === undefined ? { allOf: [refTo('Stamp'), refTo('List')] } : sent),
    },
  };
}

/** All rows at once, each with what its step takes. */
function rowsOf(name: string): Json {
  const text = { type: 'string' };
  const row = { type: 'object', properties: { id: text, seen: text, values: refTo(name) } };
  return { type: 'object', properties: { rows: { type: 'array', items: row } } };
}

/** The form of a step that asks for files, which may bring the files themselves; absent for any other. */
function multipartOf(place: Place): Json {
  if (!fieldsAt(place).some(asksForFile)) return {};
  const properties = fieldsAt(place).map(
    (field) => [field.name, asksForFile(field) ? fileParts : {}] as const,
  );
  const form = { type: 'object', properties: Object.fromEntries(properties) };
  return { 'multipart/form-data': { schema: { allOf: [refTo('Stamp'), form] } } };
}

const asksForFile = (field: Field) => controlOf(field).name === 'file';

const fileParts = {
  description: 'The file, as one part; several parts of the same name for several files.',
  type: 'array',
  items: { type: 'string', contentMediaType: 'application/octet-stream' },
};

function idOf({ written }: Place): string {
  return written.replaceAll('/', '.');
}

/** The address of a page below its wizard's, with a parameter for each item: `children/{children.item}/about`. */
function templateOf(place: Place): string {
  const groups = itemsAround(place).map(({ group }) => group);
  return place.path
    .map((id, depth) => {
      const group = groups.find(({ path }) => path.length === depth);
      return id === anyItem && group !== undefined ? `{${parameterName(group)}}` : id;
    })
    .join('/');
}

function parameterName(group: GroupPlace): string {
  return `${idOf(group)}.item`;
}
