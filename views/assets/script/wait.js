// A receipt that is still worked on looks by itself whether it is done, less and less often, for ten minutes or so.

let looking;

onPage((page) => {
  clearTimeout(looking);
  if (page.querySelector('.stepway-receipt[data-outcome="working"]')) look(3000, 30);
});

function look(delayMs, times) {
  if (times === 0) return;
  looking = setTimeout(async () => {
    const isWorking = await isStillWorking().catch(() => true);
    if (isWorking) look(Math.min(delayMs * 1.3, 30_000), times - 1);
    else if (typeof htmx === 'undefined') location.reload();
    else void htmx.ajax('GET', location.href, { target: '#wizard', swap: 'outerMorph' });
  }, delayMs);
}

async function isStillWorking() {
  const response = await fetch(location.href, { headers: { Accept: 'application/json' } });
  const { submission } = await response.json();
  return !response.ok || submission === 'pending' || submission === 'running';
}
