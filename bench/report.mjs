/** Loaded with --import into each measured server: tells its parent what the process has used, and profiles on demand. */
const samplingMicros = 250;
let inspector;

const answers = {
  usage() {
    const { user, system } = process.cpuUsage();
    return { cpuMicros: user + system, memoryBytes: process.memoryUsage.rss() };
  },
  async startProfile() {
    const { Session } = await import('node:inspector/promises');
    inspector = new Session();
    inspector.connect();
    await inspector.post('Profiler.enable');
    await inspector.post('Profiler.setSamplingInterval', { interval: samplingMicros });
    await inspector.post('Profiler.start');
    return {};
  },
  stopProfile: async () => (await inspector.post('Profiler.stop')).profile,
};

process.on('message', async (question) => process.send(await answers[question]()));
process.on('disconnect', () => process.exit());
// A listener would hold the process open.
process.channel?.unref();
