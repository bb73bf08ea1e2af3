import type { Figure } from '../figure.ts';
import { hostileSessions } from './figures/hostile-sessions.ts';
import { joinedWriters } from './figures/joined-writers.ts';
import { killPoints } from './figures/kill-points.ts';
import { killedPayments } from './figures/killed-payments.ts';
import { killedQuotas } from './figures/killed-quotas.ts';
import { killedSubmits } from './figures/killed-submits.ts';
import { killedUploads } from './figures/killed-uploads.ts';
import { killedWriters } from './figures/killed-writers.ts';
import { serverRaces } from './figures/server-races.ts';
import { slowSockets } from './figures/slow-sockets.ts';
import { storeOutages } from './figures/store-outages.ts';

/** The figures that need server processes of their own. */
export const processFigures: readonly Figure[] = [
  serverRaces,
  killPoints,
  killedSubmits,
  killedPayments,
  killedWriters,
  joinedWriters,
  killedUploads,
  killedQuotas,
  storeOutages,
  slowSockets,
  hostileSessions,
];
