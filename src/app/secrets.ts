import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WizardError } from '../errors.ts';

/** The fewest characters of a secret. */
export const minSecretLength = 16;

/**
 * Whether a secret is one that people think of, not a random one: few different characters, a text that is repeated, or
 * a word of examples.
 */
export function isGuessable(secret: string): boolean {
  const isRepeated = /^(.{1,16}?)[-_. ]?(?:\1[-_. ]?)+$/.test(secret);
  const isExample = /change.?me|secret|passw|example|default|0123456|abcdef|qwerty/i.test(secret);
  return new Set(secret).size < 8 || isRepeated || isExample;
}

/**
 * A secret that is made once and kept in the data folder, so that a restart in development keeps everybody's session.
 *
 * @throws WizardError CONFIG_INVALID when the folder cannot be written to
 */
export function developmentSecret(folder: string): string {
  const file = join(folder, 'session-secret');
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Made in the next lines.
  }
  // Under another name first, so that no second process reads it between its making and its writing.
  const draft = `${file}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600 });
    try {
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      unlinkSync(draft);
    }
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new WizardError('CONFIG_INVALID', `STEPWAY_DATA: cannot write to ${folder}`, { cause });
  }
}
