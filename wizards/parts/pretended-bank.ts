import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A payment at the pretended bank. */
interface Payment {
  readonly number: string;
  readonly pounds: number;
  readonly returnUrl: string;
  status: 'open' | 'paid' | 'cancelled';
}

const port = Number(process.env['PRETENDED_BANK_PORT'] ?? 4099);
const origin = `http://127.0.0.1:${port}`;
const payments = new Map<string, Payment>();
let listening: Promise<void> | undefined;

/**
 * A bank that takes no money, on an origin of its own on this machine: it starts when the first visitor is sent there. In
 * its place stands the library of your payment provider.
 */
export const pretendedBank = {
  origin,
  /** Opens a payment, once for one key, and gives the address of its page. */
  async open({ key, ...asked }: { key: string; pounds: number; returnUrl: string }): Promise<string> {
    await (listening ??= listen());
    const known = payments.get(key);
    if (known === undefined) {
      payments.set(key, { ...asked, number: `P${payments.size + 1001}`, status: 'open' });
    }
    return `${origin}/pay/${key}`;
  },
  /** Closes a payment that is open: it cannot be paid any more. */
  cancel(key: string): void {
    const payment = payments.get(key);
    if (payment?.status === 'open') payment.status = 'cancelled';
  },
  find: (key: string): Readonly<Payment> | undefined => payments.get(key),
};

function listen(): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer(answer).listen(port, '127.0.0.1', resolve);
    server.once('error', (error) => {
      // Another program has the port; the next visitor may find it free.
      listening = undefined;
      reject(error);
    });
    // The form's server decides when the process ends.
    server.unref();
    server.on('connection', (socket) => socket.unref());
  });
}

function answer({ method, url = '' }: IncomingMessage, response: ServerResponse): void {
  const [, key = '', ending] = /^\/pay\/([\w-]+)(?:\/(paid|cancelled))?$/.exec(url) ?? [];
  const payment = payments.get(key);
  if (payment === undefined) return void response.writeHead(404).end('There is no such payment.');
  if (method === 'POST' && (ending === 'paid' || ending === 'cancelled')) {
    if (payment.status === 'open') payment.status = ending;
    return void response.writeHead(303, { Location: `${payment.returnUrl}?status=${payment.status}` }).end();
  }
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(pageOf(key, payment));
}

function pageOf(key: string, { status, pounds, number, returnUrl }: Payment): string {
  const button = (ending: string, text: string) =>
    `<form method="post" action="/pay/${key}/${ending}"><button>${text}</button></form>`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>The Pretended Bank</title>
<style>body{font:1.125rem/1.5 system-ui;max-width:30rem;margin:3rem auto;padding:0 1rem}button{font:inherit;padding:.5rem 1rem;margin-top:1rem}</style>
<main><h1>The Pretended Bank</h1><p>Payment ${number}: <strong>£${pounds}</strong></p>
${status === 'open' ? button('paid', `Pay £${pounds}`) + button('cancelled', 'Cancel') : `<p>This payment is ${status}.</p><p><a href="${returnUrl}">Back to the form</a></p>`}
</main></html>`;
}
