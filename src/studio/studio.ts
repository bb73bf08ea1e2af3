import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { checkNode } from '../graph/graph.ts';
import type { StepAnswers } from '../definition/answers.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { WizardError } from '../errors.ts';
import {
  everyPlace,
  findPlace,
  findStep,
  placesOf,
  type Place,
  type StepPlace,
} from '../definition/place.ts';
import { indexIn } from '../flow/position.ts';
import { liveOf, walkOf, type Filled } from '../flow/walk.ts';
import { rawOf } from '../form/read.ts';
import { crossSiteCheck } from '../http/security.ts';
import type { Parts } from '../http/parts.ts';
import { languageFor } from '../http/reply.ts';
import type { Frame } from '../render/pages/page.ts';
import { viewOf } from '../render/pages/view-of.ts';
import { withCarried } from '../engine/transition.ts';
import type { GenerateOptions } from '../sample/generate-options.ts';
import { generateStep } from '../sample/generate-step.ts';
import { sampleKey } from '../sample/item-counts.ts';
import { seeded } from '../sample/generate-value.ts';
import {
  currentPage,
  statesOfList,
  statesOfStep,
  statesOfWizard,
  type PageState,
  type Sample,
} from './page-states.ts';
import { answersUpTo } from './sample-answers.ts';
import { allowFraming, studioHeaders, studioNonce } from './security.ts';
import { livePart, studioPage } from './studio-views.ts';
import { answersTo, runWith, saveState, stateOf } from './visitor-state.ts';

/**
 * The studio: what a wizard looks like from above, for the visitor's own session. It shows and changes answers, so it
 * belongs to the development server alone; it stands behind the session, at `/_studio`.
 *
 * @param onMoved called when the studio has changed the visitor's answers
 */
export function createStudio(parts: Pick<Parts, 'engine' | 'look'>, onMoved: () => void): Router {
  const { engine } = parts;
  const router = express.Router();
  const on = (handle: Handle) => wizardRoute(parts, handle);
  router.use(studioHeaders, crossSiteCheck([]), express.urlencoded({ extended: false }));

  router.get('/', (_req, res) => {
    res.send(studioPage('list', 'Studio', { wizards: wizardsOf(engine) }));
  });
  router.get('/:wizard', on(showWizard));
  router.get('/:wizard/live', on(showLive));
  router.get('/:wizard/states', on(showStates));
  router.get('/:wizard/state/*name', on(showState));
  router.get('/:wizard/model/*step', on(showModel));
  router.post('/:wizard/jump', on(jump));
  router.post('/:wizard/fill', on(fill));
  router.post('/:wizard/reset', on(reset));
  return router;

  async function jump(exchange: Exchange): Promise<void> {
    const { req, res, definition } = exchange;
    const key = stepGiven(req);
    const state = stateOf(exchange);
    const answers = await answersTo(definition, key, state ?? { answers: {} });
    await saveState(exchange, runWith(exchange, state, answers));
    onMoved();
    res.redirect(303, `/${definition.id}/${key}`);
  }

  /** The answers wait in the controls of the page, as if they had been typed. */
  async function fill(exchange: Exchange): Promise<void> {
    const { req, res, definition } = exchange;
    const place = findStep(definition, stepGiven(req));
    if (place === undefined) return void res.sendStatus(404);
    const state = stateOf(exchange);
    const current = state ?? { answers: {} };
    const isHere = indexIn(walkOf(definition, current), place) >= 0;
    const answers = isHere ? current : await answersTo(definition, place.key, current);
    const filling = await fillingOf(exchange, place, answers);
    const run = runWith(exchange, state, answers);
    await saveState(exchange, withCarried(run, place, rawOf(place.step, filling)));
    onMoved();
    res.redirect(303, `/${definition.id}/${place.key}`);
  }

  async function reset(exchange: Exchange): Promise<void> {
    const { res, definition } = exchange;
    await saveState(exchange, undefined);
    onMoved();
    res.redirect(303, `/_studio/${definition.id}`);
  }
}

/**
 * Valid answers to a step, other ones each time.
 *
 * @throws WizardError DEFINITION_INVALID when none could be made
 */
async function fillingOf(exchange: Exchange, place: StepPlace, filled: Filled): Promise<StepAnswers> {
  const { engine, definition } = exchange;
  const random = seeded(engine.now() % 100_000);
  const earlier = liveOf(walkOf(definition, filled));
  const make = () => generateStep(place, { random, earlier, options: optionsOf(exchange) });
  let made = await make();
  // An exit page is the end of the way: a filling that goes on is worth some tries.
  for (let tries = 1; tries < 10 && made.ok; tries += 1) {
    const answers = { ...filled.answers, [place.key]: made.answers };
    if (walkOf(definition, { ...filled, answers }).exit === undefined) break;
    made = await make();
  }
  if (!made.ok)
    throw new WizardError('DEFINITION_INVALID', `no valid answers to "${place.key}" could be made`);
  return made.answers;
}

interface Exchange extends Pick<Parts, 'engine' | 'look'> {
  readonly req: Request;
  readonly res: Response;
  readonly definition: WizardDefinition;
}

type Handle = (exchange: Exchange) => Promise<void> | void;

/** A route of a wizard; a change that cannot be made is said on the wizard's studio page. */
function wizardRoute(parts: Pick<Parts, 'engine' | 'look'>, handle: Handle): RequestHandler {
  const { engine } = parts;
  return async (req, res, next) => {
    const known = engine.definitions.get(String(req.params['wizard']));
    if (known === undefined) return next();
    try {
      await handle({ ...parts, req, res, definition: await engine.resolveChoices(known) });
    } catch (error) {
      if (req.method !== 'POST') return next(error);
      const problem = encodeURIComponent(error instanceof Error ? error.message : String(error));
      res.redirect(303, `/_studio/${known.id}?problem=${problem}`);
    }
  };
}

function showWizard(exchange: Exchange): void {
  const { req, res, definition } = exchange;
  const live = livePart(definition, stateOf(exchange));
  const { problem } = req.query;
  const studio = { definition, live, problem: typeof problem === 'string' ? problem : undefined };
  res.send(studioPage('wizard', `Studio: ${definition.title}`, studio));
}

function showLive(exchange: Exchange): void {
  exchange.res.send(livePart(exchange.definition, stateOf(exchange)));
}

async function showStates(exchange: Exchange): Promise<void> {
  const { req, res, definition } = exchange;
  const { id, title } = definition;
  const steps = everyPlace(definition).map((place) => ({ key: sampleKey(place), title: place.step.title }));
  const { step: asked } = req.query;
  const place = typeof asked === 'string' ? findPlace(definition, asked) : undefined;
  const states = await statesFor(exchange, place);
  res.send(studioPage('states', `Page states: ${title}`, { id, title, steps, step: place?.key, states }));
}

async function showState(exchange: Exchange): Promise<void> {
  const { look, req, res, definition } = exchange;
  const segments = segmentsOf(req, 'name');
  const place = segments[0] === 'step' ? findPlace(definition, segments.slice(1, -1).join('/')) : undefined;
  const states = await statesFor(exchange, place);
  const found = states.find(({ name }) => name === segments.join('/'));
  if (found === undefined) return void res.sendStatus(404);
  allowFraming(res);
  const html = look.renderer.render(found.page, frameOf(exchange), { fragment: false });
  // In its frame nothing may run, and nothing may take the focus.
  res.send(html.replaceAll(/<script\b[^>]*><\/script>| autofocus(?=[\s>])/g, ''));
}

async function showModel(exchange: Exchange): Promise<void> {
  const { req, res, definition } = exchange;
  const place = findPlace(definition, segmentsOf(req, 'step').join('/'));
  if (place === undefined) return void res.sendStatus(404);
  const view = viewOf(currentPage(await sampleFor(exchange, place.key), place), frameOf(exchange));
  res.type('json').send(`${JSON.stringify(allOf(view), null, 2)}\n`);
}

/** All that a view can read of a page's model: also what it inherits. */
function allOf(view: object): object {
  const all: Record<string, unknown> = {};
  for (const name in view) all[name] = Reflect.get(view, name);
  return all;
}

function wizardsOf({ definitions }: Exchange['engine']) {
  return [...definitions.values()].map((definition) => {
    const { id, title, version } = definition;
    return { id, title, version, pages: placesOf(definition).length };
  });
}

async function statesFor(exchange: Exchange, place: Place | undefined): Promise<readonly PageState[]> {
  const sample = await sampleFor(exchange, place?.key ?? checkNode);
  if (place === undefined) return statesOfWizard(sample);
  return place.kind === 'group' ? statesOfList(sample, place) : statesOfStep(sample, place);
}

/** Answers that lead to a page, its own among them: the visitor's where there are any. */
async function sampleFor(exchange: Exchange, key: string): Promise<Sample> {
  const { engine, definition } = exchange;
  const state = stateOf(exchange) ?? { answers: {} };
  const before = (await answersUpTo(definition, key, state)) ?? { answers: {} };
  const place = findStep(definition, key);
  const own =
    walkOf(definition, state).live[key] ?? (place === undefined ? undefined : await answersOf(place));
  return {
    definition,
    answers: own === undefined ? before.answers : { ...before.answers, [key]: own },
    items: before.items,
    now: engine.now(),
    timeZone: zoneOf(exchange),
  };

  async function answersOf(asked: StepPlace) {
    const request = {
      random: seeded(1),
      earlier: { live: before.answers, items: before.items },
      options: optionsOf(exchange),
    };
    const made = await generateStep(asked, request);
    return made.ok ? made.answers : undefined;
  }
}

function zoneOf({ engine, definition }: Exchange): string {
  return definition.timeZone ?? engine.timeZone;
}

function optionsOf(exchange: Exchange): GenerateOptions {
  return { services: exchange.engine.services, timeZone: zoneOf(exchange) };
}

function frameOf(exchange: Exchange): Frame {
  const { engine, look } = exchange;
  const { lifetime, theme } = look;
  const language = languageFor(look);
  return {
    base: '',
    nonce: studioNonce,
    now: engine.now(),
    timeZone: zoneOf(exchange),
    lifetime,
    theme,
    language,
  };
}

function stepGiven(req: Request): string {
  const body = req.body as { readonly step?: unknown } | undefined;
  return typeof body?.step === 'string' ? body.step : '';
}

function segmentsOf(req: Request, name: string): readonly string[] {
  const value: unknown = req.params[name];
  return Array.isArray(value) ? value.map(String) : [String(value)];
}
