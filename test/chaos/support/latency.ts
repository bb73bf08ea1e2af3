import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SessionRecords } from '../../../src/storage/session-records.ts';
import type { Random } from '../../support/random.ts';

/** The same records, each call some turns of the event loop away, as a store across a network is. */
export function withLatency(records: SessionRecords, random: Random): SessionRecords {
  const later = async <Result>(call: () => Promise<Result>): Promise<Result> => {
    for (let turns = random.between(1, 5); turns > 0; turns -= 1) await nextTurn();
    return call();
  };
  return {
    read: (...given) => later(async () => records.read(...given)),
    insert: (...given) => later(async () => records.insert(...given)),
    replace: (...given) => later(async () => records.replace(...given)),
    touch: (...given) => later(async () => records.touch(...given)),
    remove: (...given) => later(() => records.remove(...given)),
    list: (...given) => later(async () => records.list(...given)),
  };
}
