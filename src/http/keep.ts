import { currentState } from '../engine/visit.ts';
import { inWizard } from './in-wizard.ts';
import { goTo, sendPage } from './respond.ts';
import { resume } from '../flow/position.ts';
import { walk } from '../flow/walk.ts';
import { visitOf } from './visit.ts';
import type { Exchange } from './wizard-route.ts';

/** POST: extends the session, and says until when; 410 when it has ended. */
export async function keepSession({ site, req, res, definition }: Exchange): Promise<void> {
  const { session } = visitOf(site, req, definition);
  const expiresAt = await session.extend();
  res.set('Cache-Control', 'no-store');
  res.status(expiresAt === undefined ? 410 : 200).json({ expiresAt: expiresAt ?? null });
}

/** GET "save and come back later": says until when the answers are kept on this device. */
export async function showSaved({ site, req, res, definition }: Exchange): Promise<void> {
  const visit = visitOf(site, req, definition);
  const state = await currentState(visit);
  if (state === undefined) return goTo(site, req, res, definition, resume(walk(definition, {})), false);
  sendPage(site, req, res, { ...inWizard(visit), kind: 'saved', status: 200 });
}
