import { z } from 'zod';
import type { Json } from '../definition/answers.ts';
import { isFileRef, type FileRef } from '../definition/file-ref.ts';
import type { FaultKey } from '../language/en/faults.ts';
import { upperFirst } from '../language/display-name.ts';
import { kindsOfFiles, type FaultValue } from '../language/fault.ts';
import { formatBytes } from '../language/formats.ts';
import { wholeAbove0 } from '../options.ts';
import type { ControlKind, FieldWith, FoundFault } from './control.ts';
import type { RawValue } from './raw.ts';
import { readToken, referenceIn } from './reading/file-tokens.js';
import { sampleFile } from './sample-file.ts';

/** What of a file an author limits. */
export interface FileLimits {
  /** Media types, such as `application/pdf`; `image/*` for all of a kind. */
  readonly types?: readonly string[];
  /** Of one file; 10,000,000 by default. */
  readonly maxBytes?: number;
}

/** Bytes of one file where the author says nothing. */
const usualBytes = 10_000_000;

/** The limits of a field for files. */
export function limitsOfFiles({
  meta,
  shape,
  maxLength,
}: Pick<FieldWith<FileLimits>, 'meta' | 'shape' | 'maxLength'>): {
  readonly types: readonly string[];
  readonly maxBytes: number;
  /** Undefined where only the room of a session limits them. */
  readonly most: number | undefined;
} {
  const { types = ['*/*'], maxBytes = usualBytes } = meta;
  return { types, maxBytes, most: shape === 'list' ? maxLength : 1 };
}

/** Why a file was not taken. `scan` is in the words of the host's own check. */
export type RefusedFile =
  | { readonly why: 'kind'; readonly types: readonly string[] }
  | { readonly why: 'size'; readonly maxBytes: number }
  | { readonly why: 'room'; readonly maxBytes: number }
  | { readonly why: 'number'; readonly most: number }
  | { readonly why: 'scan'; readonly message: string }
  | { readonly why: 'empty' | 'gone' | 'cut' | 'unscanned' };

/** A file as a form carries it. */
export interface FileToken extends FileRef {
  /** Whose it is, where the session does not say it: until the answer is stored, and after it has ended. */
  readonly owner?: string | undefined;
}

/** A file that a page shows. */
export interface FileItemView {
  readonly name: string;
  /** Such as "1.2 MB". */
  readonly size: string;
  /** What a form carries for it. */
  readonly token: string;
  /** Whether the session's answers name it, so that its content can be asked for. */
  readonly isStored: boolean;
}

const mediaType = z
  .string()
  .regex(/^(\*|[a-z]+)\/(\*|[\w.+-]+)$/, 'must be media types, such as "application/pdf" or "image/*"');

/** One file, or several: uploaded, kept by the storage, answered by a reference. */
export const file: ControlKind<FileLimits> = {
  name: 'file',
  view: 'file',
  options: {
    types: z.array(mediaType, 'must be a list of media types').min(1).optional(),
    maxBytes: wholeAbove0.optional(),
  },
  fits: (core) => core.kind === 'file',
  isDefaultFor: (core) => core.kind === 'file',

  inputs: 'several',
  reading: 'files',
  readingOptions: ({ shape }) => ({ several: shape === 'list' }),
  readJson: (given) => (Array.isArray(given) ? given.map(jsonOf) : jsonOf(given)),
  typed: (answer) => refsIn(answer).map((ref) => JSON.stringify(ref)),

  says: { required: 'required.file', invalid: 'invalid.file' },
  isVisitorsOwn: true,
  counts: 'files',
  faultOf: (value) =>
    [value]
      .flat()
      .map(faultOfRefused)
      .find((fault) => fault !== undefined),

  lines: (answer, _field, { language }) =>
    refsIn(answer).map(({ name, bytes }) => `${name}, ${formatBytes(bytes, language)}`),
  typedLines: (raw) => itemsOf(raw, 'en').map(({ name, size }) => `${name}, ${size}`),
  attributes: {},

  own(field, raw, { say, language }) {
    const { types, maxBytes, most } = limitsOfFiles(field);
    const limit = formatBytes(maxBytes, language);
    const isAny = types.includes('*/*');
    const kinds = upperFirst(kindsOfFiles(types, language, say));
    return {
      files: raw === undefined ? [] : itemsOf(raw, language),
      accept: isAny ? undefined : types.join(','),
      isSeveral: most !== 1,
      maxBytes,
      limitTexts: [
        say(isAny ? 'file.limit' : 'file.limit-kinds', { limit, kinds }),
        ...(most === undefined || most === 1 ? [] : [say('file.most', { most })]),
      ],
      wrongKindText: say('file.wrong-kind', { kinds }),
      tooBigText: say('file.too-big', { limit }),
    };
  },
  jsonSchema: (field) => {
    const { types, maxBytes } = limitsOfFiles(field);
    return { accept: types, maxBytes, upload: 'multipart/form-data' };
  },
  sample: (field, { random, tried }) => {
    const { types, maxBytes, most = 3 } = limitsOfFiles(field);
    const one = () => sampleFile(types, maxBytes, random);
    if (field.shape !== 'list') return one();
    return Array.from({ length: Math.min(most, (field.minLength ?? 1) + (tried % 2)) }, one);
  },
};

function jsonOf(given: unknown): Json {
  // What is in it, the schema looks at.
  return typeof given === 'object' && given !== null
    ? referenceIn(given as { readonly [key: string]: Json })
    : {};
}

function refsIn(answer: Json): readonly FileRef[] {
  return (Array.isArray(answer) ? answer : [answer]).filter((each) => isFileRef(each));
}

/** The files that a form carries, without those that were refused. */
function itemsOf(raw: RawValue, language: string): readonly FileItemView[] {
  const tokens = typeof raw === 'string' ? [raw] : Array.isArray(raw) ? (raw as readonly string[]) : [];
  return tokens.flatMap((token) => {
    const { id, name, bytes, owner } = readToken(token) ?? {};
    if (typeof id !== 'string' || typeof name !== 'string' || typeof bytes !== 'number') return [];
    return [{ name, size: formatBytes(bytes, language), token, isStored: owner === undefined }];
  });
}

function faultOfRefused(value: Json | undefined): FoundFault | undefined {
  if (typeof value !== 'object' || value === null || !('refused' in value)) return undefined;
  // Made by the server; what a form invents is worded as any file that is none.
  const refused = value.refused as unknown as RefusedFile;
  const found = (key: FaultKey, values?: { readonly [name: string]: FaultValue }): FoundFault => ({
    code: key.startsWith('tooBig') ? 'tooBig' : key.startsWith('tooLong') ? 'tooLong' : 'invalid',
    fault: { key, values },
  });
  switch (refused?.why) {
    case 'kind':
      return found('invalid.file.kind', { kinds: { kinds: refused.types } });
    case 'size':
      return found('tooBig.file', { limit: { bytes: refused.maxBytes } });
    case 'room':
      return found('tooBig.files', { limit: { bytes: refused.maxBytes } });
    case 'number':
      return found('tooLong.files', { count: refused.most });
    case 'scan':
      return found('invalid.file.scan', { message: { text: refused.message } });
    case 'empty':
    case 'gone':
    case 'cut':
    case 'unscanned':
      return found(`invalid.file.${refused.why}`);
    default:
      return found('invalid.file');
  }
}
