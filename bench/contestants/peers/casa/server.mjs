/** @dwp/govuk-casa: plan, pages and fields as its guide describes them, with views that give the plain HTML of the form by hand. */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { configure, field, Plan, validators as rules } from '@dwp/govuk-casa';
import express from 'express';
import { doneWords, fields, sectionsOf, steps } from '../../../form.mjs';

const folder = (name) => fileURLToPath(new URL(name, import.meta.url));
const both = (text) => ({ inline: text, summary: text });
const applications = new Map();

function rulesOf({ options, pattern, max, missing, invalid }) {
  const required = rules.required.make({ errorMsg: both(missing) });
  if (options)
    return [required, rules.inArray.make({ source: Object.keys(options), errorMsg: both(missing) })];
  if (pattern) return [required, rules.regex.make({ pattern, errorMsg: both(invalid) })];
  return [required, rules.strlen.make({ max })];
}

const isBusiness = (_route, { data }) => data.contact?.applicantType === 'business';
const plan = new Plan();
plan.setRoute('name', 'contact');
plan.setRoute('contact', 'business', isBusiness);
plan.setRoute('contact', 'address', (route, context) => !isBusiness(route, context));
plan.setRoute('business', 'address');
plan.addSequence('address', 'plan', 'check');

const answersIn = ({ data }) => Object.assign({}, ...steps.map(({ id }) => data[id]));
const shared = { FIELDS: fields, words: doneWords, progress: steps.map(({ id, title }) => ({ id, title })) };
const locals = (localsOf) => ({
  hook: 'prerender',
  middleware: (req, res, next) => {
    Object.assign(res.locals, shared, localsOf(req));
    next();
  },
});

const pages = steps.map((step) => ({
  waypoint: step.id,
  view: 'pages/step.njk',
  fields: step.fields.map((name) => field(name).validators(rulesOf(fields[name]))),
  hooks: [locals(() => ({ step, current: step.id, title: step.title }))],
}));
pages.push({
  waypoint: 'check',
  view: 'pages/check.njk',
  fields: [],
  hooks: [
    locals((req) => {
      const sections = sectionsOf(answersIn(req.casa.journeyContext));
      return { current: 'check', title: 'Check your answers', sections };
    }),
    { hook: 'presanitise', middleware: finish },
  ],
});

function finish(req, res, next) {
  req.session.reference = randomBytes(8).toString('hex');
  applications.set(req.session.reference, answersIn(req.casa.journeyContext));
  delete req.session.journeyContextList;
  req.session.save((error) => (error ? next(error) : res.redirect(302, `${req.baseUrl}/done`)));
}

const { ancillaryRouter, mount } = configure({
  views: [folder('views')],
  session: { name: 'casasession', secret: 'not-a-secret', ttl: 3600, secure: false },
  i18n: { dirs: [folder('locales')], locales: ['en'] },
  pages,
  plan,
});
ancillaryRouter.get('/done', (req, res) => {
  const { reference } = req.session;
  res.render('pages/done.njk', { ...shared, current: 'done', title: 'Thank you', reference });
});

const form = express();
mount(form);
const app = express();
app.use('/permit', form);
const server = app.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
