import type { RequestHandler, Response } from 'express';
import { allowOwnFrames } from './security.ts';

/** Sends browsers what happens as events: `reload` after a file was saved, `moved` after a visitor's answers changed. */
export interface Broadcast {
  send(event: 'reload' | 'moved'): void;
  /** Names what is served from now on; a page that was made under another name loads again. */
  renew(): string;
  /** Serves the stream of events: an EventSource is allowed by `connect-src 'self'`. */
  readonly stream: RequestHandler;
  close(): void;
}

/** A stream of events to every browser that listens. */
export function createBroadcast(): Broadcast {
  const listeners = new Set<Response>();
  const server = `${process.pid}.${Date.now()}`;
  let renewed = 0;
  const name = () => `${server}.${renewed}`;
  return {
    send(event) {
      for (const res of listeners) res.write(`event: ${event}\ndata: ${name()}\n\n`);
    },
    renew() {
      renewed += 1;
      return name();
    },
    stream: (_req, res) => {
      res.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      res.write(`retry: 300\nevent: hello\ndata: ${name()}\n\n`);
      listeners.add(res);
      res.on('close', () => listeners.delete(res));
    },
    close() {
      for (const res of listeners) res.end();
    },
  };
}

/** Adds a script of ours to every whole page, and lets the studio frame it; it has to stand behind the session, which writes pages in pieces. */
export function injectScript(src: string): RequestHandler {
  return (req, res, next) => {
    // The studio's own pages bring it themselves, where they run anything.
    if (req.path.startsWith('/_studio/')) return next();
    const end = res.end.bind(res) as (...given: unknown[]) => Response;
    res.end = ((...given: unknown[]) => {
      const [chunk, ...rest] = given;
      const isHtml = String(res.getHeader('Content-Type')).startsWith('text/html');
      const page = isHtml && (typeof chunk === 'string' || Buffer.isBuffer(chunk)) ? chunk.toString() : '';
      // The pages of mistakes bring it themselves.
      const isPage = page !== '' && !page.includes('<script src="/_studio/');
      if (!isPage || res.headersSent) return end(...given);
      const html = page.replace('</body>', `<script src="${src}" defer></script>\n</body>`);
      allowOwnFrames(res);
      res.set('Content-Length', String(Buffer.byteLength(html)));
      return end(html, ...rest);
    }) as Response['end'];
    next();
  };
}
