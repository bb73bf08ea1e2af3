import express, { type Router } from 'express';
import { postStep } from './answer-step.ts';
import { serveAssets } from './assets.ts';
import { begunBy } from './begun.ts';
import { readBody } from './body.ts';
import { showCheck, submit } from './check.ts';
import { crossOrigin } from './cors.ts';
import { showDone } from './done.ts';
import { deleteAnswers, showEnd } from './end.ts';
import { errorHandler } from './error-handler.ts';
import { keepSession, showSaved } from './keep.ts';
import { showOpenApi } from './open-api.ts';
import { sendPage } from './respond.ts';
import { crossSiteCheck, securityHeaders } from './security.ts';
import { showStep } from './show-step.ts';
import type { Site } from './site.ts';
import { showStart, startAgain, startOrResume } from './start.ts';
import { wizardAt } from './target.ts';
import { stepRoute, wizardRoute } from './wizard-route.ts';

/** Every route of Stepway, in the order in which a request meets them. */
export function createRouter(site: Site): Router {
  const router = express.Router();
  router.use(serveAssets(site));
  router.use(securityHeaders());
  router.use(crossOrigin(site.trustedOrigins));
  router.use(crossSiteCheck(site.trustedOrigins));
  router.use(...readBody);

  router.get('/', (req, res) => {
    const definitions = [...site.definitions.values()];
    sendPage(site, req, res, { kind: 'list', status: 200, definitions, begun: begunBy(req) });
  });
  router.get('/_stepway/openapi.json', showOpenApi(site));
  // No step can have the id of one of the pages below, so the busiest routes may stand first.
  router.get('/:wizard/*step', stepRoute(site, showStep));
  router.post('/:wizard/*step', stepRoute(site, postStep));
  router.get('/:wizard', wizardRoute(site, startOrResume));
  router.get('/:wizard/start', wizardRoute(site, showStart));
  router.post('/:wizard/start', wizardRoute(site, startAgain));
  router.get('/:wizard/check', wizardRoute(site, showCheck, 'choices'));
  router.post('/:wizard/check', wizardRoute(site, submit, 'choices'));
  router.get('/:wizard/done/:reference', wizardRoute(site, showDone));
  router.get('/:wizard/end', wizardRoute(site, showEnd));
  router.post('/:wizard/end', wizardRoute(site, deleteAnswers));
  router.get('/:wizard/saved', wizardRoute(site, showSaved));
  router.post('/:wizard/keep', wizardRoute(site, keepSession));

  router.use((req, res) => {
    sendPage(site, req, res, { kind: 'not-found', status: 404, ...wizardAt(site, req) });
  });
  router.use(errorHandler(site));
  return router;
}
