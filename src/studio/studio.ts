import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import type { StepAnswers } from '../definition/answers.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { everyPlace, findPlace, findStep, placesOf, type StepPlace } from '../definition/place.ts';
import type { WizardState } from '../engine/state.ts';
import { withAnswer, withCarried } from '../engine/transition.ts';
import { isOpen } from '../flow/position.ts';
import { walkOf } from '../flow/walk.ts';
import { rawOf } from '../form/read.ts';
import { messageOf } from '../log.ts';
import { crossSiteCheck } from '../http/cross-site.ts';
import { helpersMs, withHelpers } from '../http/page-helpers.ts';
import type { Parts } from '../http/parts.ts';
import { asOfToday } from '../http/route.ts';
import { withSampleFacts } from '../sample/sample-facts.ts';
import { viewOf } from '../render/pages/view-of.ts';
import { sampleKey } from '../sample/item-counts.ts';
import { axeSource } from './axe-source.ts';
import { walkedPaths } from './all-paths.ts';
import { currentPage, type PageState } from './page-states.ts';
import { fillingOf, frameOf, sampleFor, statesFor, type Studied } from './samples.ts';
import { allowFraming, studioHeaders } from './security.ts';
import { studioPage, studioPart } from './studio-views.ts';
import { answersTo, runWith, saveState, stateOf } from './visitor-state.ts';
import { askedIn, placeAsked, workbenchOf } from './workbench.ts';

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
  router.use(studioHeaders, crossSiteCheck([], engine.log), express.urlencoded({ extended: false }));

  router.get('/', (_req, res) => {
    res.send(studioPage('list', 'Studio', { wizards: wizardsOf(engine) }));
  });
  router.get('/axe.js', (_req, res) => {
    const source = axeSource();
    if (source === undefined) return void res.sendStatus(404);
    res.type('js').send(source);
  });
  router.get('/:wizard', on(showWorkbench));
  router.get('/:wizard/live', on(showLive));
  router.get('/:wizard/states', on(showStates));
  router.get('/:wizard/state/*name', on(showState));
  router.get('/:wizard/model/*step', on(showModel));
  router.get('/:wizard/paths', on(showPaths));
  router.post('/:wizard/jump', on(jump));
  router.post('/:wizard/fill', on(fill));
  router.post('/:wizard/reset', on(reset));
  return router;

  async function jump(exchange: Exchange): Promise<void> {
    const { definition } = exchange;
    const key = given(exchange, 'step');
    const state = stateOf(exchange);
    const answers = await answersTo(definition, key, state ?? { answers: {} });
    await saveState(exchange, runWith(exchange, state, answers));
    goOn(exchange, key);
  }

  /** The answers wait in the controls of the page, as if they had been typed; from another site they have come back. */
  async function fill(exchange: Exchange): Promise<void> {
    const { res, definition } = exchange;
    const place = findStep(definition, given(exchange, 'step'));
    if (place === undefined) return void res.sendStatus(404);
    const state = stateOf(exchange);
    const current = state ?? { answers: {} };
    const answers = isOpen(walkOf(definition, current), place)
      ? current
      : await answersTo(definition, place.key, current);
    const filling = await fillingOf(exchange, place, answers);
    const run = runWith(exchange, state, answers);
    await saveState(exchange, filledIn(run, place, filling));
    goOn(exchange, place.key);
  }

  /** To the page itself, or back to the studio when its button was there. */
  function goOn(exchange: Exchange, key: string): void {
    const { res, definition } = exchange;
    onMoved();
    const isStudio = given(exchange, 'from') === 'studio';
    res.redirect(
      303,
      isStudio ? `/_studio/${definition.id}?at=${encodeURIComponent(key)}` : `/${definition.id}/${key}`,
    );
  }

  async function reset(exchange: Exchange): Promise<void> {
    await saveState(exchange, undefined);
    onMoved();
    exchange.res.redirect(303, `/_studio/${exchange.definition.id}`);
  }
}

function filledIn(run: WizardState, place: StepPlace, answers: StepAnswers): WizardState {
  return place.step.external === undefined
    ? withCarried(run, place, rawOf(place.step, answers))
    : withAnswer(run, place, { answers, page: '' });
}

interface Exchange extends Studied {
  readonly res: Response;
}

type Handle = (exchange: Exchange) => Promise<void> | void;

/** A route of a wizard; a change that cannot be made is said on the wizard's studio page. */
function wizardRoute(parts: Pick<Parts, 'engine' | 'look'>, handle: Handle): RequestHandler {
  const { engine } = parts;
  return async (req, res, next) => {
    const known = engine.definitions.get(String(req.params['wizard']));
    if (known === undefined) return next();
    try {
      const definition = withSampleFacts(asOfToday(engine, await engine.resolveChoices(known)));
      await handle({ ...parts, req, res, definition });
    } catch (error) {
      if (req.method !== 'POST') return next(error);
      const problem = encodeURIComponent(messageOf(error));
      res.redirect(303, `/_studio/${known.id}?problem=${problem}`);
    }
  };
}

async function showWorkbench(exchange: Exchange): Promise<void> {
  const { req, res, definition } = exchange;
  const { problem } = req.query;
  const studio = {
    ...(await shownIn(exchange)),
    problem: typeof problem === 'string' ? problem : undefined,
  };
  res.send(studioPage('workbench', `Studio: ${definition.title}`, studio));
}

/** The parts of the workbench that follow the visitor, without the page in its frame. */
async function showLive(exchange: Exchange): Promise<void> {
  exchange.res.send(studioPart('live', await shownIn(exchange)));
}

/** What the workbench shows, with the states of the selected page and its view model. */
async function shownIn(exchange: Exchange) {
  const { req, definition } = exchange;
  const bench = workbenchOf(definition, stateOf(exchange), askedIn(req.query));
  const { asked } = bench;
  const place = placeAsked(definition, asked);
  const { states, impossible } = await statesOrReason(() => statesFor(exchange, place));
  const wanted = asked.show === 'live' ? undefined : states.find(({ name }) => lastOf(name) === asked.show);
  const shown = wanted ?? (bench.isOpen ? undefined : states[0]);
  return {
    ...bench,
    states: states.map(({ name, title }) => ({ name, title, show: lastOf(name) })),
    impossible,
    shown: shown === undefined ? undefined : { name: shown.name, title: shown.title },
    // A page that is not open yet, and of which there is no sample, cannot be shown.
    frame:
      shown !== undefined
        ? `/_studio/${definition.id}/state/${shown.name}`
        : bench.isOpen
          ? `/${definition.id}/${asked.at}`
          : undefined,
    // Helpers may want services that are not there: the rest of the workbench is.
    model: shown === undefined ? undefined : await modelOf(exchange, shown.page).catch(messageOf),
  };
}

/** A check or a list that nothing valid can be made up for leaves its page without states; the reason is shown. */
async function statesOrReason(
  make: () => Promise<readonly PageState[]>,
): Promise<{ readonly states: readonly PageState[]; readonly impossible?: string | undefined }> {
  try {
    return { states: await make() };
  } catch (error) {
    return { states: [], impossible: messageOf(error) };
  }
}

/** `faulty` of `step/travel/faulty`. */
function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

async function showStates(exchange: Exchange): Promise<void> {
  const { req, res, definition } = exchange;
  const { id, title } = definition;
  const asked = askedIn(req.query);
  const { step } = req.query;
  const places = [...everyPlace(definition), undefined];
  const wanted =
    typeof step === 'string'
      ? places.filter((place) => place !== undefined && sampleKey(place) === step)
      : places;
  const rows = [];
  for (const each of wanted) {
    const key = each === undefined ? undefined : sampleKey(each);
    const place = key === undefined ? undefined : findPlace(definition, key);
    const { states, impossible } = await statesOrReason(() => statesFor(exchange, place));
    rows.push({ key, title: each?.step.title ?? 'The other pages', states, impossible });
  }
  res.send(studioPage('states', `Page states: ${title}`, { id, title, asked, rows, step }));
}

async function showState(exchange: Exchange): Promise<void> {
  const { engine, look, req, res, definition } = exchange;
  const segments = segmentsOf(req, 'name');
  const place = segments[0] === 'step' ? findPlace(definition, segments.slice(1, -1).join('/')) : undefined;
  const states = await statesFor(exchange, place);
  const found = states.find(({ name }) => name === segments.join('/'));
  if (found === undefined) return void res.sendStatus(404);
  allowFraming(res);
  const page = await withHelpers(engine, found.page, () => helpersMs);
  const html = look.renderer.render(page, frameOf(exchange), { fragment: false });
  // In its frame nothing may run, and nothing may take the focus.
  res.send(html.replaceAll(/<script\b[^>]*><\/script>| autofocus(?=[\s>])/g, ''));
}

async function showModel(exchange: Exchange): Promise<void> {
  const { req, res, definition } = exchange;
  const place = findPlace(definition, segmentsOf(req, 'step').join('/'));
  if (place === undefined) return void res.sendStatus(404);
  const page = currentPage(await sampleFor(exchange, place.key), place);
  res.type('json').send(`${await modelOf(exchange, page)}\n`);
}

async function showPaths(exchange: Exchange): Promise<void> {
  const { res, definition } = exchange;
  const walked = await walkedPaths(exchange);
  const studio = { ...walked, hasAxe: axeSource() !== undefined, id: definition.id, title: definition.title };
  res.send(studioPage('paths', `All paths: ${definition.title}`, studio));
}

/** All that a view can read of a page's model, also what it inherits, as JSON. */
async function modelOf(exchange: Exchange, page: PageState['page']): Promise<string> {
  const view = viewOf(await withHelpers(exchange.engine, page, () => helpersMs), frameOf(exchange));
  const all: Record<string, unknown> = {};
  for (const name in view) all[name] = Reflect.get(view, name);
  return JSON.stringify(all, null, 2);
}

function wizardsOf({ definitions }: Exchange['engine']) {
  return [...definitions.values()].map((definition: WizardDefinition) => {
    const { id, title, version } = definition;
    return { id, title, version, pages: placesOf(definition).length };
  });
}

function given({ req }: Exchange, name: string): string {
  const body = req.body as Readonly<Record<string, unknown>> | undefined;
  const value = body?.[name];
  return typeof value === 'string' ? value : '';
}

function segmentsOf(req: Request, name: string): readonly string[] {
  const value: unknown = req.params[name];
  return Array.isArray(value) ? value.map(String) : [String(value)];
}
