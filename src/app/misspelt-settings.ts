import { nearest } from '../did-you-mean.ts';
import { environment } from './config.ts';

const names: readonly string[] = Object.keys(environment.shape);
/**
 * Variables that are probably meant to be settings, a line each: whatever begins with STEPWAY_ and is none, and what
 * has the letters of one that is not set: HOME is not HOST.
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
  return letters(name) === letters(near);
}

/** The letters of a name, whatever their order and what stands between them. */
function letters(name: string): string {
  return Array.from(name.toUpperCase().replaceAll(/[^A-Z]/g, ''))
    .toSorted()
    .join('');
}
