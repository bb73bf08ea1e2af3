import { z } from 'zod';
import type { NestedAnswers } from '../definition/answers.ts';
import type { ChoiceSource, Option } from '../definition/field.ts';
import { WizardError } from '../errors.ts';
import { factsOf, type Log } from '../log.ts';
import { within } from '../time-limit.ts';

/** Options as they came from the host, and when: milliseconds since the epoch. */
export interface Loaded {
  readonly options: readonly Option[];
  readonly loadedAt: number;
  /** That they stand in for those that could not be loaded: an answer that was given before is taken with them. */
  readonly isStandIn?: boolean | undefined;
}

/** A source, the field whose it is, and the earlier answers that it depends on. */
export interface Asked {
  readonly source: ChoiceSource;
  readonly place: { readonly wizard: string; readonly step: string; readonly field: string };
  /** As JSON: what came is shared by all whose answers are the same. */
  readonly on?: string | undefined;
  readonly earlier?: NestedAnswers | undefined;
}

/** Gives the options of a source, the same object while they are cached. */
export type LoadOptions = (asked: Asked) => Promise<Loaded>;

const defaults = { timeoutMs: 1_500, cacheMs: 60_000 };

/** After a load that failed, the old options are shown for this long without asking again: nobody waits for each try. */
const pauseMs = 5_000;

/** For how many different answers the options of one source are kept; past them the oldest go. */
const mostKept = 200;

const givenOptions = z.array(z.looseObject({ value: z.string(), label: z.string().min(1) }));

interface Entry {
  loaded?: Loaded;
  standIn?: Loaded;
  underWay?: Promise<Loaded>;
  failedAt?: number;
}

/**
 * Loads and caches the options of choices made with `choiceFrom`, for every wizard of a site. When a load fails, the
 * last options for the same answers stay in use, and without them those that the author gives in their place.
 *
 * @throws (the returned function) WizardError CHOICES_UNAVAILABLE, naming the field, when there are none yet
 */
export function optionLoader(around: {
  readonly services: unknown;
  readonly log: Log;
  readonly now: () => number;
}): LoadOptions {
  const kept = new Map<ChoiceSource, Map<string, Entry>>();

  return async (asked) => {
    const entry = entryOf(kept, asked);
    const { loaded } = entry;
    const { cacheMs = defaults.cacheMs, whenUnavailable } = asked.source;
    if (loaded !== undefined && around.now() - loaded.loadedAt < cacheMs) return loaded;
    const last = loaded ?? entry.standIn;
    if (last !== undefined && around.now() - (entry.failedAt ?? -Infinity) < pauseMs) return last;
    // Many visitors come at once: one of them asks.
    entry.underWay ??= ask(asked);
    const { underWay } = entry;
    try {
      const fresh = await underWay;
      entry.loaded = fresh;
      return fresh;
    } catch (cause) {
      entry.failedAt = around.now();
      const { wizard, step, field } = asked.place;
      const message = `wizard "${wizard}", step "${step}", field "${field}": the options of the choice could not be loaded`;
      if (loaded === undefined && whenUnavailable === undefined)
        throw new WizardError('CHOICES_UNAVAILABLE', message, { cause });
      around.log.warn({ stale: loaded !== undefined, ...factsOf(cause) }, message);
      if (loaded !== undefined) return loaded;
      entry.standIn ??= { options: whenUnavailable ?? [], loadedAt: around.now(), isStandIn: true };
      return entry.standIn;
    } finally {
      if (entry.underWay === underWay) delete entry.underWay;
    }
  };

  async function ask({ source, earlier }: Asked): Promise<Loaded> {
    const { load, timeoutMs = defaults.timeoutMs } = source;
    const late = () => new Error('the load took too long');
    // The author's own types of the services and the earlier answers, which only the author knows.
    const known = { services: around.services, earlier } as { services: never; earlier: never };
    const given: unknown = await within(timeoutMs, async ({ signal }) => load({ ...known, signal }), {
      late,
    });
    const read = givenOptions.safeParse(given);
    if (read.success) return { options: read.data as readonly Option[], loadedAt: around.now() };
    const at = read.error.issues[0]?.path.join('.') ?? '';
    const place = at === '' ? 'its load' : `its load, at ${at},`;
    throw new TypeError(`${place} must give a list of options: [{ value: 'cork', label: 'Cork' }, …]`);
  }
}

/**
 * The same for what only shows answers that were sent: they stay, whatever the options are today, and one whose options
 * cannot be loaded is called by its value.
 */
export function loaderForSent(load: LoadOptions, log: Log): LoadOptions {
  return async (asked) => {
    try {
      return { ...(await load(asked)), isStandIn: true };
    } catch (error) {
      log.warn(factsOf(error), 'a choice that was sent is shown without its label');
      return { options: [], loadedAt: 0, isStandIn: true };
    }
  };
}

function entryOf(kept: Map<ChoiceSource, Map<string, Entry>>, { source, on = '' }: Asked): Entry {
  const entries = kept.get(source) ?? new Map<string, Entry>();
  kept.set(source, entries);
  const known = entries.get(on);
  if (known !== undefined) return known;
  const [oldest] = entries.size < mostKept ? [] : entries.keys();
  if (oldest !== undefined) entries.delete(oldest);
  const made: Entry = {};
  entries.set(on, made);
  return made;
}
