import { setImmediate as nextTurn } from 'node:timers/promises';
import { WizardError } from '../../../src/errors.ts';
import type { Random } from '../../support/random.ts';

/** Whatever acts in the simulation: a request, a worker, a tab. A dead one's effects never happen and never return. */
export interface Actor {
  readonly name: string;
  /** The server that it dies with; undefined for visitors. */
  readonly server?: number;
  isDead: boolean;
  /** Called when it dies. */
  onDeath: () => void;
}

/** A deterministic world: effects and timers in the order that a seed says. */
export interface Scheduler {
  readonly now: () => number;
  /** As `now`, without the time that was skipped. */
  readonly awake: () => number;
  /** How many turns have been taken: the order of everything. */
  readonly turn: () => number;
  /** Something outside the process: it waits for its turn, happens (or not), and its result waits for another turn. */
  effect<Result>(actor: Actor, work: () => Result | Promise<Result>): Promise<Result>;
  /** Lets others go first. */
  yieldTurn(actor: Actor): Promise<void>;
  setTimer(fire: () => void, ms: number): number;
  clearTimer(timer: number): void;
  /** Time passes while nobody runs, as when a machine sleeps. */
  skip(ms: number): void;
  /** No fault happens from now on. */
  heal(): void;
  kill(actor: Actor): void;
  /** Takes turns until `isOver` says so, or nothing is left to do; false when `maxTurns` did not suffice. */
  run(isOver: () => boolean, maxTurns: number): Promise<boolean>;
}

type Fate = 'done' | 'refused' | 'unanswered' | 'dies before' | 'dies after' | 'slow' | 'slow answer';

const faults: readonly Fate[] = ['refused', 'unanswered', 'dies before', 'dies after', 'slow', 'slow answer'];

interface Waiting {
  readonly from: number;
  readonly go: () => void;
}

/**
 * @param faultRate how often an effect goes wrong, 0 to 1
 * @param startAt ms since the epoch
 */
export function scheduler(
  random: Random,
  { faultRate, startAt }: { faultRate: number; startAt: number },
): Scheduler {
  let now = startAt;
  let skipped = 0;
  let turns = 0;
  let lastTimer = 0;
  let rate = faultRate;
  let waiting: Waiting[] = [];
  const timers = new Map<number, { readonly at: number; readonly fire: () => void }>();

  const wait = (go: () => void, ms = 0) => void waiting.push({ from: now + ms, go });
  const kill = (actor: Actor) => {
    if (actor.isDead) return;
    actor.isDead = true;
    actor.onDeath();
  };
  const drawFate = (actor: Actor): Fate => {
    if (!random.chance(rate)) return 'done';
    const fate = random.pick(faults);
    return fate.startsWith('dies') && actor.server === undefined ? 'refused' : fate;
  };

  const effect = <Result>(actor: Actor, work: () => Result | Promise<Result>): Promise<Result> =>
    new Promise((resolve, reject) => {
      if (actor.isDead) return;
      const fate = drawFate(actor);
      const refuse = () => reject(new WizardError('STORE_UNREACHABLE'));
      const happen = async () => {
        // What was sent before its sender died may still arrive.
        if (actor.isDead && random.chance(0.5)) return;
        if (fate === 'dies before') return kill(actor);
        if (fate === 'refused') return wait(refuse);
        const result = await work();
        if (fate === 'dies after') return kill(actor);
        if (fate === 'unanswered') return wait(refuse);
        wait(() => resolve(result), fate === 'slow answer' ? random.between(100, 5_000) : 0);
      };
      wait(() => void happen(), fate === 'slow' ? random.between(100, 5_000) : 0);
    });

  const fireNext = () => {
    let next: number | undefined;
    for (const [id, { at }] of timers) {
      if (next === undefined || at < timers.get(next)!.at) next = id;
    }
    const ready = waiting.reduce((soonest, { from }) => Math.min(soonest, from), Infinity);
    const timer = next === undefined ? undefined : timers.get(next)!;
    if (timer === undefined && ready === Infinity) return false;
    if (timer === undefined || ready < timer.at) {
      now = Math.max(now, ready);
      return true;
    }
    now = Math.max(now, timer.at);
    timers.delete(next!);
    timer.fire();
    return true;
  };

  const takeTurn = (): boolean => {
    const ready = waiting.filter(({ from }) => from <= now);
    if (ready.length === 0 || (timers.size > 0 && random.chance(rate / 10))) return fireNext();
    const chosen = random.pick(ready);
    waiting = waiting.filter((each) => each !== chosen);
    chosen.go();
    return true;
  };

  return {
    now: () => now,
    awake: () => now - skipped,
    turn: () => turns,
    effect,
    yieldTurn: (actor) =>
      new Promise((resolve) => {
        wait(() => {
          if (!actor.isDead) resolve();
        });
      }),
    setTimer(fire, ms) {
      lastTimer += 1;
      timers.set(lastTimer, { at: now + Math.max(ms, 0), fire });
      return lastTimer;
    },
    clearTimer: (timer) => void timers.delete(timer),
    skip(ms) {
      now += ms;
      skipped += ms;
    },
    heal: () => void (rate = 0),
    kill,
    async run(isOver, maxTurns) {
      const last = turns + maxTurns;
      await nextTurn();
      while (!isOver()) {
        if (turns >= last) return false;
        turns += 1;
        if (!takeTurn()) return isOver();
        await nextTurn();
      }
      return true;
    },
  };
}
