import type { AnswerKind, AnswerOf } from '../render/front-end/answers/answers.ts';
import type { Actions, Drafted, FieldOfRow, Found, Page, SentRow } from './pages.ts';
import { request, type CallOptions, type Received, type RequestOptions, type Sent } from './requests.ts';
import { upload, type Upload, type UploadOptions } from './upload.ts';

/** How the pages of one connection are asked for. */
export interface Asking extends RequestOptions {
  /** Where links begin: `https://forms.example`. */
  readonly origin: string;
}

type Body = { readonly [name: string]: unknown };

// The types of one wizard are put on at the door, by `connect`: here every wizard is alike.
type Any = Page<unknown>;

/** Makes a request, and the page that comes of it. */
export async function open(sent: Sent, asking: Asking, call?: CallOptions): Promise<Any> {
  return pageFrom(await request(sent, asking, call), asking);
}

/** What the actions of a page are made with. */
interface At {
  readonly received: Received;
  get(link: string, call?: CallOptions): Promise<Any>;
  post(link: string, body: Body, call?: CallOptions): Promise<Any>;
  /** Makes the same request once more. */
  again(): Promise<Any>;
  /** Sends the same values to the same address with another stamp. */
  resend(stamp: Body): Promise<Any>;
  readonly asking: Asking;
}

function pageFrom(received: Received, asking: Asking): Any {
  const { status, body, sent } = received;
  const urlOf = (link: string) => new URL(link, asking.origin).href;
  const at: At = {
    received,
    asking,
    get: (link, call) => open({ url: urlOf(link) }, asking, call),
    post: (link, posted, call) => open({ url: urlOf(link), body: posted }, asking, call),
    again: () => open(sent, asking),
    resend: (stamp) => open({ ...sent, body: { ...valuesIn(sent.body), ...stamp } }, asking),
  };
  // What Stepway answers with is described by the schemas that its types are read off.
  const answer = body as unknown as AnswerOf<AnswerKind>;
  return { ...answer, status, go: at.get, ...actionsOn(answer, at) } as Any;
}

function actionsOn(answer: AnswerOf<AnswerKind>, at: At): object {
  // Each kind has the maker of its own: the compiler cannot follow that through a table.
  const table = makers as { readonly [kind: string]: ((answer: never, at: At) => object) | undefined };
  return table[answer.kind]?.(answer as never, at) ?? {};
}

/** The values of a body, without what pages send beside them: a field of a wizard never begins with `_`. */
function valuesIn(body: Body = {}): Body {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !name.startsWith('_')));
}

type Makers = {
  readonly [Kind in keyof Actions<unknown>]: (answer: AnswerOf<Kind>, at: At) => Actions<unknown>[Kind];
} & { readonly step: (answer: AnswerOf<'step'>, at: At) => object };

const makers: Makers = {
  step: stepActions,
  start: ({ links }, { get }) => ({ begin: () => get(links.first) }),
  runs: ({ runs, saved, links }, { get }) => ({
    openRun: (id) => get([...runs, ...saved].find((run) => run.id === id)?.links.open ?? links.self),
    startAnother: () => get(links.another ?? links.self),
  }),
  submitted: ({ links }, { get, post }) => ({
    openReceipt: () => get(links.done),
    restart: () => post(links.start, {}),
  }),
  tasks: ({ links, tasks }, { get }) => ({
    openTask: (id) => get(tasks.find((task) => task.id === id)?.links.open ?? links.self),
    openCheck: () => get(links.check),
  }),
  items: listActions,
  rows: (answer, at) => ({
    ...listActions(answer, at),
    send: (rows: readonly SentRow[]) => at.post(answer.links.self, { ...answer.stamp, rows }),
    addRow: (rows: readonly SentRow[]) => at.post(answer.links.self, { ...answer.stamp, _add: '1', rows }),
    find: ({ row, field }: FieldOfRow, text: string, call?: CallOptions) =>
      find({ answer, field: row === undefined ? field : `${row}.${field}`, text }, at, call),
  }),
  'remove-item': ({ links, stamp, item }, { post }) => ({
    remove: () => post(links.self, { ...stamp, _remove: item.id }),
  }),
  external: ({ links, stamp }, { post }) => ({ leave: () => post(links.self, stamp) }),
  returned: ({ links, stamp }, { post }) => ({ finish: () => post(links.self, stamp) }),
  check: ({ links, stamp, steps }, { get, post }) => ({
    submit: () => post(links.self, stamp),
    change: (key) => get(steps.find((step) => step.key === key)?.links.change ?? links.self),
  }),
  done: (answer, at) => ({ refresh: () => at.get(answer.links.self), ...handsOver(answer, at) }),
  exit: handsOver,
  'in-progress': ({ links }, { get }) => ({ resume: () => get(links.resume) }),
  conflict: (answer, { received, get, post, asking }) => ({
    keepMine() {
      const { links, stamp, typed } = answer;
      // Of rows that were sent together, one is in conflict.
      const isOwn = received.sent.url === new URL(links.self, asking.origin).href;
      const mine = isOwn ? valuesIn(received.sent.body) : typed;
      return post(links.self, { ...mine, ...stamp });
    },
    keepStored: () => get(answer.links.self),
  }),
  expired: ({ links, step, stamp = {} }, { received, resend, get, post }) => {
    const isHeld = received.sent.body !== undefined && step !== undefined;
    return {
      takeOver: () => (isHeld ? resend(stamp) : get(links?.resume ?? '')),
      undo: () => (isHeld ? resend({ ...stamp, _undo: '1' }) : post(links?.end ?? '', { _undo: '1' })),
    };
  },
  'saved-run': ({ links, stamp }, { resend, post }) => ({
    takeBack: () => (stamp === undefined ? post(links.here, {}) : resend(stamp)),
  }),
  'open-saved': ({ links }, { get, post }) => ({
    openRun: () => (links.open === undefined ? get(links.resume) : post(links.open, {})),
  }),
  'no-cookies': (_answer, { again }) => ({ again }),
  full: (_answer, { again }) => ({ again }),
  unavailable: (_answer, { again, received }) => ({ again, retryAfterMs: received.retryAfterMs }),
  delete: ({ links }, { post }) => ({ deleteAnswers: () => post(links.end, {}) }),
  deleted: ({ links }, { post }) => ({ undo: () => post(links.end, { _undo: '1' }) }),
};

function handsOver({ handOvers }: Pick<AnswerOf<'done'>, 'handOvers'>, { get, post }: At) {
  return {
    async handOver(wizard: string): Promise<Any> {
      const way = handOvers.find((each) => each.wizard === wizard);
      if (way?.action !== undefined && way.stamp !== undefined) return post(way.action, way.stamp);
      if (way?.start !== undefined) return get(way.start);
      throw new RangeError(
        `this page hands over to ${handOvers.map((each) => each.wizard).join(', ') || 'no wizard'}, not to "${wizard}"`,
      );
    },
  };
}

function listActions({ links, stamp, removed }: AnswerOf<'items'> | AnswerOf<'rows'>, { get, post }: At) {
  const act = (what: Body) => post(links.self, { ...stamp, ...what });
  return {
    add: () => act({ _more: true }),
    finish: () => act({ _more: false }),
    remove: (id: string) => act({ _remove: id }),
    restore: () => (removed === undefined ? get(links.self) : act({ _restore: removed.id })),
  };
}

function stepActions(answer: AnswerOf<'step'>, at: At) {
  const { links, stamp } = answer;
  const { asking } = at;
  const url = new URL(links.self, asking.origin).href;
  const bodyOf = (values: Body) => ({ ...hiddenIn(answer), ...values, ...stamp });
  const tell = async (values: Body, beside: Omit<Sent, 'url'>, call?: CallOptions) =>
    (await request({ url, ...beside, body: { ...bodyOf(values), ...beside.body } }, asking, call)).body;
  return {
    stepId: answer.step.id,
    send: (values: Body, call?: CallOptions) => at.post(links.self, bodyOf(values), call),
    async draft(values: Body, call?: CallOptions): Promise<Drafted> {
      const { saved, keptUntil } = await tell(values, { body: { _draft: '1' } }, call);
      return { saved: saved === true, keptUntil: typeof keptUntil === 'number' ? new Date(keptUntil) : null };
    },
    async check(field: string, values: Body, call?: CallOptions): Promise<string | null> {
      const { message } = await tell(values, { headers: { 'X-Stepway-Validate': field } }, call);
      return typeof message === 'string' ? message : null;
    },
    find: (field: string, text: string, call?: CallOptions) => find({ answer, field, text }, at, call),
    upload: (field: string, file: Blob, options?: UploadOptions): Promise<Upload> =>
      upload({ url, field, file, stamp }, asking, options),
  };
}

interface Searched {
  readonly answer: Pick<AnswerOf<'step'> | AnswerOf<'rows'>, 'links' | 'stamp'>;
  readonly field: string;
  readonly text: string;
}

async function find({ answer, field, text }: Searched, { asking }: At, call?: CallOptions): Promise<Found> {
  const url = new URL(answer.links.self, asking.origin).href;
  const headers = { 'X-Stepway-Find': field };
  // A search that failed is not made again by itself: somebody types on.
  const once = { ...asking, tries: 1 };
  const found = await request({ url, headers, body: { ...answer.stamp, query: text } }, once, call);
  // What Stepway answers to this header is described as `Found`; anything else is no search.
  const { kind, options, more, failed } = found.body as unknown as Found & { readonly kind?: string };
  return kind === 'found' ? { options, more, failed } : { options: [], more: false, failed: true };
}

/** What a page carries along unseen: it counts when it is sent. */
function hiddenIn({ schema, values }: AnswerOf<'step'>): Body {
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => schema.properties[name]?.control === 'hidden'),
  );
}
