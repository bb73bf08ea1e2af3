import type { Json } from '../definition/model.ts';
import type { RawValue } from './raw.ts';

/** A stored answer of most controls as it would be typed. */
export function typedAnswer(answer: Json): RawValue | undefined {
  if (typeof answer === 'string') return answer;
  if (typeof answer === 'number') return plainNumber(answer);
  if (typeof answer === 'boolean') return String(answer);
  return isList(answer) ? answer.filter((each) => typeof each === 'string') : undefined;
}

/** A number in digits alone, never in exponents, so that the same is read again. */
export function plainNumber(number: number): string {
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(String(number));
  if (match === null) return String(number);
  const digits = `${match[2]}${match[3] ?? ''}`;
  const exponent = Number(match[4]);
  // An exponent is written for very large whole numbers and very small fractions only.
  return exponent < 0
    ? `${match[1]}0.${'0'.repeat(-exponent - 1)}${digits}`
    : `${match[1]}${digits.padEnd(exponent + 1, '0')}`;
}

function isList(answer: Json): answer is readonly Json[] {
  return Array.isArray(answer);
}
