import { expect, test } from '@jest/globals';
import { walk } from '../../src/flow/walk.ts';
import { createRenderer } from '../../src/render/engine.ts';
import type { Page, PageKind } from '../../src/render/page.ts';
import { answers, frame, now, sorry, stamp, stepPage, steps, visa } from './sample.ts';

const { render } = createRenderer({ viewFolders: [], cache: true });
const keptUntil = now + 1_800_000;
const inVisa = { definition: visa, keptUntil };
const raw = { email: 'ada@', phone: '12' };

/** One page of each kind. */
const pages: { readonly [K in PageKind]: Page } = {
  list: { kind: 'list', status: 200, definitions: [visa] },
  start: { kind: 'start', status: 200, ...inVisa, inProgress: false },
  step: stepPage(steps.contact),
  exit: { kind: 'exit', status: 200, ...inVisa, step: sorry, walk: walk(visa, answers) },
  check: { kind: 'check', status: 200, ...inVisa, walk: walk(visa, answers), stamp, issues: [] },
  done: { kind: 'done', status: 200, ...inVisa, reference: 'ABC-123', submission: 'done', submittedAt: now },
  submitted: { kind: 'submitted', status: 409, ...inVisa, reference: 'ABC-123' },
  expired: { kind: 'expired', status: 410, definition: visa, step: steps.contact, raw },
  conflict: {
    kind: 'conflict',
    status: 409,
    ...inVisa,
    step: steps.contact,
    raw,
    stored: answers.contact,
    stamp,
    returnToCheck: false,
  },
  unavailable: {
    kind: 'unavailable',
    status: 503,
    definition: visa,
    step: steps.contact,
    raw,
    stamp,
    returnToCheck: false,
    finishing: false,
  },
  delete: { kind: 'delete', status: 200, ...inVisa },
  deleted: { kind: 'deleted', status: 200, definition: visa },
  saved: { kind: 'saved', status: 200, ...inVisa },
  unreadable: { kind: 'unreadable', status: 500 },
  'not-found': { kind: 'not-found', status: 404 },
  'too-large': { kind: 'too-large', status: 413, definition: visa, step: steps.contact, raw },
  'bad-request': { kind: 'bad-request', status: 400 },
  refused: { kind: 'refused', status: 403 },
  error: { kind: 'error', status: 500 },
};

for (const [kind, page] of Object.entries(pages)) {
  test(`a page of kind ${kind} has one h1, a title with the service's name, and one main`, () => {
    const html = render(page, frame, { fragment: false });
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html.match(/<main /g)).toHaveLength(1);
    expect(html).toMatch(/<title>[^<]+Visit Northland<\/title>/);
    expect(html).not.toMatch(/ style="| on\w+="|undefined|\[object/);
  });
}
