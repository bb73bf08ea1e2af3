import type { Request } from 'express';

/** The field in which a request searches that asks for what is found and no page: the page's script does, and front ends. */
export function searchedAlone(req: Request): string | undefined {
  return req.get('X-Stepway-Find');
}

/** The field, or the cell of a row, that a request asks to be checked alone, while somebody types. */
export function checkedAlone(req: Request): string | undefined {
  return req.get('X-Stepway-Validate');
}
