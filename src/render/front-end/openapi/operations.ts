import type { HandingOver } from '../../../definition/model.ts';
import { hiddenNames } from '../../pages/urls.ts';
import { insteadOfWrite, toPost } from './responses.ts';
import type { Json } from './schemas.ts';

/** Makes an operation of a wizard: its id within the wizard, what it does, what it answers. */
export type Named = (name: string, summary: string, responses: Json) => Json;

/** A body that is JSON, or of another type. */
export function bodyOf(schema: Json, others: Json = {}): Json {
  return { required: true, content: { 'application/json': { schema }, ...others } };
}

/** A parameter in an address. */
export function inPath(name: string): Json {
  return { name, in: 'path', required: true, schema: { type: 'string' } };
}

/** What a page takes that leads on to other wizards. */
export function handingOver(
  handOvers: readonly HandingOver[],
  name: string,
  named: Named,
  more: Json = {},
): Json {
  if (handOvers.length === 0) return {};
  const to = {
    type: 'object',
    required: [hiddenNames.to],
    properties: { [hiddenNames.to]: { type: 'string' } },
  };
  const responses = toPost({ 409: ['in-progress', ...insteadOfWrite] });
  const post = named(`handOver.${name}`, 'starts another wizard with answers of this one', responses);
  return { post: { ...post, ...more, requestBody: bodyOf(to) } };
}
