import type { WizardDefinition } from '../../definition/model.ts';
import { urlsAt } from '../pages/urls.ts';
import { commonResponses, toGet } from './openapi/responses.ts';
import { schemasOf, type Json } from './openapi/schemas.ts';
import { wizardPaths } from './openapi/wizard-paths.ts';

/**
 * Describes what front ends get and send, as an OpenAPI 3.1 document. Pure.
 *
 * @param definitions the wizards that are served
 * @param base the path at which they stand, without a slash at the end: `''` or `/apply`
 */
export function openApiOf(definitions: readonly WizardDefinition[], base: string): Json {
  const list = { operationId: 'list', summary: 'The wizards', responses: toGet({ 200: ['list'] }) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Wizards',
      version: String(definitions.map(({ id, version }) => `${id}@${version}`).join(', ')),
      description:
        'Ask for application/json and keep the session cookie. A POST repeats the `stamp` of the page beside its answers.',
    },
    paths: Object.fromEntries([
      [urlsAt(base).list(), { get: list }],
      ...definitions.flatMap((definition) => wizardPaths(definition, base)),
    ]),
    components: { schemas: schemasOf(definitions), responses: commonResponses() },
  };
}
