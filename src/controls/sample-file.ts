import type { FileRef } from '../definition/file-ref.ts';
import type { Random } from './sample.ts';

/** How the files of some types begin: enough for their kind to be told by their content. */
const beginnings: { readonly [type: string]: { readonly end: string; readonly head: string } } = {
  'application/pdf': { end: 'pdf', head: '255044462d312e370a' },
  'image/png': { end: 'png', head: '89504e470d0a1a0a0000000d4948445200000001000000010806000000' },
  'image/jpeg': { end: 'jpg', head: 'ffd8ffe000104a46494600010100000100010000' },
  'image/gif': { end: 'gif', head: '47494638396101000100800000' },
  'application/zip': { end: 'zip', head: '504b0506000000000000000000000000000000000000' },
  'text/plain': { end: 'txt', head: '53616d706c650a' },
  'text/csv': { end: 'csv', head: '6e616d650a' },
};

/** How the ids of samples begin, which are the ids of no file. */
export const sampleMark = 'sample-file-';

/** A file that fits a field's types, as it would be stored. */
export function sampleFile(types: readonly string[], maxBytes: number, random: Random): FileRef {
  const known = Object.keys(beginnings).find((type) => types.some((pattern) => isOfType(type, pattern)));
  const type = known ?? types[0]?.replace('/*', '/octet-stream') ?? 'application/octet-stream';
  const name = `sample-${random.whole(10, 99)}.${known === undefined ? 'bin' : beginnings[known]?.end}`;
  return {
    id: `${sampleMark}.00000000.${String(random.whole(0, 999_999)).padStart(22, '0')}`,
    name,
    type,
    bytes: Math.min(maxBytes, random.whole(60, 2_000)),
    sha256: '0'.repeat(64),
  };
}

/** The content of a sample: its beginning, then nothing but zeros (spaces in a text). */
export function contentOfSample({ type, bytes }: Pick<FileRef, 'type' | 'bytes'>): Buffer {
  const head = Buffer.from(beginnings[type]?.head ?? '', 'hex');
  const rest = Buffer.alloc(Math.max(0, bytes - head.length), type.startsWith('text/') ? ' ' : 0);
  return Buffer.concat([head, rest]);
}

/** Whether a media type is among those that a pattern such as `image/*` stands for. */
export function isOfType(type: string, pattern: string): boolean {
  if (pattern === '*/*') return true;
  return pattern.endsWith('/*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern;
}
