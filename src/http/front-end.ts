import express, { type RequestHandler } from 'express';
import type { WizardDefinition } from '../definition/model.ts';
import type { Look, Parts } from './parts.ts';
import { baseOf, languageFor } from './reply.ts';
import { turnedAway } from './turned-away.ts';

/** Serves our style, script and htmx under hashed names: cached for a year, before any session is loaded. */
export function serveAssets({ assets }: Pick<Look, 'assets'>): RequestHandler {
  return (req, res, next) => {
    if ((req.method !== 'GET' && req.method !== 'HEAD') || !req.path.startsWith('/_stepway/')) return next();
    const asset = assets.find(req.path.slice('/_stepway/'.length));
    if (asset === undefined) return next();
    res.set({
      'Cache-Control': 'public, max-age=31536000, immutable',
      'Content-Type': asset.type,
      'X-Content-Type-Options': 'nosniff',
      Vary: 'Accept-Encoding',
    });
    if (req.acceptsEncodings('gzip') === 'gzip') {
      res.set('Content-Encoding', 'gzip').send(asset.gzip());
    } else {
      res.send(asset.body());
    }
  };
}

/** Serves the author's own files, such as a logo, a font or a stylesheet; a hidden file is none. */
export function servePublic(folder: string): RequestHandler {
  return express.static(folder, {
    index: false,
    redirect: false,
    setHeaders: (res) => void res.setHeader('X-Content-Type-Options', 'nosniff'),
  });
}

/** GET the description of our JSON for front ends, made from the definitions of the wizards that the host lets them open. */
export function showOpenApi(parts: Parts): RequestHandler {
  const { engine, host, look } = parts;
  const { say, tag } = languageFor(look);
  return async (req, res) => {
    const described: WizardDefinition[] = [];
    for (const definition of engine.definitions.values()) {
      if ((await turnedAway(host, { req, now: engine.now(), wizardId: definition.id })) === undefined)
        described.push(definition);
    }
    const { openApiOf } = await import('../render/front-end/openapi.ts');
    // It differs by who asks.
    res.set('Cache-Control', host.guard === undefined ? 'no-cache' : 'no-store');
    res.json(openApiOf(described, baseOf(parts, req), { say, language: tag }));
  };
}
