import { didYouMean } from '../did-you-mean.ts';
import type { StepAnswers } from '../definition/answers.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { everyPlace, fieldsAt, findStep, type StepPlace } from '../definition/place.ts';
import { WizardError } from '../errors.ts';
import { isRecord } from '../is-record.ts';
import { rawOf, readAnswers } from '../form/read.ts';
import type { HostAnswer } from './host-event.ts';

/**
 * What is written to each step, in the order of the steps: each is judged with those before it.
 *
 * @param answers what the schemas take, by step; null takes an answer out
 * @throws WizardError CONFIG_INVALID for a step or field that the wizard does not have
 */
export function answersGiven(definition: WizardDefinition, answers: object): readonly HostAnswer[] {
  if (!isRecord(answers)) throw wrongShape('the answers are', answers, '{ step: { field: … } }');
  const order = everyPlace(definition).map(({ written }) => written);
  return Object.entries(answers as { readonly [key: string]: StepAnswers | null | undefined })
    .filter(([, values]) => values !== undefined)
    .map(([key, values]): HostAnswer => {
      const place = findStep(definition, key);
      if (place === undefined) {
        const message = `wizard "${definition.id}" has no step "${key}"${didYouMean(key, order)}`;
        throw new WizardError('CONFIG_INVALID', message);
      }
      return { place, form: values === null || values === undefined ? undefined : formOf(place, values) };
    })
    .toSorted((a, b) => order.indexOf(a.place.written) - order.indexOf(b.place.written));
}

/** Types refuse it; a host without them is told. */
function wrongShape(what: string, given: unknown, wanted: string): WizardError {
  const kind = Array.isArray(given) ? 'a list' : given === null ? 'null' : `a ${typeof given}`;
  return new WizardError('CONFIG_INVALID', `${what} ${kind}; answers are given by name: ${wanted}`);
}

function formOf(place: StepPlace, values: StepAnswers): HostAnswer['form'] {
  const names = fieldsAt(place).map(({ name }) => name);
  if (!isRecord(values))
    throw wrongShape(`step "${place.key}" was given`, values, `{ ${names[0] ?? 'field'}: … }`);
  const strange = Object.keys(values).find((name) => !names.includes(name));
  if (strange !== undefined) {
    const message = `step "${place.key}" has no field "${strange}"${didYouMean(strange, names)}`;
    throw new WizardError('CONFIG_INVALID', message);
  }
  const candidate = readAnswers(place.step, values);
  const given = Object.entries(candidate).filter((entry) => entry[1] !== undefined);
  return { raw: rawOf(place.step, Object.fromEntries(given) as StepAnswers), candidate };
}
