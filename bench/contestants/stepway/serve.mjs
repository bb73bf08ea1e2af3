import express from 'express';
import session from 'express-session';
import { embeddedStorage, memoryStorage, mongoStorage, stepway } from 'stepway';

const { BACKEND, DATA, MONGODB_URL } = process.env;
const backends = {
  memory: () => memoryStorage(),
  lmdb: () => embeddedStorage({ folder: DATA }),
  mongo: () => mongoStorage({ url: MONGODB_URL }),
};
const silent = { debug() {}, info() {}, warn() {}, error: console.error };
const footerLinks = [
  { href: '/help', label: 'Help' },
  { href: '/privacy', label: 'Privacy' },
  { href: '/cookies', label: 'Cookies' },
  { href: '/accessibility', label: 'Accessibility statement' },
];

/** Stepway in an Express app of its own with its default views, as its documentation mounts it; returns its storage. */
export async function serve(wizards) {
  const storage = await backends[BACKEND]();
  const forms = stepway({ wizards, storage, theme: { name: 'Parking permit', footerLinks }, log: silent });
  await forms.ready;
  const app = express();
  app.disable('x-powered-by');
  app.use(
    session({
      store: storage.sessions,
      name: 'sid',
      secret: 'not-a-secret',
      resave: false,
      saveUninitialized: false,
      cookie: { httpOnly: true, sameSite: 'lax' },
    }),
  );
  app.use(forms);
  app.use(forms.onError);
  const server = app.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
  return storage;
}
