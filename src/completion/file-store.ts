import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FileRef, UploadedFile } from '../definition/file-ref.ts';
import { randomBytes } from '../engine/ids.ts';

/** Bytes of all the files of one run through a wizard, where nobody says otherwise. */
export const defaultMaxUploadBytes = 100_000_000;

/** What is known of a file's content when it has come to its end. */
export interface FileFacts {
  /** Such as `passport.pdf`, made safe. */
  readonly name: string;
  /** Its media type, by its content. */
  readonly type: string;
  readonly bytes: number;
  /** In hexadecimal digits. */
  readonly sha256: string;
}

/** A file as it rests. */
export interface StoredFile extends FileFacts {
  readonly id: string;
  /** The run through a wizard that it was uploaded in. */
  readonly owner: string;
  /** Milliseconds since the epoch: after that it is swept, unless a submission names it. */
  readonly until: number;
  /** The run whose submission names it. */
  readonly keptFor?: string | undefined;
}

/** How a file begins. */
export interface NewFile {
  /** From `newFileId`. */
  readonly id: string;
  readonly owner: string;
  readonly until: number;
}

/**
 * Where uploaded files rest: the part of a storage beside its sessions and submissions. A file is there as a whole or not
 * at all, and durable when `put` resolves. Ids are from `newFileId`; whatever else is asked for is not there.
 *
 * Every call rejects with STORE_UNREACHABLE, STORE_TIMEOUT or STORE_FULL when it cannot be done.
 */
export interface FileStore {
  /**
   * Takes a stream in, and keeps nothing of it when the stream or `facts` throws: that error is thrown on.
   *
   * @param facts asked when the stream has ended
   */
  put(file: NewFile, content: AsyncIterable<Uint8Array>, facts: () => FileFacts): Promise<StoredFile>;
  find(id: string): Promise<StoredFile | undefined>;
  /** Its content; undefined when it is not there. */
  open(id: string): Promise<Readable | undefined>;
  /** Removes those that are there. */
  remove(ids: readonly string[]): Promise<void>;
  /** Says that the submissions of this run name these files. */
  keep(ids: readonly string[], run: string): Promise<void>;
  /** Moves the time until which these files are kept. */
  keepUntil(ids: readonly string[], until: number): Promise<void>;
  /** Bytes of all files of an owner. */
  bytesOf(owner: string): Promise<number>;
  /** Every file, in no order. */
  list(): AsyncIterable<StoredFile>;
  /** Removes what uploads left that never ended and began before this moment (ms since the epoch). */
  removeUnfinished(startedBefore: number): Promise<void>;
}

const shape = /^([\w-]{12})\.([0-9a-z]{8,9})\.([\w-]{22})$/;

/**
 * A new file's id: 128 random bits behind its time, and before them what tells its owner's files from others' without
 * naming the owner. Letters, digits, `-`, `_` and dots alone: it can be a path.
 *
 * @param now milliseconds since the epoch
 */
export function newFileId(owner: string, now: number): string {
  return `${folderOf(owner)}.${now.toString(36).padStart(8, '0')}.${randomBytes(16).toString('base64url')}`;
}

/** What an id says by itself; undefined for what is none. */
export function readFileId(id: string): { readonly folder: string; readonly startedAt: number } | undefined {
  const [, folder, time] = shape.exec(id) ?? [];
  if (folder === undefined || time === undefined) return undefined;
  return { folder, startedAt: Number.parseInt(time, 36) };
}

/** The first part of the ids of an owner's files. */
export function folderOf(owner: string): string {
  return createHash('sha256').update(owner).digest('base64url').slice(0, 12);
}

/** A reference with its content. */
export function uploadedFile(
  { id, name, type, bytes, sha256 }: FileRef,
  files: Pick<FileStore, 'open'>,
): UploadedFile {
  return { id, name, type, bytes, sha256, open: () => Readable.from(contentOf(id, files)) };
}

async function* contentOf(id: string, files: Pick<FileStore, 'open'>): AsyncGenerator<Uint8Array> {
  const content = await files.open(id);
  if (content === undefined) throw new Error('the uploaded file is not there any more');
  yield* content as AsyncIterable<Uint8Array>;
}
