import { z } from 'zod';
import type { Condition, Part, Step, WizardDefinition } from '../../src/definition/model.ts';

/** A step by hand with one yes/no field `a` unless said. */
export function step(key: string, when?: Condition, more: Partial<Step> = {}): Step {
  const path = key.split('/');
  return {
    kind: 'step',
    id: path.at(-1)!,
    path,
    key,
    title: key,
    intro: [],
    fields: [
      {
        name: 'a',
        schema: z.boolean().optional(),
        meta: { label: 'A' },
        control: 'yesno',
        required: false,
        shape: 'boolean',
        options: [],
        comparable: true,
      },
    ],
    ...(when === undefined ? {} : { when }),
    checkTimeoutMs: 2000,
    exit: false,
    words: {},
    ...more,
  };
}

/** A wizard by hand. */
export function wizardOf(steps: readonly Step[], parts: readonly Part[] = []): WizardDefinition {
  return {
    kind: 'wizard',
    id: 'sample',
    title: 'Sample',
    version: 1,
    nodes: [...steps, ...parts],
    steps,
    completion: {
      action: 'Send',
      timeoutMs: 1000,
      maxAttempts: 1,
      confirmation: 'Sent',
      next: [],
      declaration: [],
    },
    start: false,
    progress: true,
    stepList: false,
    words: {},
    usesServices: false,
    faults: [],
  };
}

/** That field `a` of a step is true. */
export function yes(key: string): Condition {
  return { op: 'eq', ref: [...key.split('/'), 'a'], value: true };
}

/** That field `a` of a step is false. */
export function no(key: string): Condition {
  return { op: 'eq', ref: [...key.split('/'), 'a'], value: false };
}
