import { expect, test } from '@jest/globals';
import type { Request } from 'express';
import type { CompletionJournal } from '../../src/completion/journal.ts';
import { randomIds } from '../../src/engine/ids.ts';
import { visitOf } from '../../src/http/exchange.ts';
import type { WizardState } from '../../src/engine/state.ts';
import { openSession } from '../../src/session/access.ts';
import { memoryJournal } from '../../src/storage/memory/journal.ts';
import { plainStore } from '../../src/storage/revisioned-store.ts';
import { newSession } from '../support/sessions.ts';
import { definitionOf } from '../support/definition.ts';

const submitted: WizardState = {
  version: 1,
  instance: 'i',
  generation: 1,
  reference: 'r',
  startedAt: 0,
  submittedAt: 1,
  status: 'submitted',
  answers: {},
};

/** A visit with a millisecond of its request's 3 s left. */
function lateVisit(journal: Partial<CompletionJournal>) {
  let time = 0;
  const whole = { ...memoryJournal(), ...journal };
  const engine = {
    journal: whole,
    record: whole.insert,
    services: undefined,
    now: () => time,
    timeZone: 'UTC',
    ids: randomIds,
    maxStateBytes: 256_000,
    saved: undefined,
    files: undefined,
    uploads: { keptMs: 0 },
  };
  const req = { session: newSession(plainStore(), 'id') } as unknown as Request;
  const definition = definitionOf([]);
  const visit = visitOf({
    engine,
    definition,
    session: openSession(req, engine.now),
    run: definition.id,
    context: () => undefined,
  });
  time = 2_999;
  return visit;
}

const never = () => new Promise<never>(() => {});

test('a completion record that is not written in the time of the request ends it', async () => {
  await expect(lateVisit({ insert: never }).record(submitted)).rejects.toMatchObject({
    code: 'STORE_TIMEOUT',
  });
});

test('a journal that is silent about a submission ends the request in its time', async () => {
  await expect(lateVisit({ get: never }).ensureRecorded(submitted)).rejects.toMatchObject({
    code: 'STORE_TIMEOUT',
  });
});
