import { expect, test } from '@jest/globals';
import { MemoryStore, Store } from 'express-session';
import { endSessions } from '../../src/session/end-sessions.ts';
import { guardStore } from '../../src/storage/guard.ts';
import { plainStore } from '../../src/storage/revisioned-store.ts';

test('a store that is not guarded is refused: what it ends, a request in flight would bring back', async () => {
  await expect(endSessions(new MemoryStore(), () => true)).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: expect.stringContaining('guardStore') as unknown,
  });
});

test('a store that cannot list its sessions says so', async () => {
  const store: Store = plainStore();
  await expect(endSessions(guardStore(store), () => true)).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: expect.stringContaining('all()') as unknown,
  });
});
