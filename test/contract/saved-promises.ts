import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunAtRest, SavedRuns } from '../../src/completion/saved-runs.ts';
import type { SavedHome } from './home.ts';

/** What every home of saved runs promises. Each test has runs of its own. */
export function describeSavedPromises(name: string, open: () => Promise<SavedHome>): void {
  describe(`saved runs in ${name}`, () => {
    let home: SavedHome;
    let count = 0;
    beforeAll(async () => {
      home = await open();
    });
    afterAll(() => home.close());

    const put = async (given: Partial<RunAtRest> = {}): Promise<RunAtRest> => {
      const n = (count += 1);
      const run: RunAtRest = {
        id: `saved-${n}`,
        wizard: 'visa',
        version: 3,
        reference: `REF-${n}`,
        reached: 'children/about',
        link: `hash-${n}`,
        files: ['a', 'b'],
        savedAt: 1_000,
        until: 5_000,
        status: 'leaving',
        run: '{"answers":{"a.b":{"$c":"ü"}}}',
        ...given,
      };
      await home.first.put(run);
      return run;
    };
    const rest = async (given: Partial<RunAtRest> = {}) => {
      const run = await put(given);
      await home.first.release(run.id, 9_000);
      return run;
    };
    const by = (claim: string, now: number) => ({ claim, now, until: now + 100 });
    const statusOf = async (store: SavedRuns, id: string, now = 2_000) =>
      (await store.find({ id }, now))?.status;

    test('a run that is put is found by its id, its link and its reference, without what is in it', async () => {
      const { run: _, ...known } = await put();
      for (const key of [{ id: known.id }, { link: known.link }, { id: known.id, link: known.link }])
        expect(await home.second.find(key, 2_000)).toEqual(known);
      expect(await home.second.under(known.reference, 2_000)).toEqual([known]);
      expect(await home.second.find({ id: known.id, link: 'another' }, 2_000)).toBeUndefined();
      expect(await home.second.find({ link: 'another' }, 2_000)).toBeUndefined();
    });

    test('several of one reference come oldest first, and none of another', async () => {
      const later = await put({ reference: 'SHARED', savedAt: 3_000 });
      const sooner = await put({ reference: 'SHARED', savedAt: 2_000 });
      await put({ reference: 'SHAREDMORE' });
      expect((await home.second.under('SHARED', 3_500)).map(({ id }) => id)).toEqual([sooner.id, later.id]);
    });

    test('nobody can claim a run that its session has not let go of', async () => {
      const { id, link } = await put();
      expect(await home.second.claim({ link }, by('mine', 2_000))).toBeUndefined();
      await home.first.release(id, 9_000);
      expect(await statusOf(home.second, id)).toBe('resting');
      expect((await home.second.claim({ link }, by('mine', 2_000)))?.run).toContain('ü');
    });

    test('letting go moves its end, once', async () => {
      const { id } = await rest();
      await home.second.release(id, 20_000);
      expect((await home.second.find({ id }, 2_000))?.until).toBe(9_000);
    });

    test('the newest claim is the one that can be settled, and then the run is gone from here', async () => {
      const { id, link } = await rest();
      await home.first.claim({ link }, by('one', 2_000));
      const claimed = await home.second.claim({ link }, by('other', 2_500));
      expect(claimed).toMatchObject({ claim: 'other', claimedAt: 2_500 });
      expect(await home.first.settle(id, 'one')).toBe(false);
      expect(await home.second.settle(id, 'other')).toBe(true);
      expect(await home.first.settle(id, 'other')).toBe(true);
      expect(await home.first.settle(id, 'one')).toBe(false);
      expect(await home.first.claim({ link }, by('one', 2_700))).toBeUndefined();
      expect(await home.second.find({ link }, 2_700)).toMatchObject({ status: 'moved', claimedAt: 2_500 });
    });

    test('of eight who claim and settle at once one has it', async () => {
      const { id, link } = await rest();
      const tries = await Promise.all(
        Array.from({ length: 8 }, async (_, n) => {
          const store = n % 2 === 0 ? home.first : home.second;
          const claimed = await store.claim({ link }, by(`claim-${n}`, 2_000));
          return claimed !== undefined && (await store.settle(id, `claim-${n}`));
        }),
      );
      expect(tries.filter(Boolean)).toHaveLength(1);
    });

    test('another link takes the place of the one before', async () => {
      const { id, link } = await rest();
      expect(await home.first.relink(id, `${link}-new`, 2_000)).toBe(true);
      expect(await home.second.find({ link }, 2_000)).toBeUndefined();
      expect(await home.second.claim({ link }, by('mine', 2_000))).toBeUndefined();
      expect(await home.second.claim({ link: `${link}-new` }, by('mine', 2_000))).toBeDefined();
    });

    test('only what rests gets another link', async () => {
      const leaving = await put();
      expect(await home.first.relink(leaving.id, 'x', 2_000)).toBe(false);
      const moved = await rest();
      await home.first.claim({ id: moved.id }, by('mine', 2_000));
      await home.first.settle(moved.id, 'mine');
      expect(await home.first.relink(moved.id, 'x', 2_000)).toBe(false);
      expect(await home.first.relink('nobody', 'x', 2_000)).toBe(false);
    });

    test('what is over is not there, and is purged', async () => {
      const { id, link, reference } = await rest();
      expect(await home.second.find({ id }, 9_000)).toBeUndefined();
      expect(await home.second.under(reference, 9_000)).toEqual([]);
      expect(await home.second.claim({ link }, by('mine', 9_000))).toBeUndefined();
      expect(await home.second.relink(id, 'x', 9_000)).toBe(false);
      const kept = await rest({ until: 50_000 });
      await home.first.release(kept.id, 50_000);
      expect(await home.first.purge(9_000)).toBeGreaterThan(0);
      // As if the clock went back: it is gone for good.
      expect(await home.second.find({ id }, 2_000)).toBeUndefined();
      expect(await home.first.remove(id)).toBe(false);
    });

    test('what is claimed in time can be settled as long as the claim says', async () => {
      const { id, link } = await rest();
      await home.first.claim({ link }, by('mine', 8_999));
      await home.second.purge(9_098);
      expect(await home.second.settle(id, 'mine')).toBe(true);
      expect(await home.second.find({ id }, 9_098)).toMatchObject({ status: 'moved', until: 9_099 });
    });

    test('a run that is removed is gone with its link and its reference', async () => {
      const { id, link, reference } = await rest();
      expect(await home.first.remove(id)).toBe(true);
      expect(await home.second.find({ link }, 2_000)).toBeUndefined();
      expect(await home.second.under(reference, 2_000)).toEqual([]);
      expect(await home.second.claim({ id }, by('mine', 2_000))).toBeUndefined();
      expect(await home.second.remove(id)).toBe(false);
    });
  });
}
