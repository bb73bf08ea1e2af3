import type { Readable } from 'node:stream';
import type { Json } from './answers.ts';
import { markedItem, markItem } from './item-id.ts';

/** The answer to a question for a file, as it is stored: a reference to what rests in the storage's files. */
export type FileRef = {
  readonly id: string;
  /** As the visitor's device called it, made safe. */
  readonly name: string;
  /** Its media type, by its content. */
  readonly type: string;
  readonly bytes: number;
  /** In hexadecimal digits. */
  readonly sha256: string;
};

/** A file as the handler of a finished wizard gets it. */
export interface UploadedFile extends FileRef {
  /** Its content; the stream fails when the file is not there any more, as after an erasure. */
  open(): Readable;
}

/** The properties of a reference, and no others: by them one is told from every other answer. */
export const fileRefKeys = ['id', 'name', 'type', 'bytes', 'sha256'] as const;

/** Whether an answer is a reference to a file. */
export function isFileRef(value: unknown): value is FileRef {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return keys.length === fileRefKeys.length && fileRefKeys.every((key) => Object.hasOwn(value, key));
}

/** The ids of every file that these answers name, at whatever depth. */
export function fileIdsIn(answers: Json | undefined): readonly string[] {
  if (typeof answers !== 'object' || answers === null) return [];
  if (isFileRef(answers)) return [answers.id];
  return Object.values(answers as { readonly [key: string]: Json }).flatMap(fileIdsIn);
}

/**
 * The same answers with each reference to a file as the file itself. What a schema made of an answer (a date, a map)
 * stays what it is.
 */
export function withFiles(answers: unknown, fileOf: (ref: FileRef) => UploadedFile): unknown {
  if (Array.isArray(answers)) return answers.map((each) => withFiles(each, fileOf));
  if (typeof answers !== 'object' || answers === null) return answers;
  if (isFileRef(answers)) return fileOf(answers);
  if (Object.getPrototypeOf(answers) !== Object.prototype) return answers;
  const entries = Object.entries(answers).map(([key, each]) => [key, withFiles(each, fileOf)] as const);
  return markItem(Object.fromEntries(entries), markedItem(answers));
}
