import { AssertionError } from 'node:assert';
import { fileURLToPath } from 'node:url';
import { types } from 'node:util';
import { ownFile } from '../own-files.ts';

/** Where a test called a method whose work is done later. */
export interface CallSite {
  /** As it was written: `.answer("who")`. */
  readonly call: string;
  /** The lines of the stack from the test's own on. */
  readonly frames: string;
}

/** Stepway's own frames: of its sources too, to which source maps lead back. */
const ours = ['src/', 'dist/'].map((folder) => fileURLToPath(ownFile(folder)));

/** Notes where it is called from, outside of Stepway. */
export function callSite(call: string): CallSite {
  const held: { readonly stack?: string } = {};
  Error.captureStackTrace(held, callSite);
  const frames = (held.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line) && !ours.some((folder) => line.includes(folder)));
  return { call, frames: frames.join('\n') };
}

/**
 * An error that says which call it came from: a test's runner shows its line. What no expectation of the test kit threw
 * keeps its message and its own stack, above that line.
 */
export function fromCall(error: unknown, { call, frames }: CallSite): unknown {
  if (error instanceof AssertionError) {
    error.message = `${call}: ${error.message}`;
    error.stack = `${error.name}: ${error.message}\n${frames}`;
  } else if (types.isNativeError(error)) {
    error.stack = `${error.stack ?? error.message}\n  in the journey's ${call}\n${frames}`;
  }
  return error;
}
