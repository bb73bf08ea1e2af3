import { expect, test } from '@jest/globals';
import type { Express } from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { everyPlace } from '../../src/definition/place.ts';
import type { WizardDefinition } from '../../src/index.ts';
import { sampleKey } from '../../src/sample/item-counts.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import { createDevApp } from '../../src/studio/dev-app.ts';
import { createBroadcast } from '../../src/studio/live-reload.ts';
import expenses from '../../wizards/expenses.ts';
import feedback from '../../wizards/feedback.ts';
import grant from '../../wizards/grant.ts';
import household from '../../wizards/household.ts';
import permit from '../../wizards/permit.ts';
import registration from '../../wizards/registration.ts';
import { services } from '../../wizards/parts/services.ts';
import stay from '../../wizards/stay.ts';
import visa from '../../wizards/visa.ts';
import { testConfig } from '../support/memory-app.ts';
import { headingOf } from '../support/visitor.ts';

const samples = { expenses, feedback, grant, household, permit, registration, stay, visa };

test.each(Object.entries(samples))('every state of every page of %s is drawn', async (id, definition) => {
  const app = appOf(definition);
  const there = await at(app, id, 'check');
  const { text: wall } = await there.get(`/_studio/${id}/states`).expect(200);
  const frames = [...wall.matchAll(/<iframe src="([^"]+)"/g)].map((match) => match[1]!);
  const statesOf = (page: string) => frames.filter((frame) => frame.includes(`/state/${page}/`));

  await drawn(there, statesOf('wizard'));
  for (const key of everyPlace(definition).map(sampleKey)) {
    // A visitor who can open the page has the answers that it needs: none are looked for at each state.
    const { status } = await there.get(`/${id}/${key}`);
    await drawn(status === 200 ? there : await at(app, id, key), statesOf(`step/${key}`));
  }
});

type Visitor = ReturnType<typeof request.agent>;

/** A visitor with answers that lead to a page. */
async function at(app: Express, id: string, step: string): Promise<Visitor> {
  const visitor = request.agent(app);
  await visitor.post(`/_studio/${id}/jump`).type('form').send({ step }).expect(303);
  return visitor;
}

async function drawn(visitor: Visitor, states: readonly string[]): Promise<void> {
  expect(states.length).toBeGreaterThan(0);
  for (const state of states) {
    const { status, text } = await visitor.get(state);
    expect([state, status, headingOf(text)]).toEqual([state, 200, expect.stringMatching(/\S/)]);
  }
}

function appOf(definition: WizardDefinition): Express {
  const loaded = [{ file: `wizards/${definition.id}.ts`, definition, faults: [] }];
  const [storage, log, broadcast] = [memoryStorage(), pino({ level: 'silent' }), createBroadcast()];
  return createDevApp({ config: testConfig, loaded, storage, services, log, broadcast }).app;
}
