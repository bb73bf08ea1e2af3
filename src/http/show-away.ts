import type { Whereabouts } from '../engine/saving.ts';
import type { Exchange } from './exchange.ts';
import { awayPage, type Mailing } from './pages.ts';
import { keptToken, linkOf } from './saved-link.ts';

/** Says where a run is that was saved from here. */
export async function showAway(exchange: Exchange, where: Whereabouts, mailing?: Mailing): Promise<void> {
  const { definition, req, parts, reply } = exchange;
  const token = where.at === 'rest' ? keptToken(req, where.link) : undefined;
  const url = token === undefined ? undefined : linkOf(exchange, token);
  return reply.page(
    awayPage(definition, where, {
      link: url === undefined ? undefined : { url, qr: await qrOf(url) },
      mailing:
        parts.host.send === undefined
          ? undefined
          : (mailing ?? { address: '', is: req.query['mailed'] === undefined ? 'offered' : 'sent' }),
    }),
  );
}

/** A link as a picture, for the camera of another device: SVG without styles or scripts. */
async function qrOf(url: string): Promise<string> {
  // Few processes ever need it.
  const { renderSVG } = await import('uqr');
  return renderSVG(url, { border: 2, pixelSize: 1 });
}
