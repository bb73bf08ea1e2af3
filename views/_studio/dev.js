// Runs on every page while `stepway dev` serves, and on those of the studio; in no other server.
(() => {
  'use strict';
  const kept = `stepway-dev:${location.pathname}`;
  const controls = () => [
    ...document.querySelectorAll('main form :is(input:not([type=hidden]), select, textarea)'),
  ];
  const hasChoice = (control) => control.type === 'radio' || control.type === 'checkbox';

  // What is typed and not sent yet survives the reload.
  function reload() {
    const typed = controls().map((control) => [
      control.name,
      control.value,
      hasChoice(control) ? control.checked : undefined,
    ]);
    if (!location.pathname.startsWith('/_studio')) sessionStorage.setItem(kept, JSON.stringify(typed));
    // A GET also after a POST: sending a form again is not meant.
    location.replace(location.href);
  }
  const typed = JSON.parse(sessionStorage.getItem(kept) ?? '[]');
  sessionStorage.removeItem(kept);
  for (const [name, value, checked] of typed) {
    for (const control of controls().filter((each) => each.name === name && each.type !== 'file')) {
      if (!hasChoice(control)) control.value = value;
      else if (control.value === value) control.checked = checked;
    }
  }

  async function follow(live) {
    const answer = await fetch(live.dataset.live);
    if (!answer.ok) return;
    const open = [...live.querySelectorAll('details[open]')].map((each) => each.closest('li').id);
    const scrolled = [...live.querySelectorAll('section')].map((each) => each.scrollTop);
    live.innerHTML = await answer.text();
    for (const id of open) document.getElementById(id)?.querySelector('details')?.setAttribute('open', '');
    [...live.querySelectorAll('section')].forEach((each, at) => (each.scrollTop = scrolled[at] ?? 0));
  }

  const events = new EventSource('/_studio/events');
  let server;
  events.addEventListener('hello', ({ data }) => {
    if (server !== undefined && server !== data) reload();
    server = data;
  });
  events.addEventListener('reload', reload);
  events.addEventListener('moved', () => {
    const live = document.querySelector('[data-live]');
    if (live !== null) follow(live);
  });

  // A mistake that htmx was answered with: the page for it, in the place of the banner.
  document.addEventListener('htmx:response:error', (event) => {
    const { response, text } = event.detail.ctx;
    if (response.status !== 500 || !text?.includes('class="mistakes"')) return;
    const page = new DOMParser().parseFromString(text, 'text/html');
    document.head
      .querySelector('link[rel=stylesheet]')
      .replaceWith(page.head.querySelector('link[rel=stylesheet]'));
    document.body.replaceChildren(...page.body.querySelectorAll('header, main'));
  });

  // A way from every page to its wizard's studio.
  const [, wizard, ...step] = location.pathname.split('/');
  if (wizard === '_studio' || document.querySelector('main.mistakes') !== null) return;
  const bar = document.createElement('div');
  Object.assign(bar.style, {
    position: 'fixed',
    insetInlineEnd: '8px',
    insetBlockEnd: '8px',
    display: 'flex',
    gap: '8px',
    padding: '4px 8px',
    font: '13px system-ui, sans-serif',
    background: '#12303b',
    borderRadius: '6px',
    opacity: '0.9',
    zIndex: '99',
  });
  const link = document.createElement('a');
  link.href = `/_studio/${wizard}`;
  link.target = 'stepway-studio';
  link.textContent = 'Studio';
  link.style.color = '#fff';
  bar.append(link);
  if (step.length > 0 && document.querySelector('main form[method=post]') !== null) {
    const form = document.createElement('form');
    form.method = 'post';
    form.action = `/_studio/${wizard}/fill`;
    const fill = document.createElement('button');
    fill.name = 'step';
    fill.value = step.join('/');
    fill.textContent = 'Fill this page';
    form.append(fill);
    bar.append(form);
  }
  document.body.append(bar);
})();
