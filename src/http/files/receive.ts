import type { Request, Response } from 'express';
import { limitsOfFiles } from '../../controls/file.ts';
import { controlOf } from '../../controls/all.ts';
import { readToken } from '../../controls/reading/file-tokens.js';
import type { Field } from '../../definition/field.ts';
import { fieldsAt, type Place } from '../../definition/place.ts';
import { currentState } from '../../engine/here.ts';
import { filledAt } from '../../engine/items.ts';
import type { WizardState } from '../../engine/state.ts';
import { isOpen } from '../../flow/position.ts';
import { walkOf } from '../../flow/walk.ts';
import { addTime } from '../../session/request-time.ts';
import { bodyLimits, fieldsOf, isOfType, isUpload, mostTooLong, refuseLong, type Fields } from '../body.ts';
import type { StepExchange } from '../exchange.ts';
import { readStamp } from '../intent.ts';
import { targetOf } from '../target.ts';
import type { Engine } from '../parts.ts';
import { claimed, refusedToken } from './claim.ts';
import { readMultipart, type FilePart } from './multipart.ts';
import { countedIn } from './room.ts';
import { take, type Taker } from './take.ts';

/** How many files of one field are taken in with one form. */
const mostAtOnce = 20;

/** The fields of a page that ask for files. */
export function fileFieldsAt(place: Place): readonly Field[] {
  return fieldsAt(place).filter((field) => controlOf(field).name === 'file');
}

/** Whether a request is sent to a step that asks for files. */
export function asksForFiles(engine: Engine, req: Request): boolean {
  const { place } = targetOf(engine, req);
  return place !== undefined && fileFieldsAt(place).length > 0;
}

/**
 * Takes in the files that come with the form of a step, and puts into its body what each field for files holds then:
 * those that the form names and are this visitor's, and those that it brings. Everything else of the body is read as that
 * of any form. Only the content of a file that this visitor may answer with now is taken: of any other the fields are
 * read and the content is thrown away, and of a page that nobody can have had open nothing is read.
 *
 * @throws WizardError BODY_*, STORE_*
 */
export async function receiveFiles(exchange: StepExchange, res: Response): Promise<void> {
  const { parts, req, place, visit } = exchange;
  const { files } = parts.engine;
  const fields = fileFieldsAt(place);
  if (fields.length === 0 || files === undefined) return;
  const state = await currentState(visit);
  const came = new Map<string, string[]>();
  if (isUpload(req)) {
    // A file that is too large is thrown away as it comes, for the sake of the fields beside it and of its message.
    const room = fields.reduce<number>(
      (sum, field) => sum + mostBytesOf(field, parts.engine),
      bodyLimits.maxBytes,
    );
    const mostBytes = mostTooLong * room;
    refuseLong(req, res, mostBytes, mostBytes);
    const began = visit.now();
    try {
      const onFile = (part: FilePart, before: Fields) =>
        receive(exchange, { part, before, state, came, res });
      req.body = await readMultipart(req, { res, mostBytes, onFile });
    } finally {
      // How long the visitor's line takes is none of the request's own time.
      addTime(req, visit.now() - began);
    }
  }
  const body: { [name: string]: unknown } = { ...fieldsOf(req) };
  const { instance: pageOf } = readStamp(body);
  for (const { name, shape } of fields) {
    const kept = await claimed(withoutRemoved(body, name), { state, pageOf, files });
    const added = came.get(name) ?? [];
    const isSeveral = shape === 'list';
    // Where one is asked for, one that is chosen takes the place of the one before, on a page that is shown again too.
    const held = [...kept, ...added].slice(isSeveral ? 0 : -1);
    body[name] = isOfType(req, 'application/json') ? asJson(held, isSeveral) : held;
  }
  req.body = body;
}

/** One file of a form, on its way. */
interface Arrival {
  readonly part: FilePart;
  /** The fields that came before it, the page's stamp among them. */
  readonly before: Fields;
  readonly state: WizardState | undefined;
  /** Tokens by field. */
  readonly came: Map<string, string[]>;
  readonly res: Response;
}

async function receive(exchange: StepExchange, arrival: Arrival): Promise<'stop' | void> {
  const { part, before, state, came, res } = arrival;
  const field = fileFieldsAt(exchange.place).find(({ name }) => name === part.field);
  switch (standingOf(exchange, before, state)) {
    case 'stranger':
      // What is still on its way is not waited for.
      res.set('Connection', 'close');
      return 'stop';
    case 'late':
      return undefined;
    case 'expected': {
      if (field === undefined) return undefined;
      const tokens = came.get(field.name) ?? [];
      came.set(field.name, tokens);
      const { most = mostAtOnce } = limitsOfFiles(field);
      const taken = Math.min(Math.max(most, 1), mostAtOnce);
      if (tokens.length > taken) return undefined;
      if (tokens.length === taken) return void tokens.push(refusedToken({ why: 'number', most: taken }));
      // Its place first: the next one may come while this one is still being looked at.
      const place = tokens.push(refusedToken({ why: 'cut' })) - 1;
      tokens[place] = await take(part, field, takerOf(exchange, before, state));
      return undefined;
    }
  }
}

/**
 * Whether this visitor may answer the step now; or had its page open once, so that the rest of what they typed is to be
 * kept; or can never have had it open.
 */
function standingOf(
  { definition, place }: StepExchange,
  before: Fields,
  state: WizardState | undefined,
): 'expected' | 'late' | 'stranger' {
  const { instance } = readStamp(before);
  const isOfThisRun = instance === '' || instance === state?.instance;
  if (!isOfThisRun || state?.status === 'submitted') return 'late';
  if (isOpen(walkOf(definition, filledAt(state, place)), place)) return 'expected';
  return instance === '' ? 'stranger' : 'late';
}

function takerOf(exchange: StepExchange, before: Fields, state: WizardState | undefined): Taker {
  const { parts, place, visit } = exchange;
  const { engine } = parts;
  // The route looked: without files there is nothing to take in.
  const files = engine.files!;
  const owner = state?.instance ?? ownerIn(before, place) ?? visit.ids.instance();
  return {
    engine,
    files,
    uploads: engine.uploads,
    owner,
    counted: countedIn(visit.session.state(), owner),
    until: visit.now() + engine.uploads.keptMs,
  };
}

/** Whose the files are that a page holds before its first answer: what is uploaded next belongs to the same. */
function ownerIn(before: Fields, place: Place): string | undefined {
  const tokens = fileFieldsAt(place).flatMap(({ name }) => [before[name]].flat());
  const owners = tokens.map((token) => (typeof token === 'string' ? readToken(token)?.['owner'] : undefined));
  return owners.find((owner) => typeof owner === 'string' && owner.length <= 64) as string | undefined;
}

function mostBytesOf(field: Field, { uploads }: Engine): number {
  const { maxBytes, most } = limitsOfFiles(field);
  return Math.min(maxBytes * (most ?? Infinity), uploads.maxSessionBytes);
}

/** What the form names of a field, without what is ticked to be removed. */
function withoutRemoved(body: Fields, name: string): readonly unknown[] {
  const idOf = (each: unknown) => (typeof each === 'string' ? readToken(each)?.['id'] : undefined);
  const removed = new Set([body[`${name}-remove`]].flat().map(idOf));
  return [body[name]].flat().filter((each) => idOf(each) === undefined || !removed.has(idOf(each)));
}

/** The same for a front end, whose fields are values and no texts. */
function asJson(tokens: readonly string[], isSeveral: boolean): unknown {
  const values = tokens.map((token) => readToken(token));
  return isSeveral ? values : values.at(-1);
}
