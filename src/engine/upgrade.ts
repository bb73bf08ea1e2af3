import { z } from 'zod';
import type { Awaitable } from '../awaitable.ts';
import { WizardError } from '../errors.ts';
import type { AnswersByStep, StepAnswers } from '../definition/answers.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { findPlace, findStep, isItemId, placesOf } from '../definition/place.ts';
import type { RawValues } from '../controls/raw.ts';
import { rawOf } from '../form/read.ts';
import type { Filled } from '../flow/walk.ts';
import { stillFits } from '../form/validate.ts';
import type { WizardState } from './state.ts';

// What is undefined is left out, as JSON does it: `{ people: old?.people }` is a natural way to write.
const answersByStep = z.preprocess(
  withoutUndefined,
  z.record(z.string(), z.preprocess(withoutUndefined, z.record(z.string(), z.json()))),
);

const itemsByGroup = z.record(z.string(), z.array(z.string().refine(isItemId)).refine(isEachOnce));

/**
 * Brings a stored state to the definition's version: by its own `migrate`, then keeping every answer that still fits.
 * What no longer fits waits, as it was typed, for its step to be asked again.
 *
 * @throws WizardError STATE_NEWER when the state was written by a newer version; MIGRATION_FAILED when `migrate` throws
 */
export function upgrade(definition: WizardDefinition, state: WizardState): Awaitable<WizardState> {
  return state.version === definition.version ? state : brought(definition, state);
}

async function brought(definition: WizardDefinition, state: WizardState): Promise<WizardState> {
  if (state.version > definition.version) throw new WizardError('STATE_NEWER');
  // What was submitted is frozen as it was; its handler gets the answers that the visitor confirmed.
  if (state.status === 'submitted') return state;

  const given = migrated(definition, state);
  const { answers, unfit } = await sortOut(definition, given.answers);
  const carried = { ...state.carried, ...unfit };
  const { rejected: _, pages: __, items: ___, ...rest } = state;
  const items = Object.entries(given.items ?? {}).filter(([key]) => isGroup(definition, key));
  return {
    ...rest,
    version: definition.version,
    answers,
    ...(items.length === 0 ? {} : { items: Object.fromEntries(items) }),
    ...(Object.keys(carried).length === 0 ? {} : { carried }),
  };
}

/** Stored answers by whether they fit the definition as it is now. Those of steps that are gone are in neither. */
export async function sortOut(
  definition: WizardDefinition,
  stored: AnswersByStep,
): Promise<{
  readonly answers: AnswersByStep;
  /** As they were typed, by step. */
  readonly unfit: { readonly [stepKey: string]: RawValues };
}> {
  const answers: { [key: string]: StepAnswers } = {};
  const unfit: { [key: string]: RawValues } = {};
  for (const [key, old] of Object.entries(stored)) {
    const place = findStep(definition, key);
    if (place === undefined) continue;
    if (await stillFits(place, old)) answers[key] = old;
    else unfit[key] = rawOf(place.step, old);
  }
  return { answers, unfit };
}

function isGroup(definition: WizardDefinition, key: string): boolean {
  return findPlace(definition, key)?.kind === 'group';
}

/** MIGRATION_FAILED, with what went wrong by itself. */
export class MigrationError extends WizardError {
  /** Such as `threw an error: no such step`. */
  readonly reason: string;

  constructor(place: string, what: string, cause: unknown) {
    super('MIGRATION_FAILED', `${place} ${what}`, { cause });
    // What an author's function throws can quote answers: it is for `reason`, not for the message, which is logged.
    const isThrown = cause instanceof Error && !(cause instanceof z.ZodError);
    this.reason = isThrown ? `${what}: ${cause.message}` : what;
  }
}

/**
 * Answers of an older version as the definition's own `migrate` turns them into today's; with the items of its groups
 * when it gives `{ answers, items }`, else with those that there were.
 *
 * @throws WizardError MIGRATION_FAILED when it throws, or gives something else than answers by step
 */
export function migrated(
  definition: WizardDefinition,
  state: Pick<WizardState, 'version' | 'answers' | 'items'>,
): Filled {
  const { version, items = {} } = state;
  if (definition.migrate === undefined) return state;
  const failed = (what: string, cause: unknown) => {
    const place = `wizard "${definition.id}": migrate from version ${version} to ${definition.version}`;
    return new MigrationError(place, what, cause);
  };
  let given: unknown;
  try {
    given = definition.migrate({ version, answers: state.answers, items });
  } catch (cause) {
    throw failed('threw an error', cause);
  }
  const both = isWithItems(definition, given) ? given : { answers: given, items };
  const read = answersByStep.safeParse(both.answers);
  const readItems = itemsByGroup.safeParse(both.items);
  if (!readItems.success) throw failed('must give items as lists of ids by group', readItems.error);
  if (read.success) return { answers: read.data, items: readItems.data };
  const [issue] = read.error.issues;
  const at = issue === undefined || issue.path.length === 0 ? 'it' : `"${issue.path.join('.')}"`;
  throw failed(`must give answers by step as JSON, and ${at} is none`, read.error);
}

/** Whether a migration gave items beside the answers; where a step or a group is called so, it is that one's answers. */
function isWithItems(
  definition: WizardDefinition,
  given: unknown,
): given is { readonly answers: unknown; readonly items: unknown } {
  if (typeof given !== 'object' || given === null || !('answers' in given) || !('items' in given))
    return false;
  return !placesOf(definition).some(({ path }) => path[0] === 'answers' || path[0] === 'items');
}

function isEachOnce(items: readonly string[]): boolean {
  return new Set(items).size === items.length;
}

function withoutUndefined(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
}
