import { andThen, asAwaitable, type Awaitable } from '../awaitable.ts';
import type { CallContext, StepHelpers } from '../definition/model.ts';
import { nestedIn } from '../definition/nest.ts';
import { WizardError } from '../errors.ts';
import { earlierThan } from '../flow/position.ts';
import { hasOwnView, type PageWithOwnView } from '../render/pages/own-view.ts';
import type { Page } from '../render/pages/page.ts';
import type { HelpersView } from '../render/pages/view-parts.ts';
import { limited, type Limit } from '../time-limit.ts';
import { dayIn } from '../time-zone.ts';
import type { Engine } from './parts.ts';

/** Milliseconds for the helpers of a page, where its request has so many left: as many as a check has. */
export const helpersMs = 2_000;

/** What helpers are called with. */
type Asking = Pick<Engine, 'now' | 'services' | 'timeZone'>;

/**
 * The page with what the `helpers` of its step made: at once where they are there at once, and the page itself where it
 * has none.
 *
 * @param remainingMs gives the milliseconds left of the request; asked for only where there are helpers
 * @throws WizardError VIEW_FAILED when they throw at once or give no object; HELPERS_UNAVAILABLE when they reject, or do
 *   not come in time
 */
export function withHelpers(asking: Asking, page: Page, remainingMs: () => number): Awaitable<Page> {
  if (!hasOwnView(page)) return page;
  const { helpers } = page.place.step;
  if (helpers === undefined) return page;
  // Those that are there at once cost no time, also where none is left.
  const ms = Math.max(1, Math.min(helpersMs, remainingMs()));
  return andThen(madeHelpers(asking, page, { helpers, ms }), (made) => ({ ...page, helpers: made }));
}

/** The helpers of one page while they are made: whose they are, and those that are still to come by themselves. */
interface Making {
  readonly where: string;
  readonly toCome: Set<string>;
}

function madeHelpers(
  asking: Asking,
  { definition, place, walk }: PageWithOwnView,
  { helpers, ms }: { readonly helpers: StepHelpers; readonly ms: number },
): Awaitable<HelpersView> {
  const making = { where: `wizard "${definition.id}", step "${place.key}"`, toCome: new Set<string>() };
  const earlier = nestedIn(place.scope, earlierThan(() => walk, place)());
  const { language } = definition;
  const around = { ...asking, language, timeZone: definition.timeZone ?? asking.timeZone };
  const call = (limit: Limit) => called(making, () => helpers(earlier, new Call(limit, around)));
  const late = () => unavailable(making, [...making.toCome], `did not come within ${ms} ms`);
  return limited(ms, (limit) => andThen(call(limit), (made) => settled(making, made)), { late });
}

function called(making: Making, call: () => Awaitable<object>): Awaitable<unknown> {
  try {
    const made = asAwaitable(call());
    if (!(made instanceof Promise)) return made;
    return made.catch((cause: unknown) => Promise.reject(failed(making, [], cause)));
  } catch (cause) {
    throw new WizardError('VIEW_FAILED', `${making.where}: its helpers threw; fix it.`, { cause });
  }
}

/** Waits for those among the helpers that come by themselves, side by side. */
function settled(making: Making, made: unknown): Awaitable<HelpersView> {
  if (typeof made !== 'object' || made === null)
    throw new WizardError('VIEW_FAILED', `${making.where}: its helpers must return an object.`);
  const values: { [name: string]: unknown } = { ...made };
  const coming = Object.entries(values).flatMap(([name, given]) => {
    // A query of a database library is often a promise of its own kind.
    const value = asAwaitable(given);
    return value instanceof Promise ? [come(making, name, value).then((come) => (values[name] = come))] : [];
  });
  return coming.length === 0 ? values : Promise.all(coming).then(() => values);
}

async function come(making: Making, name: string, value: Promise<unknown>): Promise<unknown> {
  making.toCome.add(name);
  try {
    return await value;
  } catch (cause) {
    throw failed(making, [name], cause);
  } finally {
    making.toCome.delete(name);
  }
}

function failed(making: Making, names: readonly string[], cause: unknown): WizardError {
  return unavailable(making, names, 'could not be made', cause);
}

function unavailable(
  { where }: Making,
  names: readonly string[],
  what: string,
  cause?: unknown,
): WizardError {
  const quoted = names.map((name) => `"${name}"`).join(', ');
  const which = names.length === 1 ? `helper ${quoted}` : `helpers ${quoted}`.trim();
  return new WizardError('HELPERS_UNAVAILABLE', `${where}: its ${which} ${what}`, { cause });
}

/** A class, so that its getters are one for all: a signal and a day are made for those that ask for them (0027). */
class Call implements CallContext {
  readonly now: Date;
  readonly language: string | undefined;
  readonly services: unknown;
  readonly #limit: Limit;
  readonly #timeZone: string;

  constructor(
    limit: Limit,
    { now, services, timeZone, language }: Asking & { readonly language?: string | undefined },
  ) {
    this.now = new Date(now());
    this.language = language;
    this.services = services;
    this.#limit = limit;
    this.#timeZone = timeZone;
  }

  get signal(): AbortSignal {
    return this.#limit.signal;
  }

  get today(): string {
    return dayIn(this.now, this.#timeZone);
  }
}
