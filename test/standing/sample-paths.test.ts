import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Storage, Submission, WizardDefinition } from '../../src/index.ts';
import { coverage, journey, memoryStorage, walk } from '../../src/testing/index.ts';
import { ownApp } from '../../src/testing/own-app.ts';
import expenses from '../../wizards/expenses.ts';
import feedback from '../../wizards/feedback.ts';
import grant from '../../wizards/grant.ts';
import household from '../../wizards/household.ts';
import permit from '../../wizards/permit.ts';
import registration from '../../wizards/registration.ts';
import { services } from '../../wizards/parts/services.ts';
import stay from '../../wizards/stay.ts';
import visa from '../../wizards/visa.ts';

let outbox: string;
beforeEach(() => {
  outbox = mkdtempSync(join(tmpdir(), 'stepway-outbox-'));
  process.env['STEPWAY_OUTBOX'] = outbox;
});
afterEach(() => {
  delete process.env['STEPWAY_OUTBOX'];
  rmSync(outbox, { recursive: true });
});

// A workshop that is full is refused by the handler; that is not what is looked at here.
const fixedOf = ({ id }: WizardDefinition) =>
  id === 'registration' ? { workshops: { chosen: ['forms'] } } : {};

async function sentTo({ submissions }: Pick<Storage, 'submissions'>): Promise<readonly Submission[]> {
  const sent: Submission[] = [];
  for await (const submission of submissions.list()) sent.push(submission);
  return sent;
}

const isUnderWay = ({ status }: Submission) => status === 'pending' || status === 'running';

const rows: readonly [string, 'html' | 'htmx' | 'json', WizardDefinition][] = [
  expenses,
  feedback,
  grant,
  household,
  permit,
  visa,
  registration,
  stay,
].flatMap((definition) =>
  (['html', 'htmx', 'json'] as const).map((as) => [definition.id, as, definition] as const),
);

test.each(rows)(
  'every path of %s, as %s, ends at its receipt or exit, its handler run once',
  async (_, as, definition) => {
    const fixed = fixedOf(definition);
    const { paths, isComplete } = await walk(definition, { fixed });
    expect(isComplete).toBe(true);
    const seen = coverage(definition, { fixed });
    const storage = memoryStorage();
    // One app for all: each would compile its views anew, and the pages of a visitor are no other for that.
    const own = ownApp({ wizards: [definition], storage, services });
    const done: string[] = [];
    for (const path of paths) {
      // What another site is to say is given to the app: the journey does not know that it is the kit's.
      for (const step of path.steps) own.giveFromSite(definition.id, step, path.answers[step] ?? {});
      const someone = journey(own.app, { as, coverage: seen });
      const page = await someone.follow(definition.id, path).expectPath(path.steps);
      expect(page.status).toBe(200);
      if (path.exit === undefined) done.push(page.reference ?? '');
      await someone.close();
    }
    await seen.expectComplete();
    let kept = await sentTo(own);
    // A receipt is shown after a second, whether the handler has ended by then or not.
    for (let tries = 0; tries < 100 && kept.some(isUnderWay); tries += 1) {
      await pause(100);
      kept = await sentTo(own);
    }
    await own.end();
    expect(kept.map(({ reference }) => reference).toSorted()).toEqual(done.toSorted());
    expect(kept.every(({ status }) => status === 'done')).toBe(true);
    expect(new Set(done).size).toBe(done.length);
    const written = definition.completion.run === undefined ? [] : kept.map(({ id }) => `${id}.json`);
    expect(readdirSync(outbox).toSorted()).toEqual(written.toSorted());
  },
);
