import express from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A payment as its site knows it. */
export interface Payment {
  readonly id: string;
  readonly key: string;
  readonly pence: number;
  readonly returnUrl: string;
  status: 'open' | 'paid' | 'cancelled';
}

/** A payment site of ours, on an origin of its own: what a real one does, as far as a form sees it. */
export interface PaymentSite {
  readonly origin: string;
  readonly payments: readonly Payment[];
  /** The same payment for the same key. */
  readonly create: (asked: Pick<Payment, 'key' | 'pence' | 'returnUrl'>) => Payment;
  readonly find: (key: string) => Payment | undefined;
  /** What was paid in all, in pence. */
  readonly paid: () => number;
  readonly url: (payment: Payment) => string;
  /** A person pays, or cancels; gives where they are sent then. */
  readonly end: (payment: Payment, status: 'paid' | 'cancelled') => string;
  readonly close: () => Promise<void>;
}

/** Starts one. @param host `localhost` is another site than `127.0.0.1`, as browsers see it */
export async function paymentSite(host = 'localhost'): Promise<PaymentSite> {
  const payments: Payment[] = [];
  const app = express();
  const at = (id: unknown) => payments.find((payment) => payment.id === id);
  app.get('/pay/:id', (req, res) => {
    const { id = '', pence = 0, status = '' } = at(req.params.id) ?? {};
    const way = (name: string) =>
      `<form method="post" action="/pay/${id}/${name}"><button>${name}</button></form>`;
    const body = status === 'open' ? way('paid') + way('cancelled') : `<p>${status}</p>`;
    res.type('html').send(`<!doctype html><title>Bank</title><h1>Pay ${pence}</h1>${body}`);
  });
  app.post('/pay/:id/:status', (req, res) => {
    const payment = at(req.params.id);
    const status = req.params.status === 'paid' ? 'paid' : 'cancelled';
    if (payment === undefined) res.sendStatus(404);
    else res.redirect(303, end(payment, status));
  });
  const end = (payment: Payment, status: 'paid' | 'cancelled') => {
    if (payment.status === 'open') payment.status = status;
    return `${payment.returnUrl}?status=${payment.status}`;
  };
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  // A test that forgets it ends all the same.
  server.unref();
  const origin = `http://${host}:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    payments,
    create: (asked) => {
      const known = payments.find(({ key }) => key === asked.key);
      if (known !== undefined) return known;
      const payment: Payment = { ...asked, id: `p${payments.length + 1}`, status: 'open' };
      payments.push(payment);
      return payment;
    },
    find: (key) => payments.find((payment) => payment.key === key),
    paid: () => payments.filter(({ status }) => status === 'paid').reduce((sum, { pence }) => sum + pence, 0),
    url: ({ id }) => `${origin}/pay/${id}`,
    end,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
