import { randomFillSync } from 'node:crypto';
import { itemFrom } from './item-id.ts';

/** Where new names come from; passed in, so that a test or a simulation can choose them. */
export interface Ids {
  /** A run through a wizard: 128 bits. */
  instance(): string;
  /** A visitor's reference: 80 bits in Crockford's base 32, which has no I, L, O or U to misread. */
  reference(): string;
  /** An item of a group, which no other of the same session has: a letter, then 35 bits. */
  item(): string;
  /** One rendering of a page: 64 bits. */
  page(): string;
  /** What the link of a saved run ends with, and a claim of one: 160 bits, which nobody guesses. */
  token(): string;
}

const pool = Buffer.alloc(4_096);
let used = pool.length;

/**
 * Random bytes of the operating system, fetched some thousand at a time: asking for a few costs as much as a small page.
 * None is given twice.
 */
export function randomBytes(count: number): Buffer {
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += count;
  // A copy: what is filled in later must not change what was given.
  return Buffer.from(pool.subarray(used - count, used));
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const referenceShape = new RegExp(`^[${crockford}]{4}(-[${crockford}]{4}){3}$`);

/** Whether a text can be a reference of ours: what cannot need not be looked for. */
export function isReference(given: string): boolean {
  return referenceShape.test(given);
}

/** Whether a text can be the token of a link of ours. */
export function isToken(given: string): boolean {
  return /^[\w-]{27}$/.test(given);
}

/** Ids from the operating system's random source. */
export const randomIds: Ids = {
  instance: () => randomBytes(16).toString('base64url'),
  reference: () => {
    const letters = [...randomBytes(16)].map((byte) => crockford[byte % 32]);
    return [0, 4, 8, 12].map((at) => letters.slice(at, at + 4).join('')).join('-');
  },
  item: () => itemFrom(randomBytes(8)),
  page: () => randomBytes(8).toString('base64url'),
  token: () => randomBytes(20).toString('base64url'),
};
