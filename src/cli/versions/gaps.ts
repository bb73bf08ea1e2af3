import { isDeepStrictEqual } from 'node:util';
import { newFault, type Fault, type FaultFacts } from '../../fault.ts';
import type { AnswersByStep, Json } from '../../definition/answers.ts';
import type { WizardDefinition } from '../../definition/model.ts';
import { findStep } from '../../definition/place.ts';
import { unfitIn } from '../../form/validate.ts';
import { migrated, MigrationError, sortOut } from '../../engine/upgrade.ts';
import { itemsInKeys } from '../../sample/item-counts.ts';
import { samplesOf, type KeptVersion } from './shape.ts';

/**
 * What would become of answers that a kept version stored, if a visitor came back to the wizard as it is now: what is
 * lost, what is asked again, and a `migrate` that fails. For the same version, whose answers nothing looks at again,
 * each of these is an error.
 */
export async function gapsOf(definition: WizardDefinition, kept: KeptVersion): Promise<readonly Fault[]> {
  const { version } = definition;
  if (kept.version > version) {
    const message = `its version is ${version}, and version ${kept.version} was kept; raise it above that: visitors of version ${kept.version} cannot go on until their sessions end`;
    return [newFault('version-went-back', message, { call: 'wizard', property: 'version' })];
  }
  const fates = new Map<string, Promise<Fate>>();
  const fateOf = (answers: AnswersByStep): Promise<Fate> => {
    const text = JSON.stringify(answers);
    const known = fates.get(text) ?? fate(definition, kept.version, answers);
    fates.set(text, known);
    return known;
  };
  const base = baseOf(kept);
  const comparing: Comparing = { definition, kept, base, fateOf };
  try {
    // Somebody may have answered the first steps only, or none of a branch: a migrate must take that too.
    for (const answers of partsOf(base)) await fateOf(answers);
    const unfit = await unfitFields(comparing, await fateOf(base));
    const isKnown = (fault: Fault) =>
      unfit.some(({ step, field }) => fault.step === step && fault.field === field);
    const lost: Fault[] = [];
    for (const step of Object.keys(kept.steps)) lost.push(...(await lossesIn(comparing, step)));
    return [...unfit, ...lost.filter((fault) => !isKnown(fault))];
  } catch (error) {
    if (!(error instanceof MigrationError)) throw error;
    const message = `its migrate from version ${kept.version} to ${version} ${error.reason}; it must take answers of every kept version, also where steps are not answered yet`;
    return [newFault('migration-fails', message, { call: 'wizard', property: 'migrate' })];
  }
}

/** What became of stored answers. */
interface Fate {
  /** Every value that is still in a control or an answer, by step and field of today. */
  readonly there: { readonly [step: string]: { readonly [field: string]: unknown } };
  /** The steps that are asked again. */
  readonly unfit: ReadonlySet<string>;
  /** The migrated answers. */
  readonly answers: AnswersByStep;
}

/** Today's definition beside a kept version of it. */
interface Comparing {
  readonly definition: WizardDefinition;
  readonly kept: KeptVersion;
  /** One answer to everything. */
  readonly base: AnswersByStep;
  readonly fateOf: (answers: AnswersByStep) => Promise<Fate>;
}

interface Asked {
  readonly step: string;
  readonly field: string;
  readonly samples: readonly Json[];
}

async function fate(definition: WizardDefinition, version: number, stored: AnswersByStep): Promise<Fate> {
  const answers =
    version === definition.version
      ? stored
      : migrated(definition, { version, answers: stored, items: itemsInKeys(Object.keys(stored)) }).answers;
  const sorted = await sortOut(definition, answers);
  const there: { [step: string]: { [field: string]: unknown } } = {};
  for (const key of [...Object.keys(sorted.answers), ...Object.keys(sorted.unfit)]) {
    const known = findStep(definition, key)?.step.fields.map(({ name }) => name) ?? [];
    there[key] = Object.fromEntries(
      Object.entries(answers[key] ?? {}).filter(([name]) => known.includes(name)),
    );
  }
  return { there, unfit: new Set(Object.keys(sorted.unfit)), answers };
}

function baseOf({ steps }: KeptVersion): AnswersByStep {
  return Object.fromEntries(
    Object.entries(steps).map(([key, fields]) => [
      key,
      Object.fromEntries(
        Object.entries(fields).flatMap(([name, kept]) =>
          samplesOf(kept)
            .slice(0, 1)
            .map((value) => [name, value]),
        ),
      ),
    ]),
  );
}

/** The answers of a visitor who has come so far, for each step, and of one who was never asked it. */
function partsOf(base: AnswersByStep): readonly AnswersByStep[] {
  const steps = Object.entries(base);
  return steps.flatMap(([key], index) => [
    Object.fromEntries(steps.slice(0, index)),
    Object.fromEntries(steps.filter(([other]) => other !== key)),
  ]);
}

/** The fields on which whole steps are asked again, whatever was answered. */
async function unfitFields(comparing: Comparing, { unfit, answers }: Fate): Promise<readonly Fault[]> {
  const { definition, kept } = comparing;
  const faults: Fault[] = [];
  for (const key of unfit) {
    const place = findStep(definition, key);
    const isSampled = Object.values(kept.steps[key] ?? {}).every(({ samples }) => samples.length > 0);
    if (place === undefined || !isSampled) continue;
    for (const { field } of await unfitIn(place, answers[key] ?? {})) {
      const isNew = kept.steps[key]?.[field] === undefined;
      const what = isNew
        ? 'is new and must be answered, so that'
        : `does not take what version ${kept.version} stored, so that`;
      const said = `${what} everyone who answered this step is asked again`;
      faults.push(gap(comparing, said, { step: key, field }));
    }
  }
  return faults;
}

const lost = 'is lost';

/** What is lost, or not taken any more, of what was stored of a step: one fault when it is all of it. */
async function lossesIn(comparing: Comparing, step: string): Promise<readonly Fault[]> {
  const { definition, kept } = comparing;
  const fields = Object.entries(kept.steps[step] ?? {});
  const found = await Promise.all(
    fields.map(async ([field, of]) => ({
      field,
      said: await fieldGap(comparing, { step, field, samples: samplesOf(of) }),
    })),
  );
  const place = findStep(definition, step);
  const facts = place === undefined ? {} : { step };
  if (found.length > 1 && found.every(({ said }) => said === lost)) {
    return [gap(comparing, `what version ${kept.version} stored of the step "${step}" ${lost}`, facts)];
  }
  return found.flatMap(({ field, said }) => {
    if (said === undefined) return [];
    const isThere = place?.step.fields.some(({ name }) => name === field) === true;
    const whole = `what version ${kept.version} stored as "${step}.${field}" ${said}`;
    return [gap(comparing, whole, isThere ? { step, field } : facts)];
  });
}

/** What becomes of one field's values, in words; undefined when each of them is carried over. */
async function fieldGap(
  { base, fateOf }: Comparing,
  { step, field, samples }: Asked,
): Promise<string | undefined> {
  const { [field]: _, ...others } = base[step] ?? {};
  const without = await fateOf({ ...base, [step]: others });
  const usual = await fateOf(base);
  let isLost = samples.length > 0;
  for (const value of samples) {
    const came = await fateOf({ ...base, [step]: { ...others, [field]: value } });
    if (!isDeepStrictEqual(came.there, without.there)) isLost = false;
    if ([...came.unfit].every((key) => usual.unfit.has(key))) continue;
    return `can be ${shown(value)}, which is not taken any more: those visitors are asked again`;
  }
  return isLost ? lost : undefined;
}

function gap(
  { definition: { version }, kept }: Comparing,
  said: string,
  place: Pick<FaultFacts, 'step' | 'field'>,
): Fault {
  const call = place.step === undefined ? 'wizard' : undefined;
  if (kept.version === version) {
    const fix = `raise version to ${version + 1}; or, when nobody has filled in version ${version} yet, run stepway check --keep`;
    return newFault('changed-without-version', `${said}; ${fix}`, { ...place, call, property: 'version' });
  }
  const fix = `fix it in migrate; or delete .versions/${kept.wizard}.${kept.version}.json when no session of that version can be left`;
  return newFault('migration-gap', `${said}; ${fix}`, { ...place, call, property: 'migrate' });
}

function shown(value: Json): string {
  const text = JSON.stringify(value);
  return typeof value === 'string' && value.length > 40 ? `a text of ${value.length} characters` : text;
}
