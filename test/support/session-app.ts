import express, { type Express } from 'express';
import session, { type Store } from 'express-session';
import { saveSession, type OpenSession } from './sessions.ts';

/** A host that keeps a counter in its session: GET shows it, POST raises it and saves before it answers. */
export function sessionApp(store: Store): Express {
  const app = express();
  app.use(
    session({
      store,
      secret: 'a test secret',
      resave: false,
      saveUninitialized: false,
      cookie: { maxAge: 86_400_000 },
    }),
  );
  const open = (req: express.Request) => req.session as unknown as OpenSession;
  app.get('/', (req, res) => {
    res.json(open(req)['count'] ?? 0);
  });
  app.post('/', async (req, res) => {
    open(req)['count'] = Number(open(req)['count'] ?? 0) + 1;
    await saveSession(req.session);
    res.json(open(req)['count']);
  });
  app.post('/implicit', (req, res) => {
    open(req)['seen'] = true;
    res.send('ok');
  });
  app.post('/login', async (req, res) => {
    await new Promise((resolve) => req.session.regenerate(resolve));
    open(req)['login'] = 'someone';
    await saveSession(req.session);
    res.send('ok');
  });
  return app;
}
