import { JS, type CharSet, type Concatenation, type Element, type NoParent, type Quantifier } from 'refa';

type Alternatives = readonly NoParent<Concatenation>[];

/** A piece of a pattern by its characters, each numbered where it stands: those it can begin and end with, as often as it can. */
interface Piece {
  readonly isSkippable: boolean;
  readonly first: readonly number[];
  readonly last: readonly number[];
}

/** Longer patterns, with their counts written out, are not looked at. */
const mostCharacters = 120;
/** A count up to this is written out; what repeats more often takes as long as what repeats for ever. */
const longestCount = 12;

/**
 * Whether some loop of a pattern can read one text in two ways, as those of `(a+)+` and `(a|\w)*` do: then each time
 * round doubles the ways that a backtracking engine tries before it says no. Exact for what a regular language can say
 * (Weber and Seidl, On the degree of ambiguity of finite automata, 1991); an assertion is taken to hold, and a
 * back-reference to match nothing.
 *
 * @throws SyntaxError when the source is no pattern under these flags
 */
export function hasAmbiguousLoop(source: string, flags: string): boolean {
  // Unoptimised: an engine tries `a|a` in both ways.
  const options = { assertions: 'parse', backreferences: 'disable', maxOptimizationPasses: 0 } as const;
  const { expression } = JS.Parser.fromLiteral({ source, flags }).parse(options);
  const { characters, after } = readPattern(expression.alternatives);
  if (characters.length > mostCharacters) return false;
  const overlap = characters.map((one) => characters.map((other) => !one.isDisjointWith(other)));
  return isReadTwice(after, (one, other) => overlap[one]![other]!);
}

/** Which characters a pattern has, and which may come after each: twice when there are two ways to it. */
function readPattern(pattern: Alternatives) {
  const characters: CharSet[] = [];
  const after: number[][] = [];
  const link = (from: readonly number[], to: readonly number[]) => {
    for (const each of from) after[each]!.push(...to);
  };
  const oneOf = (alternatives: Alternatives): Piece => {
    const pieces = alternatives.map(({ elements }) => elements.map(read).reduce(inOrder, empty));
    return {
      isSkippable: pieces.some(({ isSkippable }) => isSkippable),
      first: pieces.flatMap(({ first }) => first),
      last: pieces.flatMap(({ last }) => last),
    };
  };
  const inOrder = (before: Piece, next: Piece): Piece => {
    link(before.last, next.first);
    return {
      isSkippable: before.isSkippable && next.isSkippable,
      first: before.isSkippable ? [...before.first, ...next.first] : before.first,
      last: next.isSkippable ? [...before.last, ...next.last] : next.last,
    };
  };
  const read = (element: NoParent<Element>): Piece => {
    switch (element.type) {
      case 'CharacterClass': {
        if (characters.length > mostCharacters) return empty;
        const here = characters.push(element.characters) - 1;
        after.push([]);
        return { isSkippable: false, first: [here], last: [here] };
      }
      case 'Alternation':
        return oneOf(element.alternatives);
      case 'Quantifier':
        return repeated(element);
      case 'Assertion':
        oneOf(element.alternatives);
        return empty;
      case 'Unknown':
        return empty;
    }
  };
  const repeated = ({ alternatives, min, max }: NoParent<Quantifier>): Piece => {
    const isLoop = max > longestCount;
    const least = Math.min(min, longestCount);
    const times = Array.from({ length: isLoop ? Math.max(least, 1) : max }, (_, index) => {
      const time = oneOf(alternatives);
      return index < least ? time : { ...time, isSkippable: true };
    });
    const final = times.at(-1);
    if (isLoop && final !== undefined) link(final.last, final.first);
    return times.reduce(inOrder, empty);
  };
  oneOf(pattern);
  return { characters, after };
}

const empty: Piece = { isSkippable: true, first: [], last: [] };

/**
 * Two readers start at one character and take the same text: does a way on which they part lead them back to it? They
 * part at different characters, or by two ways to the same one.
 */
function isReadTwice(
  after: readonly (readonly number[])[],
  areAlike: (one: number, other: number) => boolean,
): boolean {
  const count = after.length;
  const pairOf = (one: number, other: number) => one * count + other;
  const nextOf = (pair: number): readonly number[] =>
    after[Math.floor(pair / count)]!.flatMap((one) =>
      after[pair % count]!.flatMap((other) => (areAlike(one, other) ? [pairOf(one, other)] : [])),
    );
  const [onward, backward] = [new Map<number, readonly number[]>(), new Map<number, number[]>()];
  const reach = (start: number, steps: (pair: number) => readonly number[]) => {
    const reached = new Set([start]);
    for (const pair of reached) for (const next of steps(pair)) reached.add(next);
    return reached;
  };
  const forth = (pair: number) => {
    const known = onward.get(pair);
    if (known !== undefined) return known;
    const next = nextOf(pair);
    onward.set(pair, next);
    for (const each of next) backward.set(each, [...(backward.get(each) ?? []), pair]);
    return next;
  };
  return after.some((_, here) => {
    const start = pairOf(here, here);
    const there = reach(start, forth);
    const back = reach(start, (pair) => backward.get(pair) ?? []);
    const round = new Set([...there].filter((pair) => back.has(pair)));
    return [...round].some((pair) => {
      const [one, other] = [Math.floor(pair / count), pair % count];
      if (one !== other) return true;
      const same = after[one]!.filter((to) => round.has(pairOf(to, to)));
      return new Set(same).size < same.length;
    });
  });
}
