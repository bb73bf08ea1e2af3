import express, { type Response, type Router } from 'express';
import session, { type Store } from 'express-session';
import { answersOf, stepway, text, wizard, type Storage } from '../../src/index.ts';
import type { ReadersProject } from './import-block.ts';

const page = 'docs/sessions.md';

interface Gate {
  readonly come: () => void;
  readonly open: Promise<void>;
}

/** While there is a gate, whoever passes it says so and waits. */
let gate: Gate | undefined;
const atGate = async (): Promise<void> => {
  gate?.come();
  await gate?.open;
};

/** Runs what happens while `slow` waits at the gate, and gives what `slow` came to. */
export async function meanwhile<Result>(slow: () => Promise<Result>, happens: () => Promise<unknown>) {
  let open = (): void => {};
  const waiting = new Promise<void>((come) => {
    gate = { come, open: new Promise((opened) => (open = opened)) };
  });
  const result = slow();
  await waiting;
  gate = undefined;
  await happens();
  open();
  return result;
}

const visa = wizard({ id: 'visa', title: 'Visa', version: 1, start: false })
  .step('who', { title: 'Who?', fields: { name: text('Name') } })
  .step('why', {
    title: 'Why?',
    fields: { why: text('Reason') },
    check: async () => {
      await atGate();
      return undefined;
    },
  })
  .complete({ action: 'Send' });

const complaint = wizard({ id: 'complaint', title: 'Complaint', version: 1, start: false })
  .step('what', { title: 'What?', fields: { what: text('What went wrong') } })
  .step('when', { title: 'When?', fields: { when: text('When') } })
  .complete({ action: 'Send' });

const quiet = (): void => {};
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };

/** The host of the guide: its blocks, mounted one after the other. */
export async function hostOf(
  project: ReadersProject,
  storage: Storage,
  settings: Partial<session.SessionOptions> = {},
) {
  const { shop } = await project.importBlock(page, 'visits');
  const { logInRoute } = await project.importBlock(page, 'carry:');
  const { logOutRoutes } = await project.importBlock(page, 'endSessions(sessions');
  const { remember, rememberedLogIn } = await project.importBlock(page, 'rememberedLogIn');
  type Find = (name: string, password: string) => Promise<string | undefined>;
  const tokens = new Map<string, string>();
  const table = {
    put: async (hash: string, { user }: { user: string }) => void tokens.set(hash, user),
    find: async (hash: string) => tokens.get(hash),
  };
  const forms = stepway({ wizards: [visa, complaint], storage, log });
  const app = express();
  app.use(
    session({
      store: storage.sessions,
      name: 'session',
      secret: 'a secret',
      resave: false,
      saveUninitialized: false,
      ...settings,
    }),
  );
  app.use((rememberedLogIn as (given: typeof table) => Router)(table));
  app.use('/apply', forms);
  app.use(shop as Router);
  app.use(
    (logInRoute as (find: Find) => Router)(async (name, word) => (word === 'right' ? name : undefined)),
  );
  app.use((logOutRoutes as (sessions: Store) => Router)(storage.sessions));
  const openSession = (req: express.Request) => req.session as unknown as { [key: string]: unknown };
  app.get('/me', async (req, res) => {
    const answers = await answersOf(req, visa);
    res.json({ id: req.sessionID, user: openSession(req)['user'], name: answers?.who?.name });
  });
  app.get('/slow-count', async (req, res) => {
    openSession(req)['slow'] = 1;
    await atGate();
    res.json(openSession(req)['slow']);
  });
  app.get('/for-days', (req, res) => {
    req.session.cookie.maxAge = 30 * 86_400_000;
    openSession(req)['kept'] = true;
    res.json({});
  });
  app.get('/touch', (req, res) => {
    req.session.touch();
    res.json({});
  });
  app.get('/empty', (req, res) => {
    req.session.regenerate(() => res.json({}));
  });
  app.get('/null', (req, res) => {
    Object.assign(req, { session: null });
    res.json({});
  });
  app.post('/remember/:user', async (req, res) => {
    // The cookie is for HTTPS, and the test speaks HTTP.
    const plain = { cookie: (name: string, value: string) => res.cookie(name, value) } as unknown as Response;
    await (remember as (res: Response, user: string, tokens: typeof table) => Promise<void>)(
      plain,
      req.params.user,
      table,
    );
    res.json({});
  });
  return { app, forms };
}
