import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decide } from '../../src/engine/decide.ts';
import type { Around, Settled } from '../../src/engine/decision.ts';
import { filledAt, standingOf } from '../../src/engine/items.ts';
import { stampOf } from '../../src/engine/stamp.ts';
import { startRun } from '../../src/engine/transition.ts';
import type { WizardState } from '../../src/engine/state.ts';
import { findPlace, type GroupPlace, type StepPlace } from '../../src/definition/place.ts';
import { aGroup, aStep, definitionOf } from '../support/definition.ts';

const max = 4;
const inner = { ...aGroup('toys', [aStep('name')]), max };
const definition = definitionOf([{ ...aGroup('children', [aStep('about'), inner]), max }, aStep('last')]);
let made = 0;
const name = () => `n${(made += 1)}`;
const ids = { instance: name, reference: name, item: name, page: name, token: name };
const around: Around = { definition, now: 0, ids };
const fresh = startRun(1, 0, ids);

/** Answers a page with `true`, always judged valid. */
function answered(state: WizardState, key: string): Settled {
  const place = findPlace(definition, key) as StepPlace;
  const stamp = stampOf(state, key, { page: name() });
  const decided = decide(around, state, {
    kind: 'answer',
    place,
    form: { raw: {}, candidate: { a: true } },
    stamp,
  });
  if (!('judge' in decided) || decided.judge !== 'step') return decided as Settled;
  return decided.conclude({ ok: true, answers: { a: true }, values: {} });
}

function changed(state: WizardState, kind: 'remove-item' | 'restore-item', key: string): Settled {
  const path = key.split('/');
  const place = findPlace(definition, path.slice(0, -1).join('/')) as GroupPlace;
  const stamp = stampOf(state, '', { page: name() });
  return decide(around, state, { kind, place, item: path.at(-1)!, stamp }) as Settled;
}

const after = (state: WizardState, { next }: Settled): WizardState =>
  next === undefined || typeof next === 'string' || 'toSave' in next ? state : next;

// A model that knows lists and nothing else: what is there in which order, and what was taken out from where.
interface Model {
  readonly items: Map<string, string[]>;
  readonly removed: Map<string, Map<string, number>>;
}

const childIds = ['a', 'b', 'c', 'd', 'e', 'f'];
const move = fc.record({
  kind: fc.constantFrom('add', 'add', 'add', 'remove', 'restore'),
  child: fc.constantFrom(...childIds),
  toy: fc.option(fc.constantFrom(...childIds), { nil: undefined, freq: 2 }),
});

test('lists are what a model of lists says, whatever is added, removed and put back in whatever order', () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
      const model: Model = { items: new Map(), removed: new Map() };
      const listOf = (group: string) => model.items.get(group) ?? [];
      const removedOf = (group: string) => model.removed.get(group) ?? new Map<string, number>();
      let state = fresh;
      for (const { kind, child, toy } of moves) {
        const group = toy === undefined ? 'children' : `children/${child}/toys`;
        const item = toy ?? child;
        if (kind === 'add') {
          // A toy of a child that is not there is no page to be opened: the child's own page comes first.
          if (toy !== undefined && !listOf('children').includes(child)) continue;
          state = after(state, answered(state, `${group}/${item}/${toy === undefined ? 'about' : 'name'}`));
          const list = listOf(group);
          const isNew = !list.includes(item) && !removedOf(group).has(item) && list.length < max;
          if (isNew) model.items.set(group, [...list, item]);
        } else if (kind === 'remove') {
          state = after(state, changed(state, 'remove-item', `${group}/${item}`));
          const at = listOf(group).indexOf(item);
          if (at < 0) continue;
          model.items.set(group, listOf(group).toSpliced(at, 1));
          model.removed.set(group, new Map([...removedOf(group), [item, at]]));
        } else {
          state = after(state, changed(state, 'restore-item', `${group}/${item}`));
          const at = removedOf(group).get(item);
          if (at === undefined || listOf(group).length >= max) continue;
          model.items.set(group, listOf(group).toSpliced(at, 0, item));
          removedOf(group).delete(item);
        }
        expect(state.items ?? {}).toEqual(Object.fromEntries(model.items));
      }
    }),
    { numRuns: 500 },
  );
});

test('no item is there without an answer', () => {
  const asked = decide(around, fresh, {
    kind: 'list',
    place: findPlace(definition, 'children') as GroupPlace,
    more: true,
    stamp: stampOf(fresh, 'children', { page: 'p' }),
  }) as Settled;
  expect(asked.next).toBeUndefined();
  expect(asked.outcome).toMatchObject({
    kind: 'elsewhere',
    next: { to: 'step', place: { key: expect.stringMatching(/^children\/n\d+\/about$/) } },
  });
});

test('a page sees the items in which it stands, whether they are there yet or not', () => {
  const place = findPlace(definition, 'children/k/toys/t/name')!;
  expect(filledAt(fresh, place).items).toEqual({ children: ['k'], 'children/k/toys': ['t'] });
  expect(standingOf(fresh, place)).toEqual({ kind: 'fresh' });
});
