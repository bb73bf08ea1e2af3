import type { SectionState } from '../../../src/flow/sections.ts';
import type { Random } from '../../support/random.ts';
import {
  randomCondition,
  randomSteps,
  type ConditionSpec,
  type SectionSpec,
  type StepSpec,
} from './random-wizard.ts';
import { pathOf, told, type Model } from './told.ts';

/** A list of tasks as its model knows it. */
export interface Tasks {
  readonly sections: readonly SectionSpec[];
  /** Every step, with what its section asks for in its own condition. */
  readonly steps: readonly StepSpec[];
}

/** What the list says of one. */
export interface Task {
  readonly id: string;
  readonly state: SectionState;
  /** Where its link leads. */
  readonly entry: string | undefined;
  /** The tasks that come first. */
  readonly waitsFor: readonly string[];
}

/** Makes some at random; conditions read choices of earlier steps, in their own section or in others. */
export function randomTasks(random: Random): Tasks {
  const all = randomSteps(random, randomCondition);
  const sections: SectionSpec[] = [];
  for (let at = 0; at < all.length;) {
    const count = random.between(1, 3);
    const when = at === 0 ? undefined : randomCondition(random, all.slice(0, at));
    sections.push({ key: `t${at}`, steps: all.slice(at, at + count), when });
    at += count;
  }
  const steps = sections.flatMap((section) =>
    section.steps.map(({ when, ...step }) => ({ ...step, when: bothOf(section.when, when) })),
  );
  return { sections, steps };
}

function bothOf(one: ConditionSpec | undefined, other: ConditionSpec | undefined): ConditionSpec | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return { op: 'and', of: [one, other] };
}

/** Whether a step can be answered now: it applies, nothing that its conditions read is to come, and its task has come to it. */
export function canOpen(tasks: Tasks, model: Model, { key }: Pick<StepSpec, 'key'>): boolean {
  const path = ownPath(tasks, model, key);
  const at = path.findIndex((step) => step.key === key);
  if (at < 0 || path.slice(0, at).some((step) => !model.has(step.key))) return false;
  return !readBy(path[at]!.when).some((each) => isToCome(tasks, model, each));
}

/** The steps of a step's task that apply. */
export function ownPath(tasks: Tasks, model: Model, key: string): readonly StepSpec[] {
  const own = sectionOf(tasks, key);
  return pathOf(tasks.steps, model).filter((step) => isIn(own, step.key));
}

/** What the list says: the tasks in which there is, or may be, something to do. */
export function tasksIn(tasks: Tasks, model: Model): readonly Task[] {
  return tasks.sections.flatMap((section): Task[] => {
    const own = tasks.steps.filter(({ key }) => isIn(section, key));
    const path = own.filter(({ when }) => told(tasks.steps, model, when) === 'yes');
    const mayCome = [section, ...own].filter(({ when }) => told(tasks.steps, model, when) === 'later');
    if (path.length === 0 && mayCome.length === 0) return [];
    const unanswered = path.filter(({ key }) => !model.has(key));
    const open = path.filter((step) => canOpen(tasks, model, step));
    const due = open.find((step) => unanswered.includes(step));
    const isDone = unanswered.length === 0 && mayCome.length === 0;
    const isBegun = unanswered.length < path.length;
    const state = isDone ? 'completed' : isBegun ? 'in-progress' : due ? 'not-started' : 'cannot-start';
    const toCome = [...unanswered, ...mayCome]
      .flatMap(({ when }) => readBy(when))
      .filter((key) => isToCome(tasks, model, key));
    const first = tasks.sections.filter((each) => each !== section && toCome.some((key) => isIn(each, key)));
    return [
      {
        id: section.key,
        state,
        entry: (due ?? open[0])?.key,
        waitsFor: isDone || due ? [] : first.map(({ key }) => key),
      },
    ];
  });
}

/** Whether an answer may still come. */
function isToCome({ steps }: Tasks, model: Model, key: string): boolean {
  const applies = told(steps, model, steps.find((step) => step.key === key)!.when);
  return applies === 'later' || (applies === 'yes' && !model.has(key));
}

function readBy(condition: ConditionSpec | undefined): readonly string[] {
  if (condition === undefined) return [];
  return 'step' in condition ? [condition.step] : condition.of.flatMap(readBy);
}

function sectionOf({ sections }: Tasks, key: string): SectionSpec {
  return sections.find((section) => isIn(section, key))!;
}

function isIn({ steps }: SectionSpec, key: string): boolean {
  return steps.some((step) => step.key === key);
}
