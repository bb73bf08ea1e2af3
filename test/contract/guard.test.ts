import session, { type Store } from 'express-session';
import makeMemoryStore from 'memorystore';
import { guardStore } from '../../src/storage/guard.ts';
import { standingClock } from '../support/clock.ts';
import { lifetime } from './home.ts';
import { describeSessionPromises } from './session-promises.ts';

describeSessionPromises('a guarded MemoryStore', () => open(new session.MemoryStore()), 'foreign');

const ThirdParty = makeMemoryStore(session);
describeSessionPromises('a guarded memorystore', () => open(new ThirdParty({})), 'foreign');

async function open(store: Store) {
  const clock = standingClock();
  const options = { ...lifetime, now: clock.now };
  const absent = async () => {
    throw new Error('a foreign store is not looked into');
  };
  return {
    first: guardStore(store, options),
    second: guardStore(store, options),
    clock,
    spoil: absent,
    storedText: absent,
    close: async () => undefined,
  };
}
