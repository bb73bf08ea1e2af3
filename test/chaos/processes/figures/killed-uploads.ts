import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { sweepFiles } from '../../../../src/completion/sweep-files.ts';
import { folderFiles } from '../../../../src/storage/embedded/files.ts';
import { randomFrom, type Random } from '../../../support/random.ts';
import type { Figure } from '../../figure.ts';
import { startServer, type ServerProcess } from '../server-process.ts';
import { openSharedHome, type SharedHome } from '../shared-home.ts';
import { sessionIdOf } from '../visitor.ts';

const lanes = 6;
const dayMs = 86_400_000;

/** Uploads to a server that is killed again and again while it receives them. */
export const killedUploads: Figure = {
  name: 'killed-uploads',
  must: 'acknowledged files that are gone or not whole after 60 kill -9 of a server that receives 6 files at a time; files left after the sweep: 0 and 0',
  breaks: ['awaited-files'],
  async run({ quick, seed, broken }) {
    const home = await openSharedHome('lmdb');
    // Each file is the first of a visitor of its own.
    const settings = { ...home.settings, STARTS_PER_MINUTE: '0', STEPWAY_CHAOS_BREAK: broken };
    const server = await startServer(settings);
    const acknowledged = new Map<string, string>();
    const counts = { sent: 0, cut: 0, isOver: false };
    const random = randomFrom(seed);
    const sending = Array.from({ length: lanes }, () => upload(server, { random, acknowledged, counts }));
    const kills = quick ? 6 : 60;
    for (let kill = 0; kill < kills; kill += 1) {
      await pause(random.between(50, 500));
      await server.kill();
      await server.restart();
    }
    await pause(200);
    counts.isOver = true;
    await Promise.all(sending);
    await server.stop();
    const lost = await lostOf(home, acknowledged);
    const left = await leftAfterSweep(home);
    await home.close();
    const note = `${acknowledged.size} acknowledged, ${counts.cut} cut off, ${lost} lost, ${left} left after the sweep`;
    return { tried: counts.sent, failed: lost + left, note };
  },
};

interface Setting {
  readonly random: Random;
  /** The hash of what each session has sent, by the session's id. */
  readonly acknowledged: Map<string, string>;
  readonly counts: { sent: number; cut: number; isOver: boolean };
}

/** One visitor after the other, each with a file. */
async function upload(server: ServerProcess, { random, acknowledged, counts }: Setting): Promise<void> {
  while (!counts.isOver) {
    const content = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(random.between(1_000, 1_000_000))]);
    const came = await send(server.port, content);
    if (came === 'refused') {
      // The server is on its way back.
      await pause(20);
      continue;
    }
    counts.sent += 1;
    if (came === 'cut') counts.cut += 1;
    else acknowledged.set(came.sessionId, createHash('sha256').update(content).digest('hex'));
  }
}

/** Sends a file in pieces. @returns the id of the session that has it; `cut` when no answer says so, `refused` when nobody listened */
function send(port: number, content: Buffer): Promise<{ readonly sessionId: string } | 'cut' | 'refused'> {
  const head = `--x\r\nContent-Disposition: form-data; name="scan"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n--x--\r\n')]);
  return new Promise((resolve) => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x', 'content-length': body.length };
    const sending = request(
      { port, host: '127.0.0.1', path: '/papers/proof', method: 'POST', headers, agent: false },
      (answer) => {
        answer.resume();
        const { statusCode, headers: sent } = answer;
        const sessionId = sessionIdOf((sent['set-cookie'] ?? []).join('; '));
        answer.once('end', () => resolve(statusCode === 303 ? { sessionId } : 'cut'));
        answer.once('error', () => resolve('cut'));
      },
    );
    sending.on('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ECONNREFUSED' ? 'refused' : 'cut'),
    );
    void write();

    async function write(): Promise<void> {
      for (let at = 0; at < body.length && !sending.destroyed; at += 100_000) {
        sending.write(body.subarray(at, at + 100_000));
        await pause(5);
      }
      sending.end();
    }
  });
}

async function lostOf(home: SharedHome, acknowledged: ReadonlyMap<string, string>): Promise<number> {
  const files = folderFiles(filesOf(home));
  let lost = 0;
  for (const [sessionId, sha256] of acknowledged) {
    const state = await home.stateOf(sessionId);
    const scan = state?.wizards['papers']?.answers['proof']?.['scan'] as { id?: string } | undefined;
    const content = scan?.id === undefined ? undefined : await files.open(scan.id);
    const found = content === undefined ? undefined : await buffer(content);
    if (found === undefined || createHash('sha256').update(found).digest('hex') !== sha256) lost += 1;
  }
  return lost;
}

/** The files that are still there when no session can be any more. */
async function leftAfterSweep(home: SharedHome): Promise<number> {
  const now = () => Date.now() + 2 * dayMs;
  await sweepFiles({ files: folderFiles(filesOf(home)), journal: home.journal, now });
  // There is no folder before the first file.
  const left = await readdir(filesOf(home), { recursive: true, withFileTypes: true }).catch(() => []);
  return left.filter((each) => each.isFile()).length;
}

function filesOf({ settings }: SharedHome): string {
  return join(settings['STEPWAY_DATA'] ?? '', 'data', 'files');
}
