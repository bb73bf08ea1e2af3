import { expect, test } from '@jest/globals';
import { eraseSavedOne, findSaved, linkSaved, type SavedStorage } from '../../src/cli/saved/changes.ts';
import { hashOfToken } from '../../src/completion/saving.ts';
import type { RunAtRest } from '../../src/completion/saved-runs.ts';
import { memoryFiles } from '../../src/storage/memory/files.ts';
import { memorySaved } from '../../src/storage/memory/saved.ts';

const now = Date.parse('2026-11-28T09:00:00Z');
const reference = 'K7PM-3WQX-9HTD-T2RF';
const ids = { token: () => 'a'.repeat(27) };
const made = { now, ids, origin: 'https://forms.example' };

async function homeWith(...runs: Partial<RunAtRest>[]): Promise<SavedStorage> {
  const saved = memorySaved();
  for (const [n, given] of runs.entries()) {
    await saved.put({
      id: `run-${n}`,
      wizard: 'grant',
      version: 2,
      reference,
      reached: 'project',
      link: `hash-${n}`,
      files: [],
      savedAt: now - 1_000 + n,
      until: now + 86_400_000,
      status: 'resting',
      run: '{"answers":{"you":{"name":"Ada Lovelace"}}}',
      ...given,
    });
  }
  return { saved, files: memoryFiles() };
}

test('find says where a saved run is, and nothing of its answers', async () => {
  const home = await homeWith({});
  expect(await findSaved(home, reference, now)).toEqual([
    {
      reference,
      wizard: 'grant',
      version: 2,
      reached: 'project',
      savedAt: '2026-11-28T08:59:59.000Z',
      keptUntil: '2026-11-29T09:00:00.000Z',
      status: 'resting',
    },
  ]);
  expect(await findSaved(home, 'ANOTHER', now)).toEqual([]);
});

test('a run that is complete goes on at the check page; one that moved says when', async () => {
  const home = await homeWith({ reached: undefined }, { status: 'moved', claimedAt: now });
  const [whole, moved] = await findSaved(home, reference, now);
  expect(whole).toMatchObject({ reached: 'check' });
  expect(moved).toMatchObject({ status: 'moved', movedAt: '2026-11-28T09:00:00.000Z' });
});

test('link makes a new one for what rests, and the one before leads nowhere', async () => {
  const home = await homeWith({ status: 'moved' }, {});
  const report = await linkSaved(home, reference, made);
  expect(report).toEqual({ ok: true, message: `https://forms.example/grant/saved/${ids.token()}` });
  expect(await home.saved.find({ link: 'hash-1' }, now)).toBeUndefined();
  expect(await home.saved.find({ link: hashOfToken(ids.token()) }, now)).toMatchObject({ id: 'run-1' });
});

test('without an origin the link is a path', async () => {
  const report = await linkSaved(await homeWith({}), reference, { ...made, origin: undefined });
  expect(report.message).toBe(`/grant/saved/${ids.token()}`);
});

test('what has moved, is still being saved, or was never saved gets no link', async () => {
  const moved = await linkSaved(await homeWith({ status: 'moved' }), reference, made);
  expect(moved).toMatchObject({ ok: false, message: expect.stringContaining('another browser has it') });
  for (const home of [await homeWith({ status: 'leaving' }), await homeWith()])
    expect(await linkSaved(home, reference, made)).toEqual({
      ok: false,
      message: `nothing is saved under the reference ${reference}`,
    });
});

test('erase removes what rests with its files, and leaves those of a run that has moved', async () => {
  const removed: string[] = [];
  const home = await homeWith({ files: ['mine'] }, { status: 'moved', files: ['theirs'] });
  const files = {
    ...memoryFiles(),
    remove: async (named: readonly string[]) => void removed.push(...named),
  };
  expect(await eraseSavedOne({ ...home, files }, reference, now)).toEqual({
    ok: true,
    message: `${reference} erased`,
  });
  expect(removed).toEqual(['mine']);
  expect(await findSaved(home, reference, now)).toEqual([]);
  expect(await eraseSavedOne(home, reference, now)).toMatchObject({ ok: false });
});
