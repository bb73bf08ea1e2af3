import type { IncomingMessage, ServerResponse } from 'node:http';

/** How fast a request has to arrive where some may bring files. */
export interface ArrivalLimits {
  /** Milliseconds for a request that brings no file. */
  readonly requestMs: number;
  /** Of one that does: milliseconds in which at least so many bytes have to come, again and again. */
  readonly stillMs: number;
  readonly uploadBytes: number;
}

/**
 * Cuts a request off that arrives too slowly. An upload may take as long as it moves (and as the server's own limit lets
 * it); every other request has the time that it has on a server without uploads.
 */
export function limitArrival(req: IncomingMessage, res: ServerResponse, limits: ArrivalLimits): void {
  if (req.headers['content-length'] === undefined && req.headers['transfer-encoding'] === undefined) return;
  const isUpload = /^multipart\/form-data\b/i.test(req.headers['content-type'] ?? '');
  let before = req.socket.bytesRead;
  const look = () => {
    if (req.complete) return clearInterval(timer);
    const came = req.socket.bytesRead - before;
    before = req.socket.bytesRead;
    if (isUpload && came >= limits.uploadBytes) return undefined;
    clearInterval(timer);
    // As Node itself answers a request that takes too long.
    if (!res.headersSent) req.socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n');
    req.socket.destroy();
    return undefined;
  };
  const timer = setInterval(look, isUpload ? limits.stillMs : limits.requestMs);
  timer.unref();
  res.once('close', () => clearInterval(timer));
}
