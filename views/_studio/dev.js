// Runs on every page while `stepway dev` serves, and on those of the studio; in no other server.
(() => {
  'use strict';
  // htmx changes the address without another page.
  const keptUnder = () => `stepway-dev:${location.pathname}`;
  const controls = () => [
    ...document.querySelectorAll('main form :is(input:not([type=hidden]), select, textarea)'),
  ];
  const hasChoice = (control) => control.type === 'radio' || control.type === 'checkbox';

  // What is typed and not sent yet waits for the page to come back: while there is a mistake, it has no controls.
  function keep() {
    const typed = controls().map((control) => [
      control.name,
      control.value,
      hasChoice(control) ? control.checked : undefined,
    ]);
    if (typed.length > 0) sessionStorage.setItem(keptUnder(), JSON.stringify(typed));
  }

  function reload() {
    if (!location.pathname.startsWith('/_studio')) keep();
    // A GET also after a POST: sending a form again is not meant. With a fragment nothing would be loaded.
    location.replace(location.pathname + location.search);
  }

  if (controls().length > 0) {
    const typed = JSON.parse(sessionStorage.getItem(keptUnder()) ?? '[]');
    sessionStorage.removeItem(keptUnder());
    for (const [name, value, checked] of typed) {
      for (const control of controls().filter((each) => each.name === name && each.type !== 'file')) {
        if (!hasChoice(control)) control.value = value;
        else if (control.value === value) control.checked = checked;
        // Counts and fields that depend on it follow.
        control.dispatchEvent(new Event('input', { bubbles: true }));
      }
    }
  }

  /** The studio follows by itself, its page stays: nothing else is to be done then. */
  const isFollowed = (change) =>
    !document.dispatchEvent(new CustomEvent('stepway-dev', { detail: change, cancelable: true }));

  const events = new EventSource('/_studio/events');
  // A save, or another server, while this page was on its way or the stream was cut.
  let madeBy = new URL(document.currentScript.src).search.slice(1);
  events.addEventListener('hello', ({ data }) => {
    if (madeBy !== '' && madeBy !== data) reload();
    madeBy = data;
  });
  events.addEventListener('reload', () => isFollowed('reload') || reload());
  events.addEventListener('moved', () => isFollowed('moved'));

  // A mistake that htmx was answered with: the page for it, in the place of the banner.
  document.addEventListener('htmx:response:error', (event) => {
    const { response, text } = event.detail.ctx;
    if (response.status !== 500 || !text?.includes('class="mistakes"')) return;
    keep();
    const page = new DOMParser().parseFromString(text, 'text/html');
    document.head
      .querySelector('link[rel=stylesheet]')
      .replaceWith(page.head.querySelector('link[rel=stylesheet]'));
    document.body.replaceChildren(...page.body.querySelectorAll('header, main'));
  });

  // A way from every page to its wizard's studio.
  function showBar() {
    document.getElementById('stepway-dev')?.remove();
    const [, wizard, ...step] = location.pathname.split('/');
    const isFramed = window.top !== window;
    if (isFramed || wizard === '_studio' || document.querySelector('main.mistakes') !== null) return;
    const bar = document.createElement('div');
    bar.id = 'stepway-dev';
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
    if (controls().length > 0) {
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
  }
  showBar();
  document.addEventListener('htmx:after:swap', showBar);
})();
