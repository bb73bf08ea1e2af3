import type { Request } from 'express';

// Node makes one text of a header of ours that comes twice; its types do not know which headers those are.
const textOf = (req: Request, name: string) => req.headers[name] as string | undefined;

/** The field in which a request searches that asks for what is found and no page: the page's script does, and front ends. */
export function searchedAlone(req: Request): string | undefined {
  return textOf(req, 'x-stepway-find');
}

/** The field, or the cell of a row, that a request asks to be checked alone, while somebody types. */
export function checkedAlone(req: Request): string | undefined {
  return textOf(req, 'x-stepway-validate');
}
