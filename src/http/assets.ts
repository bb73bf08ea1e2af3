import type { RequestHandler } from 'express';
import type { Site } from './site.ts';

/** Serves our style, script and htmx under hashed names: cached for a year, before any session is loaded. */
export function serveAssets(site: Pick<Site, 'assets'>): RequestHandler {
  return (req, res, next) => {
    if ((req.method !== 'GET' && req.method !== 'HEAD') || !req.path.startsWith('/_stepway/')) return next();
    const asset = site.assets.find(req.path.slice('/_stepway/'.length));
    if (asset === undefined) return next();
    res.set({
      'Cache-Control': 'public, max-age=31536000, immutable',
      'Content-Type': asset.type,
      'X-Content-Type-Options': 'nosniff',
      Vary: 'Accept-Encoding',
    });
    if (req.acceptsEncodings('gzip') === 'gzip') {
      res.set('Content-Encoding', 'gzip').send(asset.gzip);
    } else {
      res.send(asset.body);
    }
  };
}
