import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { readState } from '../../../src/engine/state.ts';
import { walk } from '../../../src/flow/walk.ts';
import { jsonOf } from '../../../src/render/front-end/json.ts';
import { viewOf } from '../../../src/render/pages/view-of.ts';
import { aWizard, frame, stamp, stepPage, steps } from './sample.ts';

/** As it was stored by 0.1.0, after a handler had sent the answers back. */
const stored: unknown = JSON.parse(readFileSync('test/engine/stored/rejected.json', 'utf8'));
const state = readState(stored).wizards['visa']!;
const definition = aWizard({ nodes: [steps.name, steps.contact] });
const live = walk(definition, state.answers);
const said = state.rejected!['contact']!;

test('what a handler sent back to a session of the version before is shown at its step', () => {
  const page = stepPage(steps.contact, { definition, walk: live, issues: said });
  const { issues, form } = viewOf(page, frame);
  expect(issues).toEqual([
    { text: 'We know nobody of this name' },
    { text: 'This address is blocked', href: '#contact-email' },
  ]);
  expect(form?.fields.map((field) => field.error)).toEqual(['This address is blocked', undefined]);
  expect(jsonOf(page, frame).body['issues']).toEqual(said);
});

test('what a handler sent back to a session of the version before is shown on check-your-answers', () => {
  const issues = said.map((issue) => ({ ...issue, step: 'contact' }));
  const page = { definition, kind: 'check', status: 200, walk: live, stamp, issues } as const;
  expect(viewOf(page, frame).issues).toEqual([
    { text: 'This address is blocked', href: '/visa/contact?return=check' },
    { text: 'We know nobody of this name', href: '/visa/contact?return=check' },
  ]);
  expect(jsonOf(page, frame).body['issues']).toEqual(issues);
});
