import type { Request } from 'express';
import { isSegment } from '../engine/which-run.ts';

/** What the path of a request names. */
export interface Address {
  /** The id of a wizard, when there is one. */
  readonly wizard: string;
  /** Which run of it: see `RunPlace`. */
  readonly segment: string | undefined;
  /** What stands behind: the key of a step, or a page of the wizard's own. */
  readonly page: string;
}

/** Reads a path below the router: `/visa/name`, or `/visa/~k3f9/name` where a visitor can have several runs. */
export function addressIn(path: string): Address {
  const segments = path.split('/').filter((segment) => segment !== '');
  // Nothing of ours has to be encoded.
  const [wizard = '', ...rest] =
    path.includes('%') && isReadable(path) ? segments.map(decodeURIComponent) : segments;
  const [first = ''] = rest;
  return isSegment(first)
    ? { wizard, segment: first, page: rest.slice(1).join('/') }
    : { wizard, segment: undefined, page: rest.join('/') };
}

/** Which run of its wizard a request's address names; undefined when it names none. */
export function segmentIn(req: Pick<Request, 'path'>): string | undefined {
  return addressIn(req.path).segment;
}

/** What the address of a page of a wizard's own names: the reference of a receipt, the token of a link. */
export function namedIn(req: Pick<Request, 'path'>): string {
  return addressIn(req.path).page.split('/')[1] ?? '';
}

const fixed: readonly string[] = ['saved/here', 'saved/link', 'saved/mail'];

/**
 * What a page of a wizard's own is called: with a colon for what its address names; a slash for the address of a run, and
 * nothing for that of the wizard.
 */
export function nameOf({ page, segment }: Address): string {
  if (page === '') return segment === undefined ? '' : '/';
  // As Express reads addresses: in upper case as in lower case.
  const name = page.toLowerCase();
  if (fixed.includes(name)) return name;
  // A link leads to its run by itself.
  return name.replace(segment === undefined ? /^(done|saved)\/[^/]+/ : /^(done)\/[^/]+/, '$1/:');
}

/** Whether a path can be decoded. */
export function isReadable(path: string): boolean {
  if (!path.includes('%')) return true;
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
