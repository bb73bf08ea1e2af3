import { comparisonsOf, isCondition } from '../condition/conditions.ts';
import { didYouMean } from '../../did-you-mean.ts';
import { newFault, type Fault, type FaultCode, type FaultFacts } from '../../fault.ts';
import type { Condition } from '../model.ts';
import { newRecording, operatorNames, type Recording } from './refs.ts';
import { scriptOperatorIn } from './when-source.ts';

/** The condition that an author's function returned, or none when it cannot be used; which answers it reads is checked later. */
export interface Recorded {
  readonly condition?: Condition;
  readonly faults: readonly Fault[];
}

/**
 * Runs an author's `when` or `show` once, with references that record what is done with them.
 *
 * @param name what the function is called
 * @param given makes the references that it is called with
 */
export function recordCondition(
  name: 'when' | 'show',
  written: (...given: never[]) => unknown,
  given: (recording: Recording) => readonly unknown[],
): Recorded {
  const recording = newRecording();
  const failed = (code: FaultCode, message: string, facts?: FaultFacts): Recorded => ({
    faults: [newFault(code, message, { ...facts, property: name })],
  });
  const operator = scriptOperatorIn(written);
  if (operator !== undefined)
    return failed('script-operator', `its ${name} uses "${operator}"; ${instead(operator)}`, {
      word: operator,
    });
  let returned: unknown;
  try {
    returned = (written as (...given: readonly unknown[]) => unknown)(...given(recording));
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return failed('condition-throws', `its ${name} threw an error: ${reason}`);
  }
  const strange = recording.unknownOperators[0];
  if (strange !== undefined) {
    const message = `"${strange.ref.join('.')}" in its ${name} has no operator "${strange.name}"`;
    return failed('unknown-operator', message + didYouMean(strange.name, operatorNames), {
      ref: strange.ref,
    });
  }
  if (!isCondition(returned)) return failed('not-a-condition', notACondition(name, returned));

  const kept = new Set<Condition>(comparisonsOf(returned));
  const dropped = recording.made.find((made) => !kept.has(made));
  if (dropped !== undefined) {
    return failed(
      'dropped-condition',
      `its ${name} makes a condition on "${dropped.ref.join('.')}" and does not return it; join conditions with and(…) or or(…)`,
      { ref: dropped.ref },
    );
  }
  return { condition: returned, faults: [] };
}

function instead(operator: string): string {
  if (operator === '&&') return 'join the conditions with and(a, b)';
  if (operator === '||' || operator === '??') return 'join the conditions with or(a, b)';
  if (operator === '!') return 'turn the condition round with not(a), or use .isNot(…)';
  return 'write it with and(a, b), or(a, b) and not(a)';
}

function notACondition(name: string, returned: unknown): string {
  if (returned instanceof Promise) return `its ${name} is async; it must return its condition at once`;
  if (typeof returned === 'function') {
    return `its ${name} returned an answer, not a condition; end it with an operator such as .is("…")`;
  }
  if (typeof returned === 'boolean') {
    return `its ${name} returned ${returned}, not a condition; compare with an operator such as .is(…) or .gt(…) instead of === or >`;
  }
  const shown = returned === undefined ? 'nothing' : 'no condition';
  return `its ${name} returned ${shown}; it must return one, such as earlier.visit.found.is("no")`;
}
