import type { AnswerKind } from '../answers/answers.ts';
import { nameOf, refTo, type Json } from './schemas.ts';

/** An answer that can come: of a kind, described under the kind's name or, at one step, under one of its own. */
export type Possible = AnswerKind | { readonly kind: AnswerKind; readonly name: string };

/** Which answers can come with which status, beside those that can come at any address. */
export type ByStatus = { readonly [status: number]: readonly Possible[] };

/** What a GET can be answered with: its own pages, and what can come anywhere. */
export function toGet(own: ByStatus): Json {
  return { ...commonToGet, 303: refToResponse('Next'), ...described(own) };
}

/** What a POST can be answered with. */
export function toPost(own: ByStatus): Json {
  return { ...commonToPost, 303: refToResponse('Next'), ...described(own) };
}

/** The pages that come in the place of any other once a form was sent, or saved. */
export const insteadOfPage = ['submitted', 'saved-run', 'moved'] as const;

/** The problems of a POST to a form that was sent or saved, or for which there is no room. */
export const insteadOfWrite = [...insteadOfPage, 'full'] as const;

/** What comes at any address, once for the document. */
export function commonResponses(): Json {
  return {
    Next: {
      description: 'Done, and durable: get the page that Location names.',
      headers: { Location: { schema: { type: 'string' } } },
    },
    ...Object.fromEntries(
      Object.entries(problemsAnywhere).map(([name, { description, kinds }]) => [
        name,
        responseOf(400, kinds, description),
      ]),
    ),
  };
}

const problemsAnywhere: {
  readonly [name: string]: { readonly description: string; readonly kinds: readonly AnswerKind[] };
} = {
  BadRequest: {
    description: 'The body cannot be read, or the cookies of the page did not come back.',
    kinds: ['bad-request', 'no-cookies'],
  },
  LogIn: { description: 'The host wants a log-in first, at `location`.', kinds: ['log-in'] },
  Forbidden: {
    description: 'The host does not let this visitor in, or the request came from another site.',
    kinds: ['forbidden', 'refused'],
  },
  NotFound: { description: 'Nothing stands here.', kinds: ['not-found'] },
  Expired: {
    description: 'The session has ended, or its answers were deleted; what was sent is repeated.',
    kinds: ['expired'],
  },
  TooLarge: { description: 'Too much was sent, or the session is full.', kinds: ['too-large'] },
  OtherType: { description: 'The body is of a type that is not read.', kinds: ['bad-request'] },
  Busy: { description: 'Ask again after Retry-After seconds.', kinds: ['unavailable'] },
  Failed: { description: 'Something went wrong.', kinds: ['error', 'unavailable', 'unreadable'] },
};

const commonToGet = {
  401: refToResponse('LogIn'),
  403: refToResponse('Forbidden'),
  404: refToResponse('NotFound'),
  410: refToResponse('Expired'),
  429: refToResponse('Busy'),
  500: refToResponse('Failed'),
  503: refToResponse('Busy'),
};
const commonToPost = {
  400: refToResponse('BadRequest'),
  ...commonToGet,
  409: responseOf(409, insteadOfWrite, 'The form was sent already, or saved; or there is no room for it.'),
  413: refToResponse('TooLarge'),
  415: refToResponse('OtherType'),
};

function described(own: ByStatus): Json {
  return Object.fromEntries(
    Object.entries(own).map(([status, kinds]) => [status, responseOf(Number(status), kinds)]),
  );
}

/** A response with one of several answers, told by their `kind`. */
function responseOf(status: number, kinds: readonly Possible[], description?: string): Json {
  const as = status < 400 ? 'Page' : 'Problem';
  const known = kinds.map((each) =>
    typeof each === 'string' ? { kind: each, name: nameOf(each, as) } : each,
  );
  const [first] = known;
  const schema =
    known.length === 1 && first !== undefined
      ? refTo(first.name)
      : {
          oneOf: known.map(({ name }) => refTo(name)),
          discriminator: {
            propertyName: 'kind',
            mapping: Object.fromEntries(known.map(({ kind, name }) => [kind, refTo(name).$ref])),
          },
        };
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  return {
    description: description ?? known.map(({ kind }) => kind).join(', '),
    content: { [type]: { schema } },
  };
}

/** A response of one schema that is no page. */
export function plain(description: string, name: string): Json {
  return { description, content: { 'application/json': { schema: refTo(name) } } };
}

function refToResponse(name: string): Json {
  return { $ref: `#/components/responses/${name}` };
}
