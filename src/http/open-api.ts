import type { RequestHandler } from 'express';
import { openApiOf } from '../render/front-end/openapi.ts';
import { baseOf } from './respond.ts';
import type { Site } from './site.ts';

/** GET the description of our JSON for front ends, made from the definitions. */
export function showOpenApi(site: Site): RequestHandler {
  return (req, res) => {
    res.set('Cache-Control', 'no-cache');
    res.json(openApiOf([...site.definitions.values()], baseOf(site, req)));
  };
}
