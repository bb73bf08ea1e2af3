import { commit } from '../../../src/engine/commit.ts';
import { submissionOf } from '../../../src/completion/record.ts';
import type { AnswersByStep } from '../../../src/definition/answers.ts';
import type { WizardDefinition } from '../../../src/definition/model.ts';
import { walk } from '../../../src/flow/walk.ts';
import { normalise } from '../../../src/form/read.ts';
import type { Visit } from '../../../src/engine/visit.ts';
import { stampOf } from '../../../src/engine/stamp.ts';
import type { WizardState } from '../../../src/engine/state.ts';
import { visitInMemory } from '../support/memory-visit.ts';
import type { Figure, Tally } from '../figure.ts';
import { randomFrom } from '../../support/random.ts';
import {
  definitionOf,
  randomCondition,
  randomSteps,
  storedValues,
  typedValues,
  type StepSpec,
} from '../support/random-wizard.ts';
import { pathOf, sorted, type Model } from '../support/told.ts';
import { findStep } from '../../../src/definition/place.ts';

/** Random visitors of random wizards, beside a model that is a map from step to answers and nothing else. */
export const modelSequences: Figure = {
  name: 'model-sequences',
  must: 'differences from a naive model (path, position, dormant answers, submission) in 2,000 random sequences over random definitions: 0',
  breaks: ['dormant-answers'],
  async run({ quick, seed, broken, single }): Promise<Tally> {
    const tried = single ? 1 : quick ? 300 : 2_000;
    let failed = 0;
    let actions = 0;
    let first = '';
    for (let index = 0; index < tried; index += 1) {
      const { differences, count } = await compare(seed + index, broken);
      actions += count;
      if (differences.length === 0) continue;
      failed += 1;
      first ||= `; first: ${differences[0]}; again: npm run chaos -- --seed ${seed + index} --only model-sequences`;
    }
    return { tried, failed, note: `${actions} answers and submits${first}` };
  },
};

async function compare(seed: number, broken: string | undefined) {
  const random = randomFrom(seed);
  const steps = randomSteps(random, randomCondition);
  const definition = definitionOf(steps, { version: 1 });
  const model: Model = new Map();
  const differences: string[] = [];
  const check = (what: string, ours: unknown, models: unknown) => {
    const [one, other] = [JSON.stringify(ours), JSON.stringify(models)];
    if (one !== other) differences.push(`${what}: ${one}, where the model says ${other}`);
  };
  // Switches off that answers of closed branches are kept.
  const forgets = broken === 'dormant-answers';
  const { visit, state } = visitInMemory(definition, (now) =>
    forgets ? { ...now, answers: walk(definition, now.answers).live } : now,
  );
  let count = 0;
  for (; count < random.between(5, 25) && differences.length === 0; count += 1) {
    const before = pathOf(steps, model);
    const open = openSteps(before, model);
    const target = random.chance(0.8) ? random.pick(open) : random.pick(steps);
    const isInvalid = random.chance(0.1);
    const raw = typedValues(target, random, isInvalid);
    const place = findStep(definition, target.key)!;
    const outcome = await commit(visit, {
      kind: 'answer',
      place,
      form: { raw, candidate: normalise(place.step, raw) },
      stamp: stampOf(state(), place.key, { page: `p${count}` }),
    });
    const isOpen = open.includes(target);
    const isFirst = state() === undefined;
    if (isInvalid)
      check('an invalid answer', outcome.kind, isOpen ? 'invalid' : isFirst ? 'elsewhere' : 'carried');
    else if (!isOpen && model.size === 0) check('a step that is closed', outcome.kind, 'elsewhere');
    else {
      check('a valid answer', outcome.kind, 'answered');
      model.set(target.key, storedValues(target, raw));
      const next = outcome.kind === 'answered' ? outcome.next : undefined;
      check('next', next?.to === 'step' ? next.place.key : next?.to, nextOf(steps, model, target));
    }
    const path = pathOf(steps, model).map(({ key }) => key);
    check(
      'path',
      walk(definition, state()?.answers ?? {}).path.map(({ key }) => key),
      path,
    );
    check('stored', sorted(state()?.answers ?? {}), sorted(Object.fromEntries(model)));
  }
  await submitAndCompare({ definition, steps, model, visit, state, check });
  return { differences, count: count + 1 };
}

async function submitAndCompare(all: {
  readonly definition: WizardDefinition;
  readonly steps: readonly StepSpec[];
  readonly model: Model;
  readonly visit: Visit;
  readonly state: () => WizardState | undefined;
  readonly check: (what: string, ours: unknown, models: unknown) => void;
}): Promise<void> {
  const { definition, steps, model, visit, state, check } = all;
  const path = pathOf(steps, model);
  const isComplete = path.every(({ key }) => model.has(key));
  const stamp = stampOf(state(), '', { page: 'submit' });
  const outcome = await commit(visit, { kind: 'submit', stamp });
  if (model.size === 0) return check('an empty form', outcome.kind, 'expired');
  check('a submit', outcome.kind, isComplete ? 'submitted' : 'elsewhere');
  if (!isComplete || state()?.status !== 'submitted') return;
  const sent = submissionOf(definition, state()!).answers as AnswersByStep;
  check(
    'submission',
    sorted(sent),
    sorted(Object.fromEntries(path.map(({ key }) => [key, model.get(key)!]))),
  );
  const closed = [...model].filter(([key]) => !path.some((step) => step.key === key));
  check('dormant', sorted(state()!.dormant ?? {}), sorted(Object.fromEntries(closed)));
}

function openSteps(path: readonly StepSpec[], model: Model): readonly StepSpec[] {
  const firstOpen = path.findIndex(({ key }) => !model.has(key));
  return firstOpen < 0 ? path : path.slice(0, firstOpen + 1);
}

function nextOf(steps: readonly StepSpec[], model: Model, from: StepSpec): string {
  const path = pathOf(steps, model);
  const following = openSteps(path, model).includes(from) ? path[path.indexOf(from) + 1] : undefined;
  return (following ?? path.find(({ key }) => !model.has(key)))?.key ?? 'check';
}
