// The ready-made server out of build/, as a process of its own that can be told to die at a named point: test only.
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { fileURLToPath } from 'node:url';

const fromBuild = (path) => import(new URL(`../../../build/${path}`, import.meta.url).href);
const broken = process.env.STEPWAY_CHAOS_BREAK;
const aheadMs = Number(process.env.STEPWAY_CHAOS_AHEAD_MS ?? 0);

if (broken === 'arrival-limits') {
  const { createServer } = http;
  http.createServer = (options, app) =>
    createServer({ ...options, headersTimeout: 0, requestTimeout: 0 }, app);
  syncBuiltinESMExports();
}

if (broken === 'reopening') {
  const { MongoClient } = await import('mongodb');
  const { connect } = MongoClient.prototype;
  MongoClient.prototype.close = async () => {};
  MongoClient.prototype.connect = function () {
    return this.topology === undefined ? connect.call(this) : Promise.resolve(this);
  };
}

let armed;
const reach = (point) => {
  if (point === armed) process.kill(process.pid, 'SIGKILL');
};
globalThis.chaosPoint = reach;
process.on('message', ({ die }) => {
  armed = die;
  process.send({ armed: die });
});

const [{ pino }, { readConfig }, { loadWizards }, { definitionsOf }, { openStorage }, { listen }] =
  await Promise.all([
    import('pino'),
    fromBuild('app/config.js'),
    fromBuild('app/load-wizards.js'),
    fromBuild('app/placed-faults.js'),
    fromBuild('app/open-storage.js'),
    fromBuild('app/server.js'),
  ]);
const config = readConfig(process.env);
const log = pino({ level: config.logLevel });
const folder = fileURLToPath(new URL('wizards', import.meta.url));
const wizards = definitionsOf(await loadWizards(folder, () => false));
const storage = watched(broken === 'revisions' ? await unrevised() : await openStorage(config, log));

const { end } = http.ServerResponse.prototype;
http.ServerResponse.prototype.end = function (...given) {
  if (this.req?.method !== 'POST') return end.apply(this, given);
  reach('respond:before');
  this.once('finish', () => reach('respond:after'));
  return end.apply(this, given);
};

const server = await listen({ config, wizards, storage, log, now: () => Date.now() + aheadMs });
process.once('SIGTERM', async () => {
  await server.stop();
  process.exit(0);
});
process.send({ url: server.url });

/** The same storage, whose calls pass the named points, or with a mechanism switched off. */
function watched(storage) {
  const { sessions, submissions } = storage;
  const { get, set } = sessions;
  sessions.get = (id, done) => {
    reach('load:before');
    get.call(sessions, id, (...result) => {
      reach('load:after');
      done(...result);
    });
  };
  sessions.set = (id, session, done) => {
    reach('save:before');
    if (broken === 'waiting') {
      setTimeout(() => set.call(sessions, id, session, () => {}), 200);
      process.nextTick(done);
      return;
    }
    set.call(sessions, id, session, (...result) => {
      reach('save:after');
      done?.(...result);
    });
  };
  const around = async (name, call) => {
    reach(`${name}:before`);
    const result = await call();
    if (result !== undefined) reach(`${name}:after`);
    return result;
  };
  const insert = (submission) => {
    if (broken !== 'record') return around('record', () => submissions.insert(submission));
    setTimeout(() => void submissions.insert(submission).catch(() => {}), 200);
    return Promise.resolve('inserted');
  };
  return {
    ...storage,
    ...(broken === 'awaited-files' ? { files: { ...storage.files, put: forgottenPut } } : {}),
    ...(broken === 'fresh-room' ? { files: { ...storage.files, bytesOf: remembered(storage.files) } } : {}),
    submissions: {
      ...submissions,
      insert,
      // Not the look for work each second, which may come before there is any.
      claim: (request) =>
        request.id === undefined
          ? submissions.claim(request)
          : around('claim', () => submissions.claim(request)),
      settle: (...given) => around('settle', () => submissions.settle(...given)),
    },
  };
}

/** Acknowledges a file without having waited for the disk. */
async function forgottenPut(file, content, facts) {
  for await (const _ of content);
  return { ...file, ...facts() };
}

/** Says for a while what an owner had before, as if nobody looked again. */
function remembered(files) {
  const said = new Map();
  return async (owner) => {
    const before = said.get(owner);
    if (before !== undefined && Date.now() < before.until) return before.bytes;
    const bytes = await files.bytesOf(owner);
    said.set(owner, { bytes, until: Date.now() + 500 });
    return bytes;
  };
}

/** The home that the settings name, with its compare-and-swap switched off: the last write wins. */
async function unrevised() {
  if (config.mongodbUrl !== undefined) {
    const { Collection } = await import('mongodb');
    const { updateOne } = Collection.prototype;
    Collection.prototype.updateOne = function (filter, ...rest) {
      const withoutRev = { ...filter };
      delete withoutRev.rev;
      return updateOne.call(this, withoutRev, ...rest);
    };
    return openStorage(config, log);
  }
  const { createJiti } = await import('jiti');
  const { withoutRevisions } = await createJiti(import.meta.url, { fsCache: false }).import(
    '../support/broken.ts',
  );
  const [{ openEnvironment }, { embeddedRecords }, { embeddedJournal }, { plainStore, revisionedStore }] =
    await Promise.all(
      ['embedded/environment', 'embedded/records', 'embedded/journal', 'revisioned-store'].map((name) =>
        fromBuild(`storage/${name}.js`),
      ),
    );
  const environment = await openEnvironment(`${config.dataFolder}/data`);
  return {
    name: 'embedded',
    sessions: revisionedStore(plainStore(), withoutRevisions(embeddedRecords(environment))),
    submissions: embeddedJournal(environment),
    ping: async () => {},
    close: () => environment.close(),
  };
}
