// Loaded with --import into each measured server: answers its parent with what the process has used so far.
process.on('message', (message) => {
  if (message === 'usage') process.send({ cpu: process.cpuUsage(), memory: process.memoryUsage.rss() });
});
process.channel?.unref();
