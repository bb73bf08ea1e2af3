import type { NestedAnswers } from '../definition/answers.ts';
import { nestedIn } from '../definition/nest.ts';
import { keyByPositions } from '../definition/path.ts';
import { fieldsAt, type GroupPlace, type StepPlace } from '../definition/place.ts';
import { WizardError } from '../errors.ts';
import { kindOf } from '../kind-of.ts';
import { throughList } from '../flow/position.ts';
import type { Walk } from '../flow/walk.ts';
import { isNone, isPlainObject, issuesOfMessages } from './check-messages.ts';
import type { Issue } from './issue.ts';
import { withinLimit } from './run-check.ts';
import type { ValidationContext } from './validation-context.ts';

/** What is to be corrected, and on which page. */
export interface Wrong {
  readonly place: StepPlace | GroupPlace;
  readonly issues: readonly Issue[];
}

/**
 * Runs the check over all items of a list, each of which is finished and valid.
 *
 * @param walk in which the pages that the check may name are found
 * @returns the first page, in the order of the way, of which it says something; undefined when all is well
 * @throws CHECK_TIMEOUT; HOST_TIMEOUT, or what the host throws when it is asked for its context; DEFINITION_INVALID when it names what is not there; whatever the check throws
 */
export async function checkList(
  place: GroupPlace,
  walk: Walk,
  asked: Pick<ValidationContext, 'now' | 'today' | 'language' | 'services' | 'context' | 'signal'>,
): Promise<Wrong | undefined> {
  const { check, id } = place.step;
  if (check === undefined) return undefined;
  const context = await asked.context();
  const result = await withinLimit(place, asked.signal(), async (signal) => {
    const { now, today, language, services } = asked;
    const { [id]: items = [], ...earlier } = nestedIn(place.scope, throughList(walk, place));
    // A group's answers are a list of its items, and the signal is there, as the request's was given.
    return check(items as readonly NestedAnswers[], {
      earlier,
      now,
      today,
      language,
      services,
      context,
      signal: signal!,
    });
  });
  return wrongIn(place, walk, result);
}

function wrongIn(place: GroupPlace, walk: Walk, result: unknown): Wrong | undefined {
  if (isNone(result)) return undefined;
  if (typeof result === 'string') return { place, issues: [{ field: '', code: 'check', message: result }] };
  if (!isPlainObject(result)) throw wrongMessages(place, kindOf(result));
  const said = Object.entries(result).map(([page, messages]): Wrong => {
    const key = keyByPositions(page, walk.items, place.key);
    const named = walk.path.find((each): each is StepPlace => each.kind === 'step' && each.key === key);
    if (named === undefined || !key.startsWith(`${place.key}/`)) throw unknown(place, `page "${page}"`);
    return { place: named, issues: issuesAt(place, named, messages) };
  });
  const inOrder = walk.path.flatMap(({ key }) => said.filter((each) => each.place.key === key));
  return inOrder.find(({ issues }) => issues.length > 0);
}

function issuesAt(list: GroupPlace, page: StepPlace, messages: unknown): readonly Issue[] {
  if (isNone(messages)) return [];
  const { written } = page;
  if (!isPlainObject(messages)) throw wrongMessages(list, `${kindOf(messages)} for the page "${written}"`);
  return issuesOfMessages(messages, fieldsAt(page), (wrong) =>
    wrong.kind === 'unknown'
      ? unknown(list, `field "${wrong.name}" of "${written}"`)
      : wrongMessages(list, `${wrong.what} as the message for the field "${wrong.name}" of "${written}"`),
  );
}

function wrongMessages({ written }: GroupPlace, what: string): WizardError {
  return new WizardError(
    'DEFINITION_INVALID',
    `list "${written}": its check returned ${what}; return a text for the list as a whole, or texts by an item's page, then field, such as { '0/about': { name: '…' } }; nothing when all is well`,
  );
}

function unknown({ written }: GroupPlace, what: string): WizardError {
  return new WizardError(
    'DEFINITION_INVALID',
    `list "${written}": its check returned a message for the ${what}, which is not there; return a text for the list as a whole, or messages by an item's page, then field, such as { '0/about': { name: '…' } }`,
  );
}
