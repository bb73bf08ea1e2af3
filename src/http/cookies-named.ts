import type { Request } from 'express';

/** The values that a request's cookies of a name have, as they were sent: a browser sends one for each path that fits. */
export function cookiesNamed({ headers }: Pick<Request, 'headers'>, name: string): readonly string[] {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1));
}
