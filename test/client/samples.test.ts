import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect, cookieFetch } from '../../src/client/index.ts';
import type { WizardDefinition } from '../../src/index.ts';
import { serve } from '../../src/testing/own-app.ts';
import { walk } from '../../src/testing/index.ts';
import expenses from '../../wizards/expenses.ts';
import feedback from '../../wizards/feedback.ts';
import grant from '../../wizards/grant.ts';
import household from '../../wizards/household.ts';
import permit from '../../wizards/permit.ts';
import registration from '../../wizards/registration.ts';
import { services } from '../../wizards/parts/services.ts';
import stay from '../../wizards/stay.ts';
import visa from '../../wizards/visa.ts';
import { follow } from '../support/follow-by-client.ts';

const samples = [expenses, feedback, grant, household, permit, registration, stay, visa];

const outbox = mkdtempSync(join(tmpdir(), 'stepway-outbox-'));
let served: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  process.env['STEPWAY_OUTBOX'] = outbox;
  served = await serve({ wizards: samples, services });
});
afterAll(async () => {
  await served.close();
  delete process.env['STEPWAY_OUTBOX'];
  rmSync(outbox, { recursive: true });
});

/** A few ways through each: the test kit walks them all. */
const mostWays = 6;

test.each(samples.map((definition): [string, WizardDefinition] => [definition.id, definition]))(
  'the client fills in %s to its receipt or exit',
  async (id, definition) => {
    const { paths } = await walk(definition, {
      // A full workshop is refused by the handler.
      fixed: id === 'registration' ? { workshops: { chosen: ['forms'] } } : {},
    });
    const every = Math.ceil(paths.length / mostWays);
    for (const path of paths.filter((_, index) => index % every === 0)) {
      for (const step of path.steps) served.own?.giveFromSite(id, step, path.answers[step] ?? {});
      const connection = connect<unknown>({ base: served.origin, id, fetch: cookieFetch() });
      const end = await follow(connection, path);
      expect(end.kind === 'exit' ? end.step.key : 'done').toBe(path.exit ?? 'done');
    }
  },
);

test('the receipt of a registration leads on to a permit, with the email address', async () => {
  const definition = registration;
  const { paths } = await walk(definition, { fixed: { workshops: { chosen: ['forms'] } } });
  const path = paths.find((each) => each.exit === undefined)!;
  const connection = connect<unknown>({ base: served.origin, id: 'registration', fetch: cookieFetch() });
  const end = await follow(connection, path);
  if (end.kind !== 'done') throw new Error(end.kind);
  const page = await end.handOver('permit');
  expect('wizard' in page && page.wizard?.id).toBe('permit');
  await expect(end.handOver('visa')).rejects.toThrow('this page hands over to permit, not to "visa"');
});
