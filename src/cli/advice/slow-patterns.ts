import type { WizardDefinition } from '../../definition/model.ts';
import { comparisonsOf, everyCondition } from '../../definition/condition/conditions.ts';
import { keyOf } from '../../definition/path.ts';
import { everyPlace } from '../../definition/place.ts';
import { newFault, type Fault } from '../../fault.ts';
import { limitsOf } from '../../sample/generate-value.ts';
import { hasAmbiguousLoop } from './ambiguous-loops.ts';
import { stepsIn } from './compared.ts';

/**
 * Patterns that can take twice as long for each character more, such as `/^([A-Z0-9]+-?)+$/` and `/^(\w|\d)*$/`: 30 characters that do not
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
      const message = `its pattern /${slow}/ repeats something that one text can match in two ways: for a text that does not match, each character more doubles the time, while every visitor waits; let it match in one way, as /^[a-z]+(-[a-z]+)*$/ does instead of /^([a-z]+-?)+$/, and /^\\w*$/ instead of /^(\\w|\\d)*$/`;
      return [newFault('slow-pattern', message, { step: key, field: field.name })];
    }),
  );
}

/** Whether some text makes it double its time with each character. JSON Schema, where the limits are read, has no flags. */
function isExponential(source: string): boolean {
  return ['u', ''].some((flags) => {
    try {
      return hasAmbiguousLoop(source, flags);
    } catch {
      // Not a pattern under these flags.
      return false;
    }
  });
}
