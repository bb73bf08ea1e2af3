import { setTimeout as delay } from 'node:timers/promises';
import { WizardError } from '../../../src/errors.ts';
import type { Random } from '../../support/random.ts';
import type { Around } from './per-request.ts';

/** Longer than a request has. */
const tooLateMs = 3_200;

/**
 * One fault at one of the calls that a request makes: refused, lost on its way back, never answered, answered too late,
 * or made too late.
 *
 * @param calls how many a request makes, or a few more for one that meets another
 */
export function oneFault(random: Random, calls: number): Around {
  const at = random.between(0, calls);
  const dice = random.next();
  let made = -1;
  return async (call) => {
    made += 1;
    if (made !== at) return call();
    if (dice < 0.45) throw new WizardError('STORE_UNREACHABLE');
    if (dice < 0.9) {
      await call();
      throw new WizardError('STORE_UNREACHABLE');
    }
    if (dice < 0.94) return new Promise(() => {});
    if (dice < 0.97) return later(call());
    return later().then(call);
  };
}

function later<Result>(result?: Result): Promise<Result> {
  return delay(tooLateMs, result as Result, { ref: false });
}
