import { expect, test } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import request from 'supertest';
import { openApiOf } from '../../../src/render/front-end/openapi.ts';
import expenses from '../../../wizards/expenses.ts';
import feedback from '../../../wizards/feedback.ts';
import registration from '../../../wizards/registration.ts';
import visa from '../../../wizards/visa.ts';
import { memoryApp } from '../../support/memory-app.ts';
import { placesOf } from '../../../src/definition/place.ts';

const samples = [feedback, visa, registration, expenses];

test('the description of the samples is valid OpenAPI 3.1', async () => {
  const validator = new Validator();
  const result = await validator.validate(structuredClone(openApiOf(samples, '/apply')));
  expect(result).toEqual({ valid: true });
  expect(validator.version).toBe('3.1');
});

test('every step has its address and its schema', () => {
  const { paths, components } = openApiOf(samples, '/apply') as {
    paths: { [path: string]: object };
    components: { schemas: { [name: string]: object } };
  };
  for (const definition of samples) {
    for (const place of placesOf(definition)) {
      const run = definition.several === undefined ? '' : '/{run}';
      const item = paths[`/apply/${definition.id}${run}/${place.key}`] ?? {};
      expect(Object.keys(item).filter((each) => each !== 'parameters')).toEqual(
        place.kind === 'exit' ? ['get'] : ['get', 'post'],
      );
    }
  }
  expect(components.schemas['visa.home.lines']).toMatchObject({ required: ['line1', 'town'] });
});

test('a step that asks for files may be sent as a form with the files in it, and no other', () => {
  const { paths } = openApiOf(samples, '') as {
    paths: { [path: string]: { post: { requestBody: { content: { [type: string]: object } } } } };
  };
  const contentOf = (path: string) => paths[path]!.post.requestBody.content;
  expect(Object.keys(contentOf('/expenses/{run}/expense'))).toEqual(['application/json']);
  expect(Object.keys(contentOf('/expenses/{run}/receipts'))).toEqual([
    'application/json',
    'multipart/form-data',
  ]);
  expect(JSON.stringify(contentOf('/expenses/{run}/receipts'))).toContain('application/octet-stream');
});

test('operation ids are unique', () => {
  const { paths } = openApiOf(samples, '') as {
    paths: { [path: string]: { [m: string]: { operationId?: string } } };
  };
  const ids = Object.values(paths)
    .flatMap((path) => Object.values(path).map((each) => each.operationId))
    .filter((id) => id !== undefined);
  expect(new Set(ids).size).toBe(ids.length);
});

test('it is served beside the wizards', async () => {
  const { app, forms } = memoryApp(samples);
  const { status, body } = await request(app).get('/_stepway/openapi.json');
  expect(status).toBe(200);
  expect(body).toEqual(JSON.parse(JSON.stringify(openApiOf(samples, ''))));
  await forms.close(0);
});
