import { analyse } from 'scslre';
import type { WizardDefinition } from '../../definition/model.ts';
import { comparisonsOf, everyCondition } from '../../definition/condition/conditions.ts';
import { keyOf } from '../../definition/path.ts';
import { everyPlace } from '../../definition/place.ts';
import { newFault, type Fault } from '../../fault.ts';
import { limitsOf } from '../../sample/generate-value.ts';
import { stepsIn } from './compared.ts';

/**
 * Patterns that can take twice as long for each character more, such as `/^([A-Z0-9]+-?)+$/`: 30 characters that do not
 * match hold up every visitor for seconds (OWASP, Regular expression Denial of Service).
 */
export function slowPatterns(definition: WizardDefinition): readonly Fault[] {
  const compared = everyCondition(definition).flatMap(comparisonsOf);
  const matches = compared.filter((each) => each.op === 'matches');
  return stepsIn(everyPlace(definition)).flatMap(({ key, step, path }) =>
    step.fields.flatMap((field) => {
      const matched = matches.filter(({ ref }) => keyOf(ref) === keyOf([...path, field.name]));
      const patterns = [...limitsOf(field).patterns, ...matched.map(({ pattern }) => pattern)];
      const slow = patterns.find(isExponential);
      if (slow === undefined) return [];
      const message = `its pattern /${slow}/ has a repeat in a repeat that share characters: for a text that does not match, each character more doubles the time, while every visitor waits; say what separates the repeats, as in /^[a-z]+(-[a-z]+)*$/ instead of /^([a-z]+-?)+$/`;
      return [newFault('slow-pattern', message, { step: key, field: field.name })];
    }),
  );
}

/** Whether some text makes it double its time with each character. JSON Schema, where the limits are read, has no flags. */
function isExponential(source: string): boolean {
  return ['u', ''].some((flags) => {
    try {
      return analyse({ source, flags }).reports.some(({ exponential }) => exponential);
    } catch {
      // Not a pattern under these flags.
      return false;
    }
  });
}
