import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newFileId, type FileStore } from '../../src/completion/file-store.ts';
import type { FilesHome } from './home.ts';

/** What every store of uploaded files promises. Each test has an owner of its own. */
export function describeFilePromises(name: string, open: () => Promise<FilesHome>): void {
  describe(`files in ${name}`, () => {
    let home: FilesHome;
    let count = 0;
    beforeAll(async () => {
      home = await open();
    });
    afterAll(() => home.close());

    const owner = () => `run-${(count += 1)}`;
    const factsOf = (content: Buffer) => ({
      name: 'pass “ü”.pdf',
      type: 'application/pdf',
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    });
    const put = async (of: string, content = Buffer.from('%PDF-1.7'), { until = 1_000, now = 5 } = {}) => {
      const id = newFileId(of, now);
      return home.first.put({ id, owner: of, until }, chunked(content), () => factsOf(content));
    };
    const contentOf = async (files: FileStore, id: string) => {
      const content = await files.open(id);
      return content === undefined ? undefined : buffer(content);
    };
    const allOf = async (files: FileStore, of: string) => {
      const found = [];
      for await (const file of files.list()) if (file.owner === of) found.push(file);
      return found;
    };

    test('a file that is put is there for everyone, with what is known of it', async () => {
      const run = owner();
      const content = Buffer.alloc(700_000, 'ab\u0000c');
      const stored = await put(run, content);
      expect(stored).toMatchObject({ owner: run, until: 1_000, ...factsOf(content) });
      expect(await home.second.find(stored.id)).toEqual(stored);
      expect((await contentOf(home.second, stored.id))?.equals(content)).toBe(true);
      expect(await allOf(home.second, run)).toEqual([stored]);
    });

    test('nothing is kept of a stream that breaks off, and its error is thrown on', async () => {
      const run = owner();
      const id = newFileId(run, 5);
      const broken = (async function* () {
        yield Buffer.alloc(400_000);
        throw new RangeError('the line broke');
      })();
      const putting = home.first.put({ id, owner: run, until: 9 }, broken, () => factsOf(Buffer.alloc(0)));
      await expect(putting).rejects.toThrow(new RangeError('the line broke'));
      expect(await home.second.find(id)).toBeUndefined();
      expect(await home.second.open(id)).toBeUndefined();
      expect(await home.second.bytesOf(run)).toBe(0);
    });

    test('nothing is kept of a content that is refused at its end', async () => {
      const run = owner();
      const id = newFileId(run, 5);
      const putting = home.first.put({ id, owner: run, until: 9 }, chunked(Buffer.from('x')), () => {
        throw new RangeError('of a wrong kind');
      });
      await expect(putting).rejects.toThrow(new RangeError('of a wrong kind'));
      expect(await home.first.find(id)).toBeUndefined();
    });

    test('a file that was removed is gone; removing it again is no error', async () => {
      const { id, owner: run } = await put(owner());
      const other = await put(run);
      await home.first.remove([id]);
      await home.second.remove([id]);
      expect(await home.second.find(id)).toBeUndefined();
      expect(await home.second.open(id)).toBeUndefined();
      expect(await allOf(home.first, run)).toEqual([other]);
    });

    test('an id that nobody made is not there, whatever it says', async () => {
      for (const id of ['', '..', '../../etc/passwd', 'a.b.c', newFileId('nobody', 5)]) {
        expect(await home.first.find(id)).toBeUndefined();
        expect(await home.first.open(id)).toBeUndefined();
        await home.first.remove([id]);
        await home.first.keep([id], 'nobody');
        await home.first.keepUntil([id], 99);
      }
    });

    test('says how much an owner has', async () => {
      const run = owner();
      await put(run, Buffer.alloc(100));
      await put(run, Buffer.alloc(23));
      await put(owner(), Buffer.alloc(1_000));
      expect(await home.second.bytesOf(run)).toBe(123);
      expect(await home.second.bytesOf(owner())).toBe(0);
    });

    test('remembers whose submission a file is kept for', async () => {
      const { id } = await put(owner());
      const left = await put(owner());
      await home.first.keep([id], 'the-run');
      expect((await home.second.find(id))?.keptFor).toBe('the-run');
      expect((await home.second.find(left.id))?.keptFor).toBeUndefined();
    });

    test('moves the time until which a file is kept', async () => {
      const { id } = await put(owner());
      await home.first.keepUntil([id], 1_700_000_000_123);
      expect((await home.second.find(id))?.until).toBe(1_700_000_000_123);
      await home.second.keepUntil([id], 4_000);
      expect((await home.first.find(id))?.until).toBe(4_000);
    });

    test('what never ended is removed when it began long ago, and nothing else', async () => {
      const run = owner();
      const whole = await put(run, undefined, { now: 5 });
      const [old, young] = [newFileId(run, 6), newFileId(run, 7_000)];
      const underWay = [old, young].map((id) => {
        const upload = openEnded();
        const put = home.first.put({ id, owner: run, until: 9 }, upload.content, () =>
          factsOf(Buffer.from('ab')),
        );
        put.catch(() => {});
        return { ...upload, put };
      });
      await Promise.all(underWay.map(({ isRead }) => isRead));
      await home.second.removeUnfinished(1_000);
      expect(await home.second.find(whole.id)).toEqual(whole);
      underWay[1]?.end();
      await underWay[1]?.put;
      expect((await contentOf(home.second, young))?.length).toBe(300_000);
      underWay[0]?.end();
      await underWay[0]?.put.catch(() => undefined);
    });
  });
}

async function* chunked(content: Buffer): AsyncGenerator<Buffer> {
  for (let from = 0; from < content.length; from += 65_536) yield content.subarray(from, from + 65_536);
}

/** An upload that goes on until it is told to end. */
function openEnded() {
  let end = () => {};
  let read = () => {};
  const isRead = new Promise<void>((resolve) => (read = resolve));
  const ended = new Promise<void>((resolve) => (end = resolve));
  const content = (async function* () {
    yield Buffer.alloc(300_000);
    read();
    await ended;
  })();
  return { content, isRead, end: () => end() };
}
