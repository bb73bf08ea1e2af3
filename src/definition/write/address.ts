import { z } from 'zod';
import { or } from '../condition/conditions.ts';
import type { Option } from '../field.ts';
import { fragment, type Chain } from './builder.ts';
import { country } from './country-maker.ts';
import { choiceFrom } from './loaded-choice-maker.ts';
import { choice, text } from './makers.ts';
import type { AnsweredRef } from './references.ts';

/** An address, as a look-up gives it and as it is typed by hand. */
export interface Address {
  readonly line1: string;
  readonly line2?: string | undefined;
  readonly town: string;
  readonly postcode?: string | undefined;
  /** ISO 3166-1: `IE`. */
  readonly country?: string | undefined;
}

/** What visitors read in the steps of `address`; each is English unless it is given. */
export interface AddressTexts {
  readonly findTitle?: string;
  readonly how?: string;
  readonly find?: string;
  readonly byHand?: string;
  readonly postcode?: string;
  readonly pickTitle?: string;
  readonly pick?: string;
  readonly notListed?: string;
  readonly noneFound?: string;
  readonly unavailable?: string;
  readonly handTitle?: string;
  readonly line1?: string;
  readonly line2?: string;
  readonly town?: string;
  readonly country?: string;
}

const english: Required<AddressTexts> = {
  findTitle: 'What is your address?',
  how: 'How would you like to enter it?',
  find: 'Find it by its postcode',
  byHand: 'Enter it by hand',
  postcode: 'Postcode',
  pickTitle: 'Which is your address?',
  pick: 'Address',
  notListed: 'It is not in this list: enter it by hand',
  noneFound: 'No address was found for this postcode: enter it by hand',
  unavailable: 'Addresses cannot be looked up just now: enter it by hand',
  handTitle: 'Enter your address',
  line1: 'Address line 1',
  line2: 'Address line 2',
  town: 'Town or city',
  country: 'Country',
};

/** Looks addresses up, by the host's service. */
export type FindAddresses<Services> = (given: {
  readonly postcode: string;
  readonly services: Services;
  /** Aborted at the time limit. */
  readonly signal: AbortSignal;
}) => Promise<readonly Address[]>;

/** What the look-up of the second step is given. */
interface Looking<Services> {
  readonly earlier: { readonly find: { readonly postcode?: string | undefined } };
  readonly services: Services;
  readonly signal: AbortSignal;
}

const byHand = 'hand';

/**
 * The steps that ask for an address: by its postcode, of those that the host's service finds, or by hand. When the
 * service fails, it is entered by hand.
 *
 * @param options `find` gives the addresses of a postcode; `texts` are what visitors read; `timeoutMs` for one look-up,
 *   1,500 by default
 * @returns a fragment: `.include('home', address({ find }))`; `addressOf(answers.home)` is the answer
 */
export function address<Services = unknown>(options: {
  readonly find: FindAddresses<Services>;
  readonly texts?: AddressTexts;
  readonly timeoutMs?: number;
}) {
  const { find, timeoutMs } = options;
  const words = { ...english, ...options.texts };
  const handOption = (label: string): Option => ({ value: byHand, label });
  // A cast, and no `.uses()`: that would have hosts warned of services, where `find` may need none.
  const empty = fragment() as Chain<never, never, Services, 'fragment'>;
  return empty
    .step('find', {
      title: words.findTitle,
      fields: {
        // The address itself says how it was come to.
        how: choice(words.how, { find: words.find, [byHand]: words.byHand }, { summary: () => undefined }),
        postcode: text(words.postcode, { width: 10, autocomplete: 'postal-code' }).max(12),
      },
      show: { postcode: (own) => own.how.is('find') },
    })
    .step('pick', {
      title: words.pickTitle,
      when: (earlier) => earlier.find.how.is('find'),
      fields: {
        address: choiceFrom(
          words.pick,
          // Behind `.refine` the compiler is not told what there is.
          async ({ earlier, services, signal }: Looking<Services>) => {
            const found = await find({ postcode: earlier.find.postcode ?? '', services, signal });
            const last = handOption(found.length === 0 ? words.noneFound : words.notListed);
            return [...found.map((each) => ({ value: packed(each), label: linesOf(each).join(', ') })), last];
          },
          {
            dependsOn: (earlier: { readonly find: { readonly postcode: AnsweredRef } }) => [
              earlier.find.postcode,
            ],
            whenUnavailable: [handOption(words.unavailable)],
            ...(timeoutMs === undefined ? {} : { timeoutMs }),
            summary: (value) => linesOfPacked(value)?.join('\n'),
          },
        ).refine((value) => value === byHand || unpacked(value) !== undefined),
      },
    })
    .step('hand', {
      title: words.handTitle,
      when: (earlier) => or(earlier.find.how.is(byHand), earlier.pick.address.is(byHand)),
      initial: { postcode: (earlier) => earlier.find.postcode },
      fields: {
        line1: text(words.line1, { autocomplete: 'address-line1' }).max(100),
        line2: text(words.line2, { autocomplete: 'address-line2' }).max(100).optional(),
        town: text(words.town, { autocomplete: 'address-level2' }).max(60),
        postcode: text(words.postcode, { width: 10, autocomplete: 'postal-code' }).max(12).optional(),
        country: country(words.country, { autocomplete: 'country' }),
      },
    });
}

/** The answers of the steps that `address` makes. */
export interface AddressAnswers {
  readonly pick?: { readonly address: string } | undefined;
  readonly hand?: Address | undefined;
}

/**
 * The address that the steps of `address` came to: the one that was chosen, or the one that was entered by hand.
 *
 * @param answers those of the part: `answers.home`
 */
export function addressOf({ pick, hand }: AddressAnswers): Address {
  const found = pick === undefined ? undefined : unpacked(pick.address);
  if (found !== undefined) return found;
  if (hand !== undefined) return hand;
  throw new TypeError('addressOf() takes the answers of a finished address(), such as answers.home');
}

const addressParts = z.tuple([z.string(), z.string(), z.string(), z.string(), z.string()]);

/** An address as the value of an option: it is the answer, so that nobody has to look it up again. */
function packed({ line1, line2 = '', town, postcode = '', country: code = '' }: Address): string {
  return JSON.stringify([line1, line2, town, postcode, code]);
}

function unpacked(value: string): Address | undefined {
  if (!value.startsWith('[')) return undefined;
  try {
    const read = addressParts.safeParse(JSON.parse(value));
    if (!read.success) return undefined;
    const [line1, line2, town, postcode, code] = read.data;
    return {
      line1,
      line2: line2 || undefined,
      town,
      postcode: postcode || undefined,
      country: code || undefined,
    };
  } catch {
    return undefined;
  }
}

function linesOf({ line1, line2, town, postcode }: Address): readonly string[] {
  return [line1, line2, town, postcode].filter((line) => line !== undefined && line !== '') as string[];
}

/** Without the postcode: it was typed, and stands beside it as it was. */
function linesOfPacked(value: string): readonly string[] | undefined {
  const found = unpacked(value);
  return found === undefined ? undefined : linesOf({ ...found, postcode: undefined });
}
