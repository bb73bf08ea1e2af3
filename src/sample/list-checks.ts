import type { Json } from '../definition/answers.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { keyOf } from '../definition/path.ts';
import { pathInAny, type GroupPlace, type StepPlace } from '../definition/place.ts';
import { itemProgress } from '../flow/items.ts';
import { liveOf, walkOf, type Filled, type Walk } from '../flow/walk.ts';
import { checkList, type Wrong } from '../form/check-list.ts';
import { wordIssue } from '../form/issue.ts';
import { english } from '../language/language.ts';
import { dayIn } from '../time-zone.ts';
import type { Random } from '../controls/sample.ts';
import type { Deciding } from './deciding.ts';
import { fixedFor } from './fixed-answers.ts';
import type { GenerateOptions } from './generate-options.ts';
import { generateStep, mostTries } from './generate-step.ts';
import { callWith, type SampleCall } from './sample-call.ts';

/** What items are made with. */
export interface ListRequest {
  readonly definition: WizardDefinition;
  readonly random: Random;
  readonly options: GenerateOptions;
  readonly call: SampleCall;
  /** What decides the way: values that it reads stay as they are. */
  readonly deciding: Deciding;
}

/** Items with which the checks over their lists are content, or why none were found. */
export type Listed =
  { readonly ok: true; readonly filled: Filled } | { readonly ok: false; readonly message: string };

/**
 * Sees to it that the checks over the lists which were just finished pass: what they refuse is made anew, along the same
 * way.
 *
 * @param touched the key of what was answered last
 */
export async function withPassingLists(
  start: Filled,
  touched: string,
  request: ListRequest,
): Promise<Listed> {
  let filled = start;
  for (const list of finishedLists(walkOf(request.definition, start), touched)) {
    let wrong = await wrongIn(list, filled, request);
    for (let tried = 1; wrong !== undefined && tried < mostTries; tried += 1) {
      filled = await madeAnew(list, filled, request);
      wrong = await wrongIn(list, filled, request);
    }
    if (wrong !== undefined) {
      const count = filled.items?.[list.key]?.length ?? 0;
      return { ok: false, message: refusedMessage(list, { wrong, count, call: request.call }) };
    }
  }
  return { ok: true, filled };
}

/** The lists with a check of which nothing is left to answer, and of which something was answered just now. */
function finishedLists(walked: Walk, touched: string): readonly GroupPlace[] {
  return walked.path.filter((place): place is GroupPlace => {
    if (place.kind !== 'group' || place.step.check === undefined || walked.waiting.has(place.key))
      return false;
    const isTouched = touched === place.key || touched.startsWith(`${place.key}/`);
    const items = walked.items[place.key] ?? [];
    return isTouched && items.every((item) => itemProgress(walked, { group: place, item }).isComplete);
  });
}

function wrongIn(
  list: GroupPlace,
  filled: Filled,
  { definition, options }: ListRequest,
): Promise<Wrong | undefined> {
  const now = new Date((options.now ?? Date.now)());
  return checkList(list, walkOf(definition, filled), {
    now,
    today: dayIn(now, options.timeZone),
    services: options.services,
    context: () => options.context,
    signal: () => new AbortController().signal,
  });
}

/** The same items with other answers. */
async function madeAnew(list: GroupPlace, start: Filled, request: ListRequest): Promise<Filled> {
  const { definition, random, options, call, deciding } = request;
  let filled = start;
  for (const place of walkOf(definition, start).path) {
    if (place.kind !== 'step' || !place.key.startsWith(`${list.key}/`)) continue;
    const earlier = liveOf(walkOf(definition, filled));
    const fixed = fixedFor(options.fixed, place, earlier, call);
    const given = { ...decidingValues(place, filled, deciding), ...fixed };
    const made = await generateStep(place, { random, earlier, options, given });
    if (made.ok) filled = { ...filled, answers: { ...filled.answers, [place.key]: made.answers } };
  }
  return filled;
}

/** The values of a step on which the way depends; null for none. */
function decidingValues(
  place: StepPlace,
  { answers }: Filled,
  { compared }: Deciding,
): { readonly [field: string]: Json } {
  const read = new Set(compared.map(({ ref }) => keyOf(ref)));
  const path = pathInAny(place);
  const names = place.step.fields.map(({ name }) => name).filter((name) => read.has(keyOf([...path, name])));
  return Object.fromEntries(names.map((name) => [name, answers[place.key]?.[name] ?? null]));
}

/** Says that items could not be made, with what the check said last and the fix. */
function refusedMessage(
  list: GroupPlace,
  {
    wrong: { place, issues },
    count,
    call,
  }: { readonly wrong: Wrong; readonly count: number; readonly call: SampleCall },
): string {
  const [issue] = issues;
  const fields = place.kind === 'step' ? place.step.fields : [];
  const said = issue === undefined ? '' : wordIssue(issue, { fields }, english).message;
  const [page] = list.step.nodes;
  const fixed = `fixed: { '${list.written}/${page?.id ?? '…'}': (earlier) => ({ … }) }`;
  return (
    `${call}(): list "${list.written}": no ${count} items were found that its check accepts in ${mostTries} tries; ` +
    `the last ones got: "${said}". Give what it looks at, by the number of items if need be (earlier.${list.step.id}.length): ` +
    callWith(call, fixed)
  );
}
