import { z } from 'zod';
import type { Awaitable } from '../awaitable.ts';
import { factsOf, type Log } from '../log.ts';
import type { ChoiceSource, Field, Option } from '../definition/field.ts';
import type { Node, WizardDefinition } from '../definition/model.ts';
import { everyPlace, findPlace } from '../definition/place.ts';
import { WizardError } from '../errors.ts';
import { onceFor } from '../once-for.ts';
import { within } from '../time-limit.ts';

/**
 * Gives a definition with the options of its loaded choices as they are now; the same object while they are cached.
 *
 * @param stepKey only those of this step; of all steps without it
 */
export type ResolveChoices = (definition: WizardDefinition, stepKey?: string) => Awaitable<WizardDefinition>;

interface Loaded {
  readonly options: readonly Option[];
  readonly loadedAt: number;
}

const defaults = { timeoutMs: 1_500, cacheMs: 60_000 };

/** After a load that failed, the old options are shown for this long without asking again: nobody waits for each try. */
const pauseMs = 5_000;

const givenOptions = z.array(z.looseObject({ value: z.string(), label: z.string().min(1) }));

/**
 * Loads and caches the options of choices made with `choiceFrom`, for every wizard of a site. When a load fails, the
 * last options stay in use.
 *
 * @throws (the returned function) WizardError CHOICES_UNAVAILABLE, naming the field, when there are none yet
 */
export function choiceResolver(around: {
  readonly services: unknown;
  readonly log: Log;
  readonly now: () => number;
}): ResolveChoices {
  const loaded = new Map<ChoiceSource, Loaded>();
  const underWay = new Map<ChoiceSource, Promise<Loaded>>();
  const failedAt = new Map<ChoiceSource, number>();
  const resolved = new Map<
    string,
    { readonly from: readonly Loaded[]; readonly definition: WizardDefinition }
  >();

  async function optionsOf({ source, place }: Asked): Promise<Loaded> {
    const known = loaded.get(source);
    if (known !== undefined && around.now() - known.loadedAt < (source.cacheMs ?? defaults.cacheMs))
      return known;
    if (known !== undefined && around.now() - (failedAt.get(source) ?? -Infinity) < pauseMs) return known;
    // Many visitors come at once: one of them asks.
    const asked = underWay.get(source) ?? ask(source);
    underWay.set(source, asked);
    try {
      const fresh = await asked;
      loaded.set(source, fresh);
      return fresh;
    } catch (cause) {
      failedAt.set(source, around.now());
      const message = `${wordsOf(place)}: the options of the choice could not be loaded`;
      if (known === undefined) throw new WizardError('CHOICES_UNAVAILABLE', message, { cause });
      around.log.warn({ stale: true, ...factsOf(cause) }, message);
      return known;
    } finally {
      underWay.delete(source);
    }
  }

  async function ask({ load, timeoutMs = defaults.timeoutMs }: ChoiceSource): Promise<Loaded> {
    const late = () => new Error('the load took too long');
    // The author's own type of the services, which only the author knows.
    const services = around.services as never;
    const given: unknown = await within(timeoutMs, async ({ signal }) => load({ services, signal }), {
      late,
    });
    const read = givenOptions.safeParse(given);
    if (read.success) return { options: read.data as readonly Option[], loadedAt: around.now() };
    const at = read.error.issues[0]?.path.join('.') ?? '';
    const place = at === '' ? 'its load' : `its load, at ${at},`;
    throw new TypeError(`${place} must give a list of options: [{ value: 'cork', label: 'Cork' }, …]`);
  }

  async function resolve(definition: WizardDefinition, stepKey: string | undefined) {
    const asked = askedIn(definition, stepKey);
    if (asked.length === 0) return definition;
    const from = await Promise.all(asked.map(optionsOf));
    const name = `${definition.id}/${stepKey ?? ''}`;
    const known = resolved.get(name);
    if (known !== undefined && known.from.every((each, index) => each === from[index]))
      return known.definition;
    const bySource = new Map(asked.map(({ source }, index) => [source, from[index]?.options ?? []]));
    const fresh = withOptions(definition, bySource);
    resolved.set(name, { from, definition: fresh });
    return fresh;
  }

  return (definition, stepKey) => (loadsOptions(definition) ? resolve(definition, stepKey) : definition);
}

/** Whether a wizard has a choice whose options are loaded: few have. */
const loadsOptions = onceFor(
  (definition: WizardDefinition): boolean => askedIn(definition, undefined).length > 0,
);

/** A source, and the field whose it is. */
interface Asked {
  readonly source: ChoiceSource;
  readonly place: { readonly wizard: string; readonly step: string; readonly field: string };
}

/** @param key only the step at this key */
function askedIn(definition: WizardDefinition, key: string | undefined): readonly Asked[] {
  const only = key === undefined ? undefined : findPlace(definition, key);
  const places = key === undefined ? everyPlace(definition) : only === undefined ? [] : [only];
  return places.flatMap((place) =>
    place.kind !== 'step'
      ? []
      : place.step.fields.flatMap(({ name, meta }): Asked[] =>
          meta.source === undefined
            ? []
            : [{ source: meta.source, place: { wizard: definition.id, step: place.key, field: name } }],
        ),
  );
}

function wordsOf({ wizard, step, field }: Asked['place']): string {
  return `wizard "${wizard}", step "${step}", field "${field}"`;
}

/** The same tree, with these options in it: places keep their keys. */
function withOptions(
  definition: WizardDefinition,
  bySource: ReadonlyMap<ChoiceSource, readonly Option[]>,
): WizardDefinition {
  const withLoaded = (field: Field): Field => {
    const options = field.meta.source === undefined ? undefined : bySource.get(field.meta.source);
    return options === undefined ? field : { ...field, options };
  };
  const resolved = (node: Node): Node => {
    if ('nodes' in node) return { ...node, nodes: node.nodes.map(resolved) };
    const hasLoaded = node.kind === 'step' && node.fields.some(({ meta }) => meta.source !== undefined);
    return hasLoaded ? { ...node, fields: node.fields.map(withLoaded) } : node;
  };
  return { ...definition, nodes: definition.nodes.map(resolved) };
}
