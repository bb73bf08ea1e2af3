// Runs on the pages of the studio; what a page shows stands in its address, so that it can be copied and loaded again.
(() => {
  'use strict';
  const workbench = document.querySelector('[data-live]');
  const preview = document.getElementById('preview');
  const graph = document.getElementById('graph');

  /** A framed page is of our own origin: it can be mirrored from here, and shown in the other colours. */
  function dress(frame) {
    const page = frame.contentDocument;
    const { dir, scheme } = frame.dataset;
    if (page === null) return;
    if (dir !== undefined) page.documentElement.dir = dir;
    if (scheme === undefined) return;
    page.documentElement.style.colorScheme = scheme;
    for (const sheet of page.styleSheets) prefer(sheet.cssRules, scheme);
  }

  /** Makes the rules for the preferred colours hold for these. */
  function prefer(rules, scheme) {
    for (const rule of rules) {
      const [, wanted] = /prefers-color-scheme:\s*(light|dark)/.exec(rule.media?.mediaText ?? '') ?? [];
      if (wanted !== undefined) rule.media.mediaText = wanted === scheme ? 'all' : 'not all';
      if (rule.cssRules !== undefined) prefer(rule.cssRules, scheme);
    }
  }

  /** The parts that follow the visitor, in the place of the old ones; what was unfolded and scrolled stays so. */
  async function refresh() {
    const answer = await fetch(workbench.dataset.live + location.search);
    // A mistake in a file is a page of its own.
    if (!answer.ok) return location.reload();
    const parts = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const unfolded = new Map([...document.querySelectorAll('details')].map(({ id, open }) => [id, open]));
    for (const part of document.querySelectorAll('[data-part]')) {
      const made = parts.querySelector(`[data-part="${part.dataset.part}"]`);
      if (made === null || part.innerHTML === made.innerHTML) continue;
      if (part.contains(document.activeElement)) continue;
      const { scrollTop } = part;
      part.replaceChildren(...made.childNodes);
      part.scrollTop = scrollTop;
    }
    for (const each of document.querySelectorAll('details')) each.open = unfolded.get(each.id) ?? each.open;
  }

  /** When the visitor goes on in the frame, the studio goes along. */
  function follow() {
    dress(preview);
    const [, wizard, ...key] = preview.contentWindow.location.pathname.split('/');
    if (wizard !== workbench.dataset.wizard) return;
    const query = new URLSearchParams(location.search);
    if (query.get('at') === key.join('/') && query.get('show') === 'live') return void refresh();
    query.set('at', key.join('/'));
    query.set('show', 'live');
    history.replaceState(null, '', `?${query}`);
    void refresh();
  }

  if (workbench !== null) {
    const watch = () => {
      follow();
      preview.contentDocument?.addEventListener('htmx:after:swap', () => setTimeout(follow));
    };
    preview?.addEventListener('load', watch);
    // It may have loaded before this script ran.
    if (preview?.contentDocument?.readyState === 'complete') dress(preview);
    document.addEventListener('stepway-dev', (event) => {
      event.preventDefault();
      const isLive = preview?.getAttribute('src').startsWith(`/${workbench.dataset.wizard}/`);
      // A page in the frame loads itself again, with what was typed; a state has no scripts.
      if (event.detail === 'reload' && !isLive) preview?.contentWindow.location.reload();
      void refresh();
    });
  }

  document.addEventListener('change', ({ target }) => target.closest('form[data-follows]')?.requestSubmit());
  for (const frame of document.querySelectorAll('.wall iframe')) {
    frame.addEventListener('load', () => dress(frame));
    dress(frame);
  }

  let zoom = 1;
  function zoomTo(factor) {
    zoom = Math.min(8, Math.max(1, factor));
    const svg = graph.querySelector('svg');
    svg.style.width = svg.style.height = `${zoom * 100}%`;
  }
  graph?.addEventListener('wheel', (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoomTo(zoom * (event.deltaY < 0 ? 1.2 : 1 / 1.2));
  });

  document.addEventListener('click', async ({ target }) => {
    const button = target.closest('button[type=button]');
    if (button === null) return;
    const { opens, zoom: how, axe } = button.dataset;
    if (opens !== undefined) document.getElementById(opens).showModal();
    if (how !== undefined) zoomTo(how === 'fit' ? 1 : how === 'in' ? zoom * 1.4 : zoom / 1.4);
    if (axe !== undefined) await lookAtAll(button, axe);
    if ('copies' in button.dataset) {
      await navigator.clipboard.writeText(location.href);
      button.textContent = 'Copied';
    }
  });

  /** Looks at one state after the other, in a frame, and says beside it what axe found. */
  async function lookAtAll(button, axe) {
    button.disabled = true;
    const main = document.querySelector('[data-paths]');
    const room = main.querySelector('.workroom');
    room.hidden = false;
    const states = [...main.querySelectorAll('[data-state]')];
    const total = main.querySelector('[data-axe-total]');
    let faults = 0;
    for (const [at, state] of states.entries()) {
      total.textContent = `${at + 1} of ${states.length}: ${faults} found`;
      const found = state.querySelector('.found');
      try {
        const violations = await violationsIn(room, state.querySelector('a').href, axe);
        faults += violations.length;
        found.textContent = violations.length === 0 ? '✓' : `✗ ${violations.map(({ id }) => id).join(', ')}`;
        found.title = violations.map(({ help, nodes }) => `${help}: ${nodes[0].target}`).join('\n');
        state.classList.add(violations.length === 0 ? 'in' : 'out');
      } catch (error) {
        found.textContent = `? ${error.message}`;
      }
    }
    room.hidden = true;
    total.textContent = `${states.length} page states looked at: ${faults === 0 ? 'no faults' : `${faults} found`}`;
    button.disabled = false;
  }

  async function violationsIn(room, href, axe) {
    const frame = document.createElement('iframe');
    frame.title = 'Page that is looked at';
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    frame.src = href;
    room.replaceChildren(frame);
    await loaded;
    const script = frame.contentDocument.createElement('script');
    const ready = new Promise((resolve, reject) => {
      script.addEventListener('load', resolve);
      script.addEventListener('error', () => reject(new Error('axe could not be loaded')));
    });
    script.src = axe;
    frame.contentDocument.head.append(script);
    await ready;
    const { violations } = await frame.contentWindow.axe.run(frame.contentDocument, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations;
  }
})();
