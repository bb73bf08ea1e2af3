import type { FileToken, RefusedFile } from '../../controls/file.ts';
import { readToken } from '../../controls/reading/file-tokens.js';
import type { Json } from '../../definition/answers.ts';
import { isFileRef, type FileRef } from '../../definition/file-ref.ts';
import { readFileId, type FileStore } from '../../completion/file-store.ts';
import type { WizardState } from '../../engine/state.ts';

/** What a visitor can show that a file is theirs. */
export interface Claimant {
  readonly state: WizardState | undefined;
  /** The run that the page was of. */
  readonly pageOf: string;
  readonly files: FileStore;
}

/** More are not looked at. */
const mostTokens = 100;

/**
 * The files that a form names, as they rest. A file is this visitor's when the answers of their session name it, or when
 * the form names the run that it was uploaded in, which nobody else knows; any other is as if it were not there.
 *
 * @param given what was sent for one field: tokens of a form, or the references of a front end
 * @returns tokens: of what is stored, or why there is nothing
 */
export async function claimed(given: unknown, by: Claimant): Promise<readonly string[]> {
  const sent = (Array.isArray(given) ? given : [given]).slice(0, mostTokens);
  const asked = sent.flatMap((each: unknown) => {
    const token = typeof each === 'string' ? readToken(each) : asObject(each);
    const { id, owner } = token ?? {};
    return typeof id === 'string' ? [{ id, owner }] : [];
  });
  const own = refsIn([by.state?.answers, by.state?.dormant]);
  return Promise.all(
    asked.map(async ({ id, owner }) => {
      const mine = own.find((ref) => ref.id === id);
      if (mine !== undefined) return tokenOf(mine);
      const found = readFileId(id) === undefined ? undefined : await by.files.find(id);
      const named = typeof owner === 'string' && owner !== '' ? owner : by.pageOf;
      return found !== undefined && found.owner === named
        ? tokenOf(found, found.owner)
        : refusedToken({ why: 'gone' });
    }),
  );
}

/** A file as a form carries it. */
export function tokenOf({ id, name, type, bytes, sha256 }: FileRef, owner?: string): string {
  const token: FileToken = { id, name, type, bytes, sha256, owner };
  return JSON.stringify(token);
}

/** A file that was not taken, as a form carries it to where it is worded. */
export function refusedToken(refused: RefusedFile): string {
  return JSON.stringify({ refused });
}

/** The references to files in answers, wherever they stand. */
export function refsIn(answers: unknown): readonly FileRef[] {
  if (typeof answers !== 'object' || answers === null) return [];
  return isFileRef(answers) ? [answers] : Object.values(answers).flatMap(refsIn);
}

function asObject(value: unknown): { readonly [key: string]: Json } | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as { readonly [key: string]: Json })
    : undefined;
}
