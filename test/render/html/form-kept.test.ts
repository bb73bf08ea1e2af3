import { describe, expect, test } from '@jest/globals';
import { choice, choiceFrom, choices, fromGroup, text, wizard } from '../../../src/index.ts';
import type { RawValues } from '../../../src/controls/raw.ts';
import { findStep } from '../../../src/definition/place.ts';
import { walkOf } from '../../../src/flow/walk.ts';
import { createRenderer } from '../../../src/render/html/engine.ts';
import type { Page } from '../../../src/render/pages/page.ts';
import { elementsOf, heldIn } from '../../../src/testing/read-page.ts';
import { frame, stamp } from '../pages/sample.ts';

const { render } = createRenderer({ viewFolders: [], cache: true });

const several = wizard({ id: 'trip', title: 'Trip', version: 1, several: true })
  .step('who', { title: 'Who?', fields: { name: text('Name'), kind: choice('Kind', { a: 'A', b: 'B' }) } })
  .repeat('pets', { title: 'Pets' }, (pet) =>
    pet.step('pet', { title: 'Pet', fields: { name: text('Name') } }),
  )
  .step('what', {
    title: 'What?',
    fields: {
      plain: choice('Plain', { a: 'A', b: 'B' }),
      searched: choiceFrom('Searched', { find: async () => [], get: async () => undefined }),
      dependent: choiceFrom('Dependent', async () => [], { dependsOn: (earlier) => [earlier.who.kind] }),
      pets: choices(
        'Pets',
        fromGroup(({ pets }) => pets),
      ),
      hidden: text('Shown by an earlier answer'),
    },
    show: { hidden: (_, earlier) => earlier.who.kind.is('a') },
  })
  .complete({ action: 'Send' });

const place = findStep(several, 'what')!;

/** What a page is given of a form that was sent, whose options nobody has loaded. */
const raw: RawValues = {
  plain: 'b',
  searched: { value: 'f-1', query: 'swi', found: 'swi' },
  dependent: 'd-1',
  pets: ['p1', 'p2'],
  hidden: 'kept',
};

/** Every page that takes what was typed along to the next try. */
const pages: { readonly [name: string]: Page } = {
  'too large': { kind: 'too-large', status: 413, definition: several, place, raw },
  full: { kind: 'full', status: 409, definition: several, place, raw },
  expired: { kind: 'expired', status: 410, definition: several, place, raw },
  'no cookies': { kind: 'no-cookies', status: 400, definition: several, place, raw, stamp },
  conflict: {
    kind: 'conflict',
    status: 409,
    definition: several,
    keptUntil: undefined,
    place,
    raw,
    stored: {},
    walk: walkOf(several, undefined),
    stamp,
  },
  'an outage': { kind: 'unavailable', status: 503, definition: several, place, raw, stamp, finishing: false },
};

describe.each(Object.entries(pages))('the page of %s', (_name, page) => {
  const form = elementsOf(render(page, frame, { fragment: false })).querySelector('main form')!;
  const held = heldIn(form);
  const heldOf = (name: string) => held.filter(([each]) => each === name).map(([, value]) => value);

  test.each([
    ['a choice', 'plain', ['b']],
    ['what was chosen of a list that is searched', 'searched-value', ['f-1']],
    ['what was typed to search it', 'searched-query', ['swi']],
    ['a choice whose options depend on earlier answers', 'dependent', ['d-1']],
    ['chosen items of a list', 'pets', ['p1', 'p2']],
    ['a text that an earlier answer shows', 'hidden', ['kept']],
  ])('keeps %s', (_what, name, values) => {
    expect(heldOf(name)).toEqual(values);
  });
});
