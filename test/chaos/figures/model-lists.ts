import { choice, text, wizard, type WizardDefinition } from '../../../src/index.ts';
import { findPlace, type GroupPlace, type StepPlace } from '../../../src/definition/place.ts';
import { rowPlace, sheetOf } from '../../../src/definition/rows.ts';
import { commit } from '../../../src/engine/commit.ts';
import type { WizardEvent } from '../../../src/engine/event.ts';
import { stampOf } from '../../../src/engine/stamp.ts';
import { walkOf } from '../../../src/flow/walk.ts';
import { normalise } from '../../../src/form/read.ts';
import { sheetRaw } from '../../../src/form/rows.ts';
import { randomFrom, type Random } from '../../support/random.ts';
import type { Figure, Tally } from '../figure.ts';
import {
  addAround,
  known,
  listsIn,
  listsOf,
  maxItems,
  modelPath,
  sorted,
  type List,
  type Model,
  type Shape,
} from '../support/list-model.ts';
import { visitInMemory } from '../support/memory-visit.ts';

/** Random visitors of lists within lists, of rows and of sections, beside a model that is a map of lists and one of answers. */
export const modelLists: Figure = {
  name: 'model-lists',
  must: 'differences from a naive model (items, their order, answers, path) in 2,000 random sequences of adding, changing, removing, undoing and rows over random definitions with groups and sections: 0',
  breaks: ['removed-items', 'other-rows'],
  async run({ quick, seed, broken, single }): Promise<Tally> {
    const tried = single ? 1 : quick ? 300 : 2_000;
    let [failed, moves, first] = [0, 0, ''];
    for (let index = 0; index < tried; index += 1) {
      const { difference, count } = await compare(randomFrom(seed + index), broken);
      moves += count;
      if (difference === undefined) continue;
      failed += 1;
      first ||= `; first: ${difference}; again: npm run chaos -- --seed ${seed + index} --only model-lists`;
    }
    return { tried, failed, note: `${moves} moves${first}` };
  },
};

async function compare(random: Random, broken: string | undefined) {
  const shape: Shape = {
    isNested: random.chance(0.6),
    isInSection: random.chance(0.5),
    hasRows: random.chance(0.7),
  };
  const definition = definitionOf(shape);
  const model: Model = { lists: new Map(), answers: new Map() };
  const { visit, state } = visitInMemory(definition, (now) =>
    broken === 'removed-items' ? { ...now, removed: {} } : now,
  );
  let page = 0;
  const stampAt = (key: string) => stampOf(state(), key, { page: `p${(page += 1)}` });
  const send = (event: WizardEvent) => commit(visit, event);
  let difference = await start(send, model, definition, stampAt);
  let count = 0;
  for (; count < random.between(8, 30) && difference === undefined; count += 1) {
    const move = moveOf(random, shape, model, `i${count}`);
    const refusal = await make(move, { definition, send, model, stampAt, broken });
    const found = {
      lists: listsOf(state()?.items),
      answers: notesIn(state()?.answers),
      path: pathOf(definition, state()),
    };
    const wanted = { lists: listsIn(model), answers: sorted(model.answers), path: modelPath(shape, model) };
    const [one, other] = [JSON.stringify(found), JSON.stringify(wanted)];
    if (one !== other) difference = `after ${JSON.stringify(move)}: ${one}, where the model says ${other}`;
    else if (refusal !== undefined) difference = `${JSON.stringify(move)} came to ${refusal}`;
  }
  return { difference, count };
}

/** The first answer, before which nothing is stored. */
async function start(
  send: (event: WizardEvent) => ReturnType<typeof commit>,
  { answers }: Model,
  definition: WizardDefinition,
  stampAt: (key: string) => ReturnType<typeof stampOf>,
): Promise<string | undefined> {
  answers.set('first', 'x');
  const { kind } = await send(answering(definition, 'first', 'x', stampAt('first')));
  return kind === 'answered' ? undefined : `the first answer came to ${kind}`;
}

type Move =
  | { readonly kind: 'answer'; readonly key: string; readonly note: string }
  | { readonly kind: 'remove' | 'restore'; readonly list: string; readonly item: string }
  | { readonly kind: 'enough'; readonly list: string }
  | { readonly kind: 'rows'; readonly rows: readonly { readonly item: string; readonly note: string }[] };

function moveOf(random: Random, shape: Shape, { lists }: Model, fresh: string): Move {
  const things = known(lists, 'things');
  const note = random.pick(['x', 'y']);
  const anyOf = ({ items, removed }: List) => [...items, ...removed.map(({ item }) => item), fresh];
  const dice = random.next();
  if (dice < 0.15 && shape.hasRows) {
    const items = anyOf(known(lists, 'rows')).filter(() => random.chance(0.7));
    return {
      kind: 'rows',
      rows: [...items, `${fresh}b`].map((item) => ({ item, note: random.pick(['x', 'y']) })),
    };
  }
  const item = random.pick(anyOf(things));
  const inner = `things/${item}/parts`;
  const list = random.pick([
    'things',
    ...(shape.isNested ? [inner] : []),
    ...(shape.hasRows ? ['rows'] : []),
  ]);
  const some = random.pick(anyOf(known(lists, list)));
  if (dice < 0.3) return { kind: 'remove', list, item: some };
  if (dice < 0.42) return { kind: 'restore', list, item: some };
  if (dice < 0.52)
    return { kind: 'enough', list: random.pick(['things', ...(shape.hasRows ? ['rows'] : [])]) };
  const page = list === inner ? 'deep' : list === 'rows' ? 'cell' : random.pick(['one', 'one', 'two']);
  return { kind: 'answer', key: `${list}/${some}/${page}`, note };
}

interface Making {
  readonly definition: WizardDefinition;
  readonly send: (event: WizardEvent) => ReturnType<typeof commit>;
  readonly model: Model;
  readonly stampAt: (key: string) => ReturnType<typeof stampOf>;
  readonly broken: string | undefined;
}

/** Makes a move, in the model as well. @returns what is strange about how it came out */
async function make(
  move: Move,
  { definition, send, model, stampAt, broken }: Making,
): Promise<string | undefined> {
  const { lists, answers } = model;
  const groupAt = (key: string) => findPlace(definition, key) as GroupPlace;
  switch (move.kind) {
    case 'answer': {
      const { kind } = await send(answering(definition, move.key, move.note, stampAt(move.key)));
      const isFull = !addAround(model, move.key);
      if (!isFull) answers.set(move.key, move.note);
      return kind === (isFull ? 'invalid' : 'answered') ? undefined : kind;
    }
    case 'enough': {
      const { kind } = await send({
        kind: 'list',
        place: groupAt(move.list),
        more: false,
        stamp: stampAt(''),
      });
      const list = known(lists, move.list);
      if (kind === 'listed') lists.set(move.list, { ...list, isSaid: true });
      return kind === 'listed' || kind === 'elsewhere' ? undefined : kind;
    }
    case 'remove': {
      const { item } = move;
      await send({ kind: 'remove-item', place: groupAt(move.list), item, stamp: stampAt('') });
      const { items, removed, isSaid } = known(lists, move.list);
      const at = items.indexOf(item);
      if (at < 0) return undefined;
      const left = items.filter((each) => each !== item);
      lists.set(move.list, { items: left, removed: [...removed, { item, at }], isSaid });
      return undefined;
    }
    case 'restore': {
      const { item } = move;
      await send({ kind: 'restore-item', place: groupAt(move.list), item, stamp: stampAt('') });
      const { items, removed } = known(lists, move.list);
      const found = removed.find((each) => each.item === item);
      if (found === undefined || items.length >= maxItems) return undefined;
      const left = removed.filter((each) => each !== found);
      lists.set(move.list, { items: items.toSpliced(found.at, 0, item), removed: left, isSaid: true });
      return undefined;
    }
    case 'rows': {
      const group = groupAt('rows');
      const sent = broken === 'other-rows' ? move.rows.slice(0, -1) : move.rows;
      const rows = sent.map(({ item, note }) => {
        const place = rowPlace(group, item);
        return {
          item,
          raw: { note },
          candidate: normalise(place.step, { note }),
          seen: stampAt(place.key).seen,
        };
      });
      const place = sheetOf(
        group,
        rows.map(({ item }) => item),
      );
      const form = { raw: sheetRaw(rows) };
      const { kind } = await send({
        kind: 'rows',
        group,
        rows,
        ask: { kind: 'done' },
        place,
        form,
        stamp: stampAt(''),
      });
      const list = known(lists, 'rows');
      const gone = list.removed.map(({ item }) => item);
      const added = move.rows
        .map(({ item }) => item)
        .filter((item) => !list.items.includes(item) && !gone.includes(item));
      const isFull = list.items.length + added.length > maxItems;
      if (kind !== 'listed')
        return kind === (isFull ? 'rows-refused' : 'carried') || kind === 'carried' ? undefined : kind;
      lists.set('rows', { ...list, items: [...list.items, ...added], isSaid: true });
      for (const { item, note } of move.rows) answers.set(`rows/${item}/cell`, note);
      return isFull ? 'listed, though it is full' : undefined;
    }
  }
}

function answering(
  definition: WizardDefinition,
  key: string,
  note: string,
  stamp: ReturnType<typeof stampOf>,
): WizardEvent {
  const place = findPlace(definition, key) as StepPlace;
  const raw = { note };
  return { kind: 'answer', place, form: { raw, candidate: normalise(place.step, raw) }, stamp };
}

function pathOf(definition: WizardDefinition, state: Parameters<typeof walkOf>[1]): readonly string[] {
  return walkOf(definition, state).path.map(({ key }) => key);
}

function notesIn(answers: { readonly [key: string]: { readonly [field: string]: unknown } } = {}): unknown {
  return sorted(new Map(Object.entries(answers).map(([key, { note }]) => [key, String(note)])));
}

/** A chain whose types do not matter here: what stands in it is decided at random. */
interface Loose {
  step(id: string, options: object): Loose;
  section(id: string, options: object, build: (inner: Loose) => Loose): Loose;
  repeat(id: string, options: object, build: (item: Loose) => Loose): Loose;
  complete(options: object): WizardDefinition;
}

const fields = { note: choice('Note', { x: 'X', y: 'Y' }) };

function definitionOf({ isNested, isInSection, hasRows }: Shape): WizardDefinition {
  const things = (chain: Loose) =>
    chain.repeat('things', { title: 'Things', max: maxItems }, (item) => {
      const steps = item.step('one', { title: 'One', fields }).step('two', {
        title: 'Two',
        fields,
        when: (e: { one: { note: { is: (value: string) => unknown } } }) => e.one.note.is('x'),
      });
      return isNested
        ? steps.repeat('parts', { title: 'Parts', max: maxItems }, (part) =>
            part.step('deep', { title: 'Deep', fields }),
          )
        : steps;
    });
  const rows = (chain: Loose) =>
    chain.repeat('rows', { title: 'Rows', rows: true, max: maxItems }, (row) =>
      row.step('cell', { title: 'Cell', fields: { note: text('Note') } }),
    );
  const withRows = (chain: Loose) => (hasRows ? rows(things(chain)) : things(chain));
  const begun = (wizard({ id: 'lists', title: 'Lists', version: 1, start: false }) as unknown as Loose).step(
    'first',
    { title: 'First', fields },
  );
  const listed = isInSection ? begun.section('listed', { title: 'Listed' }, withRows) : withRows(begun);
  return listed
    .step('many', {
      title: 'Many',
      fields,
      when: (e: { things: { count: { gte: (value: number) => unknown } } }) => e.things.count.gte(2),
    })
    .step('last', { title: 'Last', fields })
    .complete({ action: 'Send' });
}
