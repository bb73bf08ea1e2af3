import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/*
 * LMDB maps its file into memory and trusts what it reads there: a file of something else, or one with damaged pages,
 * ends the process by SIGSEGV or SIGBUS, which no `catch` sees. So the pages are read by other means first. The layout
 * is that of liblmdb as lmdb-js has it (data version 2, `mdb.c`): little-endian, a header of 24 bytes on each page, and
 * offsets within a page that count from behind the header.
 */

const headerBytes = 24;
const magic = 0xbeefc0de;
const dataVersion = 2;
/** Of a page. */
const flag = { branch: 0x01, leaf: 0x02, overflow: 0x04, meta: 0x08 } as const;
/** Of an entry of a leaf. */
const entryFlag = { overflow: 0x01, database: 0x02 } as const;
const entryHeaderBytes = 8;
const longValueBytes = 24;
const databaseBytes = 48;
const noPage = 0xffff_ffff_ffff_ffffn;
/** How often a walk that met another process' commits is started again. */
const maxWalks = 5;

/** Where a snapshot of the store starts. */
interface Meta {
  readonly pageSize: number;
  readonly lastPage: number;
  readonly transaction: bigint;
  readonly roots: readonly bigint[];
}

/** What is wrong with a file, to be said behind its name: `is damaged: …`. */
class Damage extends Error {}

/**
 * Follows every page that the newest snapshot of an LMDB file leads to.
 *
 * @param file its path; it may be in use by other processes
 * @returns what is wrong with it; undefined when it can be opened, or is still empty
 * @throws NodeJS.ErrnoException when it cannot be read
 */
export function damageOf(file: string): string | undefined {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    if (size === 0) return undefined;
    for (let walks = 1; ; walks += 1) {
      const { transaction, damage } = walked(descriptor, size);
      if (damage === undefined) return undefined;
      // Somebody committed meanwhile, so these may have been pages that are no longer in use.
      const isStanding = newestMeta(descriptor)?.transaction === transaction;
      if (isStanding) return damage;
      if (walks === maxWalks) return undefined;
    }
  } finally {
    closeSync(descriptor);
  }
}

function walked(
  descriptor: number,
  size: number,
): { readonly transaction?: bigint; readonly damage?: string } {
  const meta = newestMeta(descriptor);
  if (meta === undefined) return { damage: foreignness(descriptor, size) };
  const { transaction } = meta;
  try {
    const seen = { pages: 0 };
    for (const root of meta.roots) walkTree({ descriptor, meta, root, seen });
    return { transaction };
  } catch (error) {
    if (error instanceof Damage) return { transaction, damage: error.message };
    throw error;
  }
}

/** The newer one of the two meta pages; undefined when the first is none. */
function newestMeta(descriptor: number): Meta | undefined {
  const first = metaAt(descriptor, 0);
  if (first === undefined) return undefined;
  const second = metaAt(descriptor, first.pageSize);
  return second === undefined || second.transaction < first.transaction ? first : second;
}

function metaAt(descriptor: number, offset: number): Meta | undefined {
  const page = Buffer.alloc(160);
  if (readSync(descriptor, page, 0, page.length, offset) < page.length) return undefined;
  const isMeta = (page.readUInt16LE(18) & flag.meta) !== 0 && page.readUInt32LE(headerBytes) === magic;
  const pageSize = page.readUInt32LE(48);
  if (!isMeta || page.readUInt16LE(28) !== dataVersion || !isPageSize(pageSize)) return undefined;
  return {
    pageSize,
    lastPage: Number(page.readBigUInt64LE(144)),
    transaction: page.readBigUInt64LE(152),
    roots: [page.readBigUInt64LE(88), page.readBigUInt64LE(136)],
  };
}

function isPageSize(bytes: number): boolean {
  return bytes >= 256 && bytes <= 65_536 && (bytes & (bytes - 1)) === 0;
}

function foreignness(descriptor: number, size: number): string {
  const start = Buffer.alloc(32);
  readSync(descriptor, start, 0, start.length, 0);
  if (start.readUInt32LE(headerBytes) !== magic)
    return 'is no file of the embedded store, or its beginning is damaged';
  const version = start.readUInt16LE(28);
  return version === dataVersion
    ? `is damaged: its ${size} bytes end within its first pages`
    : `was written by another version of LMDB (its data version is ${version}, here it is ${dataVersion})`;
}

/** Checks a page and all that it leads to. */
function walkTree({
  descriptor,
  meta,
  root,
  seen,
}: {
  readonly descriptor: number;
  readonly meta: Meta;
  readonly root: bigint;
  /** How many pages of all trees were read. */
  readonly seen: { pages: number };
}): void {
  const open = root === noPage ? [] : [root];
  for (let number = open.pop(); number !== undefined; number = open.pop()) {
    seen.pages += 1;
    // Two pages that lead to each other would be walked without end.
    if (seen.pages > meta.lastPage + 1) throw new Damage('is damaged: its pages lead in circles');
    open.push(...pagesBelow(readPage(descriptor, meta, number), meta, number));
  }
}

function readPage(descriptor: number, { pageSize, lastPage }: Meta, number: bigint): Buffer {
  if (number > BigInt(lastPage)) throw damagedAt(number, 'there is no such page');
  const page = Buffer.allocUnsafe(pageSize);
  const bytes = readSync(descriptor, page, 0, pageSize, Number(number) * pageSize);
  if (bytes < pageSize) throw new Damage(`is damaged: it ends before its page ${number}, it was cut off`);
  if (page.readBigUInt64LE(0) !== number) throw damagedAt(number, 'it holds something else');
  return page;
}

/** The pages that the entries of a page lead to. */
function pagesBelow(page: Buffer, meta: Meta, number: bigint): readonly bigint[] {
  const flags = page.readUInt16LE(18);
  // The first page of a long value says how many follow; what is in them is the value's.
  if ((flags & flag.overflow) !== 0) return [];
  const isBranch = (flags & flag.branch) !== 0;
  if (!isBranch && (flags & flag.leaf) === 0) throw damagedAt(number, 'it is of no known kind');
  const [lower, upper] = [page.readUInt16LE(20), page.readUInt16LE(22)];
  const room = meta.pageSize - headerBytes;
  if (lower > upper || upper > room || lower % 2 !== 0) throw damagedAt(number, 'its header is wrong');
  const below: bigint[] = [];
  for (let pointer = 0; pointer < lower; pointer += 2) {
    const offset = page.readUInt16LE(headerBytes + pointer);
    if (offset < upper || offset + entryHeaderBytes > room)
      throw damagedAt(number, 'an entry is outside of it');
    const entry = page.subarray(headerBytes + offset);
    below.push(...(isBranch ? [childOf(entry)] : pagesOfEntry(entry, meta, number)));
  }
  return below;
}

/** A branch has the number of a page where a leaf has the size of a value, with the flags as its highest bits. */
function childOf(entry: Buffer): bigint {
  return BigInt(entry.readUInt32LE(0)) | (BigInt(entry.readUInt16LE(4)) << 32n);
}

function pagesOfEntry(entry: Buffer, meta: Meta, number: bigint): readonly bigint[] {
  const [size, flags, keyBytes] = [entry.readUInt32LE(0), entry.readUInt16LE(4), entry.readUInt16LE(6)];
  const start = entryHeaderBytes + keyBytes;
  const isLong = (flags & entryFlag.overflow) !== 0;
  const bytes = isLong ? longValueBytes : size;
  if (start + bytes > entry.length) throw damagedAt(number, 'an entry is longer than it');
  if (isLong) {
    const [first, pages] = [entry.readBigUInt64LE(start), entry.readBigUInt64LE(start + 16)];
    const needed = Math.ceil((headerBytes + size) / meta.pageSize);
    const isWithin = first + pages - 1n <= BigInt(meta.lastPage) && pages >= BigInt(needed);
    if (!isWithin) throw damagedAt(number, 'a long value is outside of the file');
    return [first];
  }
  if ((flags & entryFlag.database) === 0) return [];
  if (size < databaseBytes) throw damagedAt(number, 'an entry is shorter than it says');
  const root = entry.readBigUInt64LE(start + 40);
  return root === noPage ? [] : [root];
}

function damagedAt(number: bigint, what: string): Damage {
  return new Damage(`is damaged at page ${number}: ${what}`);
}
