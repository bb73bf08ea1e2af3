/**
 * hmpo-form-wizard as its README sets it up (session, body parser, cookies, wizard). The package ships no views: it gets
 * the plain ones of the form by hand, so that the difference between the two is the wizard itself.
 */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import cookieParser from 'cookie-parser';
import express from 'express';
import session from 'express-session';
import wizard from 'hmpo-form-wizard';
import { fields, sectionsOf, steps } from '../../../form.mjs';

const progress = steps.map(({ id, title }) => ({ id, title }));
const applications = new Map();

const answersIn = (model) => Object.fromEntries(Object.keys(fields).map((name) => [name, model.get(name)]));

function rulesOf({ options, pattern, max }) {
  if (options) return { type: 'equal', arguments: Object.keys(options) };
  if (pattern) return { type: 'regex', arguments: [pattern] };
  return { type: 'maxlength', arguments: [max] };
}

class Page extends wizard.Controller {
  locals(req, res, callback) {
    const { route, title } = this.options;
    const errors = Object.entries(req.form.errors ?? {}).map(([name, { type }]) => {
      const { missing, invalid = missing } = fields[name];
      return [name, type === 'required' ? missing : invalid];
    });
    callback(null, {
      progress,
      current: route.slice(1),
      title,
      csrfToken: res.locals['csrf-token'],
      errors: Object.fromEntries(errors),
    });
  }
}

class Check extends Page {
  locals(req, res, callback) {
    super.locals(req, res, (error, locals) => {
      callback(error, { ...locals, sections: sectionsOf(answersIn(req.sessionModel)) });
    });
  }

  saveValues(req, res, next) {
    super.saveValues(req, res, (error) => {
      if (error) return next(error);
      const reference = randomBytes(8).toString('hex');
      applications.set(reference, answersIn(req.sessionModel));
      req.sessionModel.unset(Object.keys(fields));
      req.sessionModel.set('reference', reference);
      next();
    });
  }
}

class Done extends Page {
  locals(req, res, callback) {
    super.locals(req, res, (error, locals) => {
      callback(error, { ...locals, reference: req.sessionModel.get('reference') });
    });
  }
}

const next = {
  name: 'contact',
  contact: [{ field: 'applicantType', value: 'business', next: 'business' }, 'address'],
  business: 'address',
  address: 'plan',
  plan: 'check',
};
const pages = Object.fromEntries(
  steps.map(({ id, title, fields: names }) => [
    `/${id}`,
    { title, fields: names, next: next[id], controller: Page, entryPoint: id === 'name' },
  ]),
);
pages['/check'] = { title: 'Check your answers', controller: Check, next: 'done' };
pages['/done'] = { title: 'Thank you', controller: Done, noPost: true };

const app = express();
app.disable('x-powered-by');
app.set('view engine', 'ejs');
app.set('views', fileURLToPath(new URL('../../by-hand/views-plain', import.meta.url)));
app.use(cookieParser());
app.use(
  session({
    name: 'sid',
    secret: 'not-a-secret',
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax' },
  }),
);
app.use(express.urlencoded({ extended: true }));
app.use((req, _res, then) => {
  // The views call the token _csrf.
  if (req.body?._csrf) req.body['x-csrf-token'] = req.body._csrf;
  then();
});
const validated = Object.entries(fields).map(([name, field]) => [
  name,
  { validate: ['required', rulesOf(field)] },
]);
app.use('/permit', wizard(pages, Object.fromEntries(validated), { name: 'permit' }));
app.use((error, _req, res, _next) => {
  if (error.redirect) res.redirect(error.redirect);
  else res.status(error.status ?? 500).send(`<p>${error.code ?? ''} ${error.message}</p>`);
});
const server = app.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
