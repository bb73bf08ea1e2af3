import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WizardError } from '../errors.ts';

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
