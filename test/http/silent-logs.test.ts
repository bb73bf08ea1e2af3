import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { createApp } from '../../src/app/server.ts';
import { stepway, text, wizard } from '../../src/index.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import feedback from '../../wizards/feedback.ts';
import { testConfig } from '../support/memory-app.ts';
import { visitor } from '../support/visitor.ts';

const trip = wizard({ id: 'trip', title: 'Plan a trip', version: 1, start: false })
  .step('who', {
    title: 'Who travels?',
    fields: { name: text('Full name') },
    check: ({ name }) => {
      if (name === 'MY-CHECKED-ANSWER') throw new Error(`no such person: ${name}`);
    },
  })
  .step('where', { title: 'Where?', view: 'where', fields: { place: text('Place') } })
  .complete({ action: 'Book' });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stepway-logs-'));
  mkdirSync(join(folder, 'trip'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A log that keeps what it was told, by level. */
function keptLog() {
  const said = { debug: [], info: [], warn: [], error: [] } as Record<string, string[]>;
  const at = (level: string) => (facts: object, message: string) =>
    void said[level]?.push(JSON.stringify([facts, message]));
  return { said, log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') } };
}

/** What was logged while somebody answered the first step and was shown the second, by level. */
async function loggedFor(name: string, view = '<p>fine</p>') {
  writeFileSync(join(folder, 'trip', 'where.ejs'), view);
  const { said, log } = keptLog();
  const config = { ...testConfig, viewsFolder: folder };
  const { app, forms } = createApp({ config, wizards: [trip], storage: memoryStorage(), log });
  const someone = visitor(app);
  await someone.open('/trip/who');
  await someone.post('/trip/who', { name });
  await someone.agent.get('/trip/where');
  await forms.close(0);
  return {
    debug: (said['debug'] ?? []).join('\n'),
    loud: [said['info'], said['warn'], said['error']].flat(),
  };
}

const throwing = "<p>\n<% throw new Error('cannot show ' + wizard.heading + ' after MY-OTHER-ANSWER') %></p>";

test('a view that throws is logged by its place and class, and by its message at debug only', async () => {
  const { debug, loud } = await loggedFor('Ada', throwing);
  expect(loud).toEqual([expect.stringMatching(/"code":"VIEW_FAILED".*where\.ejs:2.*a view failed/)]);
  expect(loud.join('\n')).not.toContain('MY-OTHER-ANSWER');
  expect(debug).toContain('MY-OTHER-ANSWER');
});

test('a view whose script cannot be read is logged with what is wrong in it: no visitor was there yet', async () => {
  const { loud } = await loggedFor('Ada', '<p>\n<% const = 5 %>\n');
  expect(loud).toEqual([expect.stringMatching(/where\.ejs:2.*a view failed: Unexpected token/)]);
});

test.each([
  ['<%= heading %>', 'heading is not defined; did you mean wizard.heading?'],
  ['<%= wizard.sayit() %>', 'wizard.sayit is not a function'],
  ['<%= wizard.nothing.of.it %>', "Cannot read properties of undefined (reading 'of')"],
])('what the engine says of the script of %s is logged: it names code, no answer', async (view, said) => {
  const { loud } = await loggedFor('Ada', view);
  expect(loud.join('\n')).toContain(`a view failed: ${said}`);
});

test('a key that a view works out can be an answer, and is not logged', async () => {
  const view = "<%= wizard.nothing[['SECRET', 'KEY'].join('')] %>";
  const { loud } = await loggedFor('Ada', view);
  expect(loud.join('\n')).toMatch(/a view failed"/);
});

test('a check that throws is logged without its message, which stands at debug', async () => {
  const { debug, loud } = await loggedFor('MY-CHECKED-ANSWER');
  expect(loud.join('\n')).toContain('the request failed');
  expect(loud.join('\n')).not.toContain('MY-CHECKED-ANSWER');
  expect(debug).toContain('MY-CHECKED-ANSWER');
});

test('an error after the headers are out is logged as any other one, and cuts the answer', async () => {
  const { said, log } = keptLog();
  const forms = stepway({ wizards: [feedback], storage: memoryStorage(), log });
  const host = express().get('/late', (_req, res, next) => {
    res.write('<p>half');
    next(new Error('cannot go on after MY-ANSWER'));
  });
  host.use(forms.onError);
  await expect(request(host).get('/late')).rejects.toThrow(/aborted|hang up/);
  await forms.close(0);
  expect(said['error']).toEqual([expect.stringContaining('the request failed')]);
  expect(said['error']?.join('')).not.toContain('MY-ANSWER');
});
