import type { AnswersByStep } from '../../../src/definition/answers.ts';
import { submissionOf } from '../../../src/completion/record.ts';
import { findStep } from '../../../src/definition/place.ts';
import { commit } from '../../../src/engine/commit.ts';
import { stampOf } from '../../../src/engine/stamp.ts';
import { sectionsOf } from '../../../src/flow/sections.ts';
import { walk, walkOf } from '../../../src/flow/walk.ts';
import { normalise } from '../../../src/form/read.ts';
import { randomFrom } from '../../support/random.ts';
import type { Figure, Tally } from '../figure.ts';
import { visitInMemory } from '../support/memory-visit.ts';
import { canOpen, ownPath, randomTasks, tasksIn, type Tasks } from '../support/task-model.ts';
import { storedValues, tasksOf, typedValues } from '../support/random-wizard.ts';
import { pathOf, sorted, type Model } from '../support/told.ts';

/** Random visitors of random lists of tasks, beside a model that is a map from step to answers and nothing else. */
export const modelTasks: Figure = {
  name: 'model-tasks',
  must: 'differences from a naive model (tasks, how far each is, where it goes on and what it waits for, path, answers, submission) in 2,000 random sequences over random lists of tasks: 0',
  breaks: ['dormant-answers'],
  async run({ quick, seed, broken, single }): Promise<Tally> {
    const tried = single ? 1 : quick ? 300 : 2_000;
    let [failed, answers, first] = [0, 0, ''];
    for (let index = 0; index < tried; index += 1) {
      const { differences, count } = await compare(seed + index, broken);
      answers += count;
      if (differences.length === 0) continue;
      failed += 1;
      first ||= `; first: ${differences[0]}; again: npm run chaos -- --seed ${seed + index} --only model-tasks`;
    }
    return { tried, failed, note: `${answers} answers${first}` };
  },
};

async function compare(seed: number, broken: string | undefined) {
  const random = randomFrom(seed);
  const tasks = randomTasks(random);
  const definition = tasksOf(tasks.sections);
  const { steps } = tasks;
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
  const wanted = random.between(5, 30);
  let count = 0;
  for (; count < wanted && differences.length === 0; count += 1) {
    const open = steps.filter((step) => canOpen(tasks, model, step));
    const target = random.chance(0.8) ? random.pick(open) : random.pick(steps);
    const isInvalid = random.chance(0.1);
    const raw = typedValues(target, random, isInvalid);
    const place = findStep(definition, target.key)!;
    const isFirst = state() === undefined;
    const outcome = await commit(visit, {
      kind: 'answer',
      place,
      form: { raw, candidate: normalise(place.step, raw) },
      stamp: stampOf(state(), place.key, { page: `p${count}` }),
    });
    const isOpen = open.includes(target);
    if (!isOpen && isFirst) check('a step that is closed', outcome.kind, 'elsewhere');
    else if (isInvalid) check('an invalid answer', outcome.kind, isOpen ? 'invalid' : 'carried');
    else {
      check('a valid answer', outcome.kind, 'answered');
      model.set(target.key, storedValues(target, raw));
      const next = outcome.kind === 'answered' ? outcome.next : undefined;
      check('next', next?.to === 'step' ? next.place.key : next?.to, nextOf(tasks, model, target.key));
    }
    const walked = walkOf(definition, state());
    check(
      'path',
      walked.path.map(({ key }) => key),
      pathOf(steps, model).map(({ key }) => key),
    );
    check(
      'tasks',
      sectionsOf(walked).map(({ section, state: how, entry, waitsFor }) => ({
        id: section.id,
        state: how,
        entry: entry?.key,
        waitsFor: waitsFor.map(({ id }) => id),
      })),
      tasksIn(tasks, model),
    );
    check('stored', sorted(state()?.answers ?? {}), sorted(Object.fromEntries(model)));
  }
  const outcome = await commit(visit, { kind: 'submit', stamp: stampOf(state(), '', { page: 'submit' }) });
  const isComplete = tasksIn(tasks, model).every((task) => task.state === 'completed');
  check('a submit', outcome.kind, model.size === 0 ? 'expired' : isComplete ? 'submitted' : 'elsewhere');
  if (state()?.status === 'submitted') {
    const sent = submissionOf(definition, state()!).answers as AnswersByStep;
    const path = pathOf(steps, model).map(({ key }) => [key, model.get(key)!] as const);
    check('submission', sorted(sent), sorted(Object.fromEntries(path)));
  }
  return { differences, count };
}

/** On within the task, to what it waits for now, or to the list. */
function nextOf(tasks: Tasks, model: Model, from: string): string {
  const own = ownPath(tasks, model, from);
  const at = own.findIndex(({ key }) => key === from);
  const due = own.find((step) => !model.has(step.key) && canOpen(tasks, model, step));
  const isOpen = at >= 0 && canOpen(tasks, model, own[at]!);
  const next = isOpen ? own[at + 1] : undefined;
  return (next !== undefined && canOpen(tasks, model, next) ? next : due)?.key ?? 'tasks';
}
