import { editDistance, nearest } from '../did-you-mean.ts';
import { environment } from './config.ts';

const names: readonly string[] = Object.keys(environment.shape);
/** The fewest letters of a setting of which another name can be a slip: a shell has many short variables. */
const fewestLetters = 7;

/**
 * Variables that are probably meant to be settings, a line each: whatever begins with STEPWAY_ and is none, and what
 * has the letters of one that is not set, or all but one of them where they are many: HOME is not HOST.
 *
 * @param env as a process has it
 */
export function misspeltSettings(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.keys(env).flatMap((name) => {
    if (names.includes(name) || !isDoubtful(name, env)) return [];
    const near = nearest(name, names);
    const fix = near === undefined ? '; docs/settings.md has them all' : `; did you mean ${near}?`;
    return [`${name} is no setting of Stepway's${fix}`];
  });
}

function isDoubtful(name: string, env: Readonly<Record<string, string | undefined>>): boolean {
  // A setting of the tests of Stepway itself.
  if (name.startsWith('STEPWAY_')) return !name.startsWith('STEPWAY_TEST_');
  const near = name.length > 5 ? nearest(name, names) : undefined;
  if (near === undefined || env[near] !== undefined) return false;
  if (sorted(name) === sorted(near)) return true;
  return letters(near).length >= fewestLetters && editDistance(letters(name), letters(near)) === 1;
}

/** The letters of a name, whatever stands between them. */
function letters(name: string): string {
  return name.toUpperCase().replaceAll(/[^A-Z]/g, '');
}

/** The same, whatever their order. */
function sorted(name: string): string {
  return Array.from(letters(name)).toSorted().join('');
}
