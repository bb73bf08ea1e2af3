import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { explain } from '../../definition/explain.ts';
import { checkNode, graphOf } from '../../definition/graph.ts';
import type { AnswersByStep, Step, WizardDefinition } from '../../definition/model.ts';
import { WizardError } from '../../errors.ts';
import { findStep, resume } from '../../flow/position.ts';
import { walk, type Walk } from '../../flow/walk.ts';
import { rawOf } from '../../form/prefill.ts';
import { crossSiteCheck } from '../../http/security.ts';
import type { Site } from '../../http/site.ts';
import { viewOf } from '../../render/view-of.ts';
import type { Frame, Page } from '../../render/page.ts';
import { openSession } from '../../session/repository.ts';
import type { WizardState } from '../../session/state.ts';
import { begin, withCarried, withWizard } from '../../session/transition.ts';
import { generateStep } from '../../testing/generate.ts';
import { seeded } from '../../testing/seeded.ts';
import { drawGraph } from './graph-svg.ts';
import { currentPage, statesOfStep, statesOfWizard, type PageState, type Sample } from './page-states.ts';
import { answersUpTo } from './sample-answers.ts';
import { studioPage, studioPart } from './studio-views.ts';

/**
 * The studio: what a wizard looks like from above, for the visitor's own session. It shows and changes answers, so it
 * belongs to the development server alone; it stands behind the session.
 *
 * @param onMoved told when the studio has changed the visitor's answers
 */
export function createStudio(site: Site, onMoved: () => void): Router {
  const router = express.Router();
  router.use(studioHeaders, crossSiteCheck([]), express.urlencoded({ extended: false }));

  router.get('/', (_req, res) => {
    res.send(studioPage('list', 'Studio', { wizards: [...site.definitions.values()] }));
  });
  router.get(
    '/:wizard',
    on(site, async (req, res, definition) => {
      const title = `Studio: ${definition.title}`;
      res.send(
        studioPage('wizard', title, {
          definition,
          live: livePart(site, req, definition),
          problem: problemOf(req),
        }),
      );
    }),
  );
  router.get(
    '/:wizard/live',
    on(site, async (req, res, definition) => {
      res.send(livePart(site, req, definition));
    }),
  );
  router.get(
    '/:wizard/states',
    on(site, async (req, res, definition) => {
      const { id, title, steps } = definition;
      const step = findStep(definition, String(req.query['step'] ?? ''));
      const states = await statesFor(site, req, definition, step);
      res.send(studioPage('states', `Page states: ${title}`, { id, title, steps, step: step?.key, states }));
    }),
  );
  router.get(
    '/:wizard/state/*name',
    on(site, async (req, res, definition) => {
      const [kind, ...rest] = segments(req, 'name');
      const step = kind === 'step' ? findStep(definition, rest.slice(0, -1).join('/')) : undefined;
      const name = segments(req, 'name').join('/');
      const found = (await statesFor(site, req, definition, step)).find((state) => state.name === name);
      if (found === undefined) return void res.sendStatus(404);
      res.set(
        'Content-Security-Policy',
        csp({ frameAncestors: "'self'", styleSrc: `'self' 'nonce-${nonce}'` }),
      );
      res.send(site.renderer.render(found.page, frameOf(site), { fragment: false }));
    }),
  );
  router.get(
    '/:wizard/model/*step',
    on(site, async (req, res, definition) => {
      const step = findStep(definition, segments(req, 'step').join('/'));
      if (step === undefined) return void res.sendStatus(404);
      const sample = await sampleFor(site, req, definition, step.key);
      const page: Page = step.exit ? (await statesOfStep(sample, step))[0]!.page : currentPage(sample, step);
      res.type('json').send(`${JSON.stringify(viewOf(page, frameOf(site)), null, 2)}\n`);
    }),
  );

  router.post(
    '/:wizard/jump',
    on(site, async (req, res, definition) => {
      const step = stepGiven(req);
      const { state } = stateOf(site, req, definition);
      const answers = await wayTo(definition, step, state?.answers ?? {});
      await save(site, req, definition, { ...(state ?? fresh(site, definition)), answers });
      onMoved();
      res.redirect(303, `${base(definition)}/${step}`);
    }),
  );
  router.post(
    '/:wizard/fill',
    on(site, async (req, res, definition) => {
      const step = findStep(definition, stepGiven(req));
      if (step === undefined) return void res.sendStatus(404);
      const { state } = stateOf(site, req, definition);
      const isHere = walk(definition, state?.answers ?? {}).path.includes(step);
      const answers = isHere
        ? (state?.answers ?? {})
        : await wayTo(definition, step.key, state?.answers ?? {});
      const made = await generateStep(definition, step, {
        random: seeded(site.now() % 100_000),
        earlier: walk(definition, answers).live,
        options: { services: site.services },
      });
      if (!made.ok)
        throw new WizardError('DEFINITION_INVALID', `no valid answers could be made for "${step.key}"`);
      const before = { ...(state ?? fresh(site, definition)), answers };
      await save(site, req, definition, withCarried(before, step, rawOf(step, made.answers)));
      onMoved();
      res.redirect(303, `${base(definition)}/${step.key}`);
    }),
  );
  router.post(
    '/:wizard/reset',
    on(site, async (req, res, definition) => {
      await save(site, req, definition, undefined);
      onMoved();
      res.redirect(303, `/_studio/${definition.id}`);
    }),
  );
  return router;
}

const nonce = 'studio';
const base = ({ id }: WizardDefinition) => `/${id}`;

/** A route of a wizard: a problem with it is said on its studio page. */
function on(
  site: Site,
  handle: (req: Request, res: Response, definition: WizardDefinition) => Promise<void>,
): RequestHandler {
  return async (req, res, next) => {
    const known = site.definitions.get(String(req.params['wizard']));
    if (known === undefined) return next();
    try {
      await handle(req, res, await site.resolveChoices(known));
    } catch (error) {
      const problem = encodeURIComponent(error instanceof Error ? error.message : String(error));
      if (req.method !== 'POST') return next(error);
      res.redirect(303, `/_studio/${known.id}?problem=${problem}`);
    }
  };
}

function problemOf(req: Request): string | undefined {
  const { problem } = req.query;
  return typeof problem === 'string' ? problem : undefined;
}

function livePart(site: Site, req: Request, definition: WizardDefinition): string {
  const { state } = stateOf(site, req, definition);
  const answers = state?.answers ?? {};
  const walked = walk(definition, answers);
  const next = resume(walked);
  const current = next.to === 'check' ? checkNode : next.step.key;
  const reached = walked.firstIncomplete ?? walked.exit;
  const upTo = reached === undefined ? walked.path : walked.path.slice(0, walked.path.indexOf(reached) + 1);
  const path = [...upTo.map(({ key }) => key), ...(walked.complete ? [checkNode] : [])];
  return studioPart('live', {
    id: definition.id,
    current,
    where: whereOf(walked, state),
    graph: drawGraph(graphOf(definition), { path, current, hrefOf: (id) => `#step-${id}` }),
    steps: explain(definition, walked).map((step) => ({
      ...step,
      hasFields: (findStep(definition, step.key)?.fields.length ?? 0) > 0,
      stored: answers[step.key] === undefined ? undefined : JSON.stringify(answers[step.key]),
    })),
    state: state === undefined ? 'Nothing is stored yet.' : JSON.stringify(state, null, 2),
  });
}

function whereOf({ path, firstIncomplete, exit, total }: Walk, state: WizardState | undefined): string {
  if (state?.status === 'submitted') return `Sent, with the reference ${state.reference}`;
  if (exit !== undefined) return `At the exit page “${exit.title}”`;
  if (firstIncomplete === undefined) return `At check-your-answers, after ${path.length} steps`;
  return `At step ${path.indexOf(firstIncomplete) + 1} of ${total ?? `${path.length} or more`}`;
}

function stateOf(site: Site, req: Request, { id }: WizardDefinition) {
  const session = openSession(req, site.now);
  const all = session.state();
  return { session, all, state: Object.hasOwn(all.wizards, id) ? all.wizards[id] : undefined };
}

function fresh(site: Site, definition: WizardDefinition): WizardState {
  return begin(definition.version, site.now(), site.ids);
}

async function save(
  site: Site,
  req: Request,
  definition: WizardDefinition,
  state: WizardState | undefined,
): Promise<void> {
  const { session, all } = stateOf(site, req, definition);
  // What was sent is frozen; going on in the studio is a new run.
  const open = state?.status === 'submitted' ? { ...fresh(site, definition), answers: state.answers } : state;
  const outcome = await session.commit(withWizard(all, definition.id, open));
  if (outcome !== 'saved') throw new WizardError('SESSION_CONFLICT');
}

async function wayTo(
  definition: WizardDefinition,
  key: string,
  current: AnswersByStep,
): Promise<AnswersByStep> {
  const answers = await answersUpTo(definition, key, walk(definition, current).live);
  if (answers !== undefined) return { ...without(current, key), ...answers };
  throw new WizardError('DEFINITION_INVALID', `no way to "${key}" was found among the first 200`);
}

/** The answers of the steps before and after stay where they are; the step itself is asked again. */
function without(answers: AnswersByStep, key: string): AnswersByStep {
  return Object.fromEntries(Object.entries(answers).filter(([other]) => other !== key));
}

async function statesFor(
  site: Site,
  req: Request,
  definition: WizardDefinition,
  step: Step | undefined,
): Promise<readonly PageState[]> {
  const sample = await sampleFor(site, req, definition, step?.key ?? checkNode);
  return step === undefined ? statesOfWizard(sample) : statesOfStep(sample, step);
}

/** Answers that lead to a page, its own among them. */
async function sampleFor(
  site: Site,
  req: Request,
  definition: WizardDefinition,
  key: string,
): Promise<Sample> {
  const { state } = stateOf(site, req, definition);
  const current = walk(definition, state?.answers ?? {}).live;
  const before = (await answersUpTo(definition, key, current)) ?? {};
  const step = findStep(definition, key);
  const made =
    step === undefined || step.exit || current[key] !== undefined
      ? undefined
      : await generateStep(definition, step, {
          random: seeded(1),
          earlier: before,
          options: { services: site.services },
        });
  const own = current[key] ?? (made?.ok === true ? made.answers : undefined);
  const answers = own === undefined ? before : { ...before, [key]: own };
  return { definition, answers, now: site.now() };
}

function frameOf(site: Site): Frame {
  return { base: '', nonce, now: site.now(), lifetime: site.lifetime, theme: site.theme };
}

function stepGiven(req: Request): string {
  const body = req.body as { readonly step?: unknown } | undefined;
  return typeof body?.step === 'string' ? body.step : '';
}

function segments(req: Request, name: string): readonly string[] {
  const value: unknown = req.params[name];
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

const studioHeaders: RequestHandler = (_req, res, next) => {
  res.set({
    'Content-Security-Policy': csp({ frameAncestors: "'none'", styleSrc: "'self'" }),
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
  });
  next();
};

function csp({
  frameAncestors,
  styleSrc,
}: {
  readonly frameAncestors: string;
  readonly styleSrc: string;
}): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${styleSrc}`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${frameAncestors}`,
  ].join('; ');
}
