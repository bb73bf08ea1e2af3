import type { Request } from 'express';
import type { Log } from '../../../src/log.ts';
import { createWorker, type Worker } from '../../../src/completion/worker.ts';
import { isWizardError } from '../../../src/errors.ts';
import { randomFrom, type Random } from '../../support/random.ts';
import { effectsIn } from './effects.ts';
import { history, type Sent } from './history.ts';
import { openRequest, type OpenRequest, type SimulatedEngine } from './request.ts';
import { scheduler, type Actor, type Scheduler } from './scheduler.ts';
import { inVirtualTime, sleepIn } from './virtual-time.ts';
import { watchedStore, type WatchedStore } from './watched-store.ts';
import { visitors } from './visitors.ts';
import { simulatedWizard } from './wizard.ts';

/** What a visitor's request comes back with: what the engine said, or nothing (no answer, or an error page). */
export interface Reply<Outcome> {
  readonly sent: Sent;
  readonly outcome: Outcome | undefined;
  /** A cookie that the answer set. */
  readonly cookie: string | undefined;
}

/** What visitors can do in a world. */
export interface World {
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly newNote: () => string;
  /** Sends a request to one of the servers. */
  readonly request: <Outcome>(
    given: Pick<Sent, 'kind' | 'shown'> & {
      readonly step?: string;
      readonly note?: string;
      readonly item?: string | undefined;
      readonly cookie: string | undefined;
    },
    work: (open: OpenRequest, server: Server) => Promise<Outcome>,
    verdictOf: (outcome: Outcome) => Sent['verdict'],
  ) => Promise<Reply<Outcome>>;
}

/** One server process: its worker and the requests that it is at. */
export interface Server {
  readonly index: number;
  readonly worker: Worker;
  readonly actor: Actor;
}

/** What one run of the simulation came to. */
export interface WorldReport {
  readonly violations: readonly string[];
  /** What happened, in order. */
  readonly trace: readonly string[];
  readonly requests: number;
  readonly acknowledged: number;
  /** Those of them that added, changed or removed an item, or put one back. */
  readonly listMoves: number;
  readonly crashes: number;
  readonly turns: number;
}

const faultRates = [0, 0.03, 0.1, 0.2] as const;
const maxTurns = 20_000;
const serverCount = 2;
/** The code of an error page that asks to try again. */
const transient: ReadonlySet<string> = new Set([
  'STORE_UNREACHABLE',
  'STORE_TIMEOUT',
  'TOO_BUSY',
  'CHECK_TIMEOUT',
]);
const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const settled: ReadonlySet<string> = new Set(['done', 'rejected', 'failed', 'discarded']);

/** Runs the real engine in one simulated world, all of it from a seed, and judges what happened. */
export async function runWorld(seed: number, broken?: string): Promise<WorldReport> {
  const random = randomFrom(seed);
  const time = scheduler(random, { faultRate: random.pick(faultRates), startAt: 1_800_000_000_000 });
  return inVirtualTime(time, random, () => live(random, time, broken));
}

async function live(random: Random, time: Scheduler, broken: string | undefined): Promise<WorldReport> {
  const past = history();
  const store = watchedStore(time, past.see, broken);
  const effects = effectsIn({ random, time, past });
  const names = counter();
  let crashes = 0;

  const engineFor = (actor: Actor, worker: Worker): SimulatedEngine => ({
    journal: store.journal(actor),
    record: worker.record,
    services: effects.servicesFor(actor),
    now: time.now,
    timeZone: 'UTC',
    ids: {
      instance: () => names('i'),
      reference: () => names('r'),
      item: () => names('k'),
      page: () => names('p'),
      token: () => names('t'),
    },
    maxStateBytes: 256_000,
    saved: undefined,
    files: undefined,
    uploads: { keptMs: 0 },
  });

  const underWay = new Set<Actor>();
  const servers: Server[] = [];
  const boot = (index: number): Server => {
    const actor: Actor = {
      name: names(`server ${index} #`),
      server: index,
      isDead: false,
      onDeath: () => crash(index),
    };
    const worker = createWorker({
      journal: store.journal(actor),
      definitions: new Map([[simulatedWizard.id, simulatedWizard]]),
      services: effects.servicesFor(actor),
      log: silent,
      now: time.now,
      random: random.next,
      sleep: sleepIn(time),
      pollMs: 5_000,
    });
    worker.start();
    return { index, worker, actor };
  };
  const crash = (index: number) => {
    crashes += 1;
    const dying = [...underWay].filter(({ server }) => server === index);
    for (const each of dying) time.kill(each);
    const { actor } = servers[index]!;
    actor.onDeath = () => {};
    time.kill(actor);
    servers[index] = boot(index);
  };
  for (let index = 0; index < serverCount; index += 1) servers.push(boot(index));

  const request: World['request'] = (given, work, verdictOf) => {
    const server = random.pick(servers);
    const isHosts = given.kind === 'host' || given.kind === 'login' || given.kind === 'logout';
    return new Promise((resolve) => {
      const { cookie, ...rest } = given;
      const sent: Sent = {
        ...rest,
        name: `${given.kind} ${names('#')}${aboutOf(given)}`,
        server: server.index,
        start: time.turn(),
        end: Infinity,
        verdict: 'unknown',
        isDead: false,
        onDeath: () => {
          past.trace.push(`${sent.name} died`);
          underWay.delete(sent);
          resolve({ sent, outcome: undefined, cookie: undefined });
          if (random.chance(0.5)) crash(server.index);
        },
      };
      past.sent.push(sent);
      underWay.add(sent);
      let started = 0;
      let tookMs = 0;
      const serve = async () => {
        await time.yieldTurn(sent);
        started = time.awake();
        const parts = {
          engine: engineFor(sent, server.worker),
          records: store.records(sent),
          newId: () => names('session-'),
        };
        const open = await openRequest(parts, cookie, broken);
        Object.assign(sent, open.where());
        const outcome = await work(open, server);
        Object.assign(sent, open.where());
        const set = await open.finish();
        tookMs = time.awake() - started;
        await time.yieldTurn(sent);
        sent.verdict = verdictOf(outcome);
        return { outcome, set };
      };
      const end = (how: string) => {
        sent.end = time.turn();
        underWay.delete(sent);
        past.trace.push(`${sent.name} began at turn ${sent.start} and ended at ${sent.end}: ${how}`);
        // Stepway's 3 s are no limit of a host's own pages.
        if (tookMs > longestMs && !isHosts) past.violations.push(`${sent.name}: took ${tookMs} ms`);
      };
      serve().then(
        ({ outcome, set }) => {
          end(sent.verdict);
          resolve({ sent, outcome, cookie: set });
        },
        (error: unknown) => {
          if (sent.isDead) return;
          const code = isWizardError(error) ? error.code : 'no error of the catalogue';
          tookMs = time.awake() - started;
          end(code);
          if (!transient.has(code) && !(isHosts && code.startsWith('SESSION_'))) {
            past.violations.push(
              `${sent.name}: threw ${error instanceof Error ? error.stack : String(error)}`,
            );
          }
          resolve({ sent, outcome: undefined, cookie: undefined });
        },
      );
    });
  };

  const world: World = { random, scheduler: time, newNote: counterOf('n'), request };
  const everyone = visitors(world);
  let isDone = false;
  void everyone.then(() => (isDone = true));
  if (!(await time.run(() => isDone, maxTurns))) past.violations.push('the visitors never came to an end');
  time.heal();
  const isAtRest = await healed(time, store);
  if (!isAtRest) past.violations.push('a submission never came to an end');
  const submissions = await store.submissions();
  await past.judge({ session: store.session, submissions });
  effects.judge(submissions);
  const acknowledged = past.sent.filter(({ verdict }) => verdict === 'acknowledged');
  return {
    violations: past.violations,
    trace: past.trace,
    requests: past.sent.length,
    acknowledged: acknowledged.length,
    listMoves: acknowledged.filter(({ item }) => item !== undefined).length,
    crashes,
    turns: time.turn(),
  };
}

/** A request's 3 s, and what one more turn of the clock may add. */
const longestMs = 3_100;

async function healed(time: Scheduler, store: WatchedStore): Promise<boolean> {
  for (let round = 0; round < 60; round += 1) {
    const all = await store.submissions();
    if (all.every(({ status }) => settled.has(status))) return true;
    const until = time.now() + 30_000;
    await time.run(() => time.now() >= until, maxTurns);
  }
  return false;
}

function aboutOf({ step, note, item }: Pick<Sent, 'step' | 'note' | 'item'>): string {
  if (step !== undefined) return ` ${step}=${note}`;
  return item === undefined ? '' : ` ${item}`;
}

function counter(): (prefix: string) => string {
  let last = 0;
  return (prefix) => `${prefix}${(last += 1)}`;
}

function counterOf(prefix: string): () => string {
  const next = counter();
  return () => next(prefix);
}

/** A request of the host's own that says nothing to Stepway. */
export type HostRequest = Request & { session: Request['session'] & { cart?: string } };
