import { z } from 'zod';
import type { NestedAnswers } from '../definition/answers.ts';
import { isSearched, mostFound, type ChoiceSource, type LoadContext } from '../definition/choice-source.ts';
import type { Option } from '../definition/field.ts';
import { WizardError } from '../errors.ts';
import { keepLast } from '../keep-last.ts';
import { factsOf, type Log } from '../log.ts';
import { within } from '../time-limit.ts';
import type { PageCalls } from './page-calls.ts';

/** Options as they came from the host, and when: milliseconds since the epoch. */
export interface Loaded {
  readonly options: readonly Option[];
  readonly loadedAt: number;
  /** That they stand in for those that could not be loaded: an answer that was given before is taken with them. */
  readonly isStandIn?: boolean | undefined;
}

/** What is asked of a choice that is searched: the option of a value, or the options that a text finds. */
export type Wanted = { readonly value: string } | { readonly query: string };

/** A source, the field whose it is, and the earlier answers that it depends on. */
export interface Asked {
  readonly source: ChoiceSource;
  /** Without it all options: only of a choice that is not searched. */
  readonly wanted?: Wanted | undefined;
  readonly place: { readonly wizard: string; readonly step: string; readonly field: string };
  /** As JSON: what came is shared by all whose answers are the same. */
  readonly on?: string | undefined;
  readonly earlier?: NestedAnswers | undefined;
  /** Where a page asks for many values: those that are not kept are asked for in turns. */
  readonly calls?: PageCalls<Loaded> | undefined;
}

/** Gives the options of a source, the same object while they are cached. */
export type LoadOptions = (asked: Asked) => Promise<Loaded>;

const defaults = { timeoutMs: 1_500, cacheMs: 60_000 };

/** After a load that failed, the old options are shown for this long without asking again: nobody waits for each try. */
const pauseMs = 5_000;

/** For how many different answers, values and texts the options of one source are kept; past them the oldest go. */
const mostKept = { all: 200, searched: 2_000 };

const givenOption = z.looseObject({ value: z.string(), label: z.string().min(1) });
const givenOptions = z.array(givenOption);

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
  /** Of all who ask here, BCP 47; undefined where the deployment has one language. */
  readonly language?: string | undefined;
  readonly log: Log;
  readonly now: () => number;
}): LoadOptions {
  const kept = new Map<ChoiceSource, Map<string, Entry>>();

  return async (asked) => {
    const entry = entryOf(kept, asked);
    const ready = readyIn(entry, asked.source);
    if (ready !== undefined) return ready;
    return asked.calls === undefined || isAskedTogether(asked)
      ? load(asked)
      : asked.calls.inTurn(entry, () => load(asked));
  };

  function readyIn({ loaded, standIn, failedAt = -Infinity }: Entry, source: ChoiceSource) {
    const { cacheMs = defaults.cacheMs } = source;
    if (loaded !== undefined && around.now() - loaded.loadedAt < cacheMs) return loaded;
    return around.now() - failedAt < pauseMs ? (loaded ?? standIn) : undefined;
  }

  async function load(asked: Asked): Promise<Loaded> {
    const entry = entryOf(kept, asked);
    // Somebody else may have asked while this one waited for its turn.
    const ready = readyIn(entry, asked.source);
    if (ready !== undefined) return ready;
    const { loaded } = entry;
    const { source } = asked;
    try {
      return await inTimeOf(asked.calls, source, () => (entry.underWay ??= ask(asked, entry)));
    } catch (cause) {
      if (cause instanceof SourceTooSlow) asked.calls?.tooSlow.add(source);
      const { wizard, step, field } = asked.place;
      const why = cause instanceof TooSlow ? `: ${cause.message}` : '';
      const message = `wizard "${wizard}", step "${step}", field "${field}": the options of the choice could not be loaded${why}`;
      if (loaded === undefined && source.whenUnavailable === undefined)
        throw new WizardError('CHOICES_UNAVAILABLE', message, { cause });
      around.log.warn({ stale: loaded !== undefined, ...factsOf(cause) }, message);
      if (loaded !== undefined) return loaded;
      entry.standIn ??= {
        options: source.whenUnavailable ?? [],
        loadedAt: around.now(),
        isStandIn: true,
      };
      return entry.standIn;
    }
  }

  /**
   * Many visitors come at once: one of them asks, for all of them. So the call has the time of its source, however little
   * the request has left that began it, and what came is kept also where nobody waits for it any more.
   */
  async function ask(asked: Asked, entry: Entry): Promise<Loaded> {
    const { timeoutMs = defaults.timeoutMs } = asked.source;
    // The author's own types of the services and the earlier answers, which only the author knows.
    const known = { services: around.services, earlier: asked.earlier } as {
      services: never;
      earlier: never;
    };
    try {
      const options = await within(
        timeoutMs,
        async ({ signal }) => optionsFrom(asked, { ...known, language: around.language, signal }),
        { late: () => new SourceTooSlow(timeoutMs) },
      );
      entry.loaded = { options, loadedAt: around.now() };
      return entry.loaded;
    } catch (error) {
      entry.failedAt = around.now();
      throw error;
    } finally {
      delete entry.underWay;
    }
  }
}

/** Waits for a call no longer than a page may; one that it may not wait for is not begun. */
function inTimeOf(
  calls: PageCalls<Loaded> | undefined,
  source: ChoiceSource,
  call: () => Promise<Loaded>,
): Promise<Loaded> {
  if (calls === undefined) return call();
  if (calls.tooSlow.has(source)) throw new TooSlow('another load of this page took too long');
  const leftMs = calls.leftMs();
  const { timeoutMs = defaults.timeoutMs } = source;
  return leftMs < timeoutMs
    ? within(leftMs, call, { late: () => new TooSlow(noTimeLeft(source, calls.allowedMs)) })
    : call();
}

/** A load that nobody waits for any more: its message is ours, and says what to do. */
class TooSlow extends Error {}

/** A source that took longer than it may, whoever asks. */
class SourceTooSlow extends TooSlow {
  constructor(timeoutMs: number) {
    super(`it took longer than ${timeoutMs} ms; make it faster, or raise its timeoutMs`);
  }
}

function noTimeLeft(source: ChoiceSource, allowedMs: number): string {
  if (allowedMs <= 0)
    return 'its request had no time left for loads: what comes before them took all of it, such as the load of the session';
  const fix =
    isSearched(source) && source.getAll === undefined
      ? 'give "getAll" beside "get", which gives the options of many values in one call, or make "get" faster'
      : 'make it faster';
  return `the loads of this page took all the time that its request had for them, ${Math.round(allowedMs)} ms; ${fix}`;
}

/** Whether the options of many values come in one call, which needs no turns. */
function isAskedTogether({ source, wanted }: Asked): boolean {
  return isSearched(source) && source.getAll !== undefined && wanted !== undefined && 'value' in wanted;
}

/** Calls the author's function for what is asked; what it gives is read. */
async function optionsFrom(
  { source, wanted = { query: '' }, calls, on = '' }: Asked,
  context: LoadContext,
): Promise<readonly Option[]> {
  if (!isSearched(source)) return readOptions(await source.load(context), 'load');
  if ('value' in wanted) {
    const { value } = wanted;
    const { getAll } = source;
    const getOne = async () => readOption(await source.get({ ...context, value }), value);
    if (getAll === undefined || calls === undefined) return getOne();
    const found = await calls.together({ source, on }, value, async (values) =>
      values.length === 1 ? getOne() : readAll(await getAll({ ...context, values }), values),
    );
    return found.filter((option) => option.value === value);
  }
  // One more than is shown: whether there are more is told.
  const limit = mostFound + 1;
  return readOptions(await source.find({ ...context, ...wanted, limit }), 'find');
}

function readAll(given: unknown, values: readonly string[]): readonly Option[] {
  const options = readOptions(given, 'getAll');
  if (options.every(({ value }) => values.includes(value))) return options;
  throw new TypeError('its getAll must give options of the values that it is given, and no others');
}

function readOptions(given: unknown, call: 'load' | 'find' | 'getAll'): readonly Option[] {
  // Of thousands that a search gives only those are looked at that are shown.
  const looked = call === 'find' && Array.isArray(given) ? given.slice(0, mostFound + 1) : given;
  const read = givenOptions.safeParse(looked);
  if (read.success) return read.data as readonly Option[];
  const at = read.error.issues[0]?.path.join('.') ?? '';
  const place = at === '' ? `its ${call}` : `its ${call}, at ${at},`;
  throw new TypeError(`${place} must give a list of options: [{ value: 'cork', label: 'Cork' }, …]`);
}

function readOption(given: unknown, value: string): readonly Option[] {
  if (given === undefined || given === null) return [];
  const read = givenOption.safeParse(given);
  if (read.success && read.data.value === value) return [read.data as Option];
  throw new TypeError(
    "its get must give the option of the value that it is given, { value: 'cork', label: 'Cork' }, or undefined",
  );
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

function entryOf(kept: Map<ChoiceSource, Map<string, Entry>>, { source, on = '', wanted }: Asked): Entry {
  const entries = kept.get(source) ?? new Map<string, Entry>();
  kept.set(source, entries);
  const key = wanted === undefined ? on : JSON.stringify([on, wanted]);
  const known = entries.get(key);
  if (known !== undefined) return known;
  const most = isSearched(source) ? mostKept.searched : mostKept.all;
  const made: Entry = {};
  keepLast(entries, [key, made], most);
  return made;
}
