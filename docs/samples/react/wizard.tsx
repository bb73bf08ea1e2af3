import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { connect, type Page } from 'stepway/client';
import { PageView } from './pages.tsx';

/** A page of any wizard. With `Page<typeof visa>` the values of each step are typed. */
export type AnyPage = Page<unknown>;

/** Shows the page that a request comes to. */
export type Show = (next: Promise<AnyPage>) => void;

/** Any wizard of Stepway, from its first page to its receipt. A reload resumes where the visitor was. */
export function Wizard({ id, base = '' }: { readonly id: string; readonly base?: string }) {
  const [page, setPage] = useState<AnyPage>();
  const [notice, setNotice] = useState('Loading…');
  const main = useRef<HTMLElement>(null);
  const isBusy = useRef(false);
  const forms = useMemo(
    () =>
      connect({
        base,
        id,
        onWait: ({ ms }) =>
          setNotice(`The server is busy. We try again in ${Math.ceil(ms / 1_000)} seconds; nothing is lost.`),
      }),
    [base, id],
  );

  const show = useCallback<Show>((next) => {
    // A second press while a page is on its way would only meet a stale page.
    if (isBusy.current) return;
    isBusy.current = true;
    next
      .then((came) => {
        if (came.kind === 'leaving') return window.location.assign(came.location);
        setPage(came);
        setNotice('');
      })
      .catch(() => setNotice('Something went wrong. Please try again.'))
      .finally(() => void (isBusy.current = false));
  }, []);

  useEffect(() => show(forms.open()), [forms, show]);
  useTitleAndFocus(page, main);

  return (
    <main ref={main}>
      <p role="status">{notice}</p>
      {page && <PageView key={keyOf(page)} page={page} show={show} />}
    </main>
  );
}

/** A page that came anew is drawn anew: its fields hold what came with it. */
function keyOf(page: AnyPage): string {
  const { _page = '' } = ('stamp' in page ? page.stamp : undefined) ?? {};
  return `${page.kind} ${'step' in page ? page.step?.key : ''} ${_page}`;
}

/** What a new document would do for people who listen: another title, and the focus at the top or at what is wrong. */
function useTitleAndFocus(page: AnyPage | undefined, main: React.RefObject<HTMLElement | null>) {
  const isFirst = useRef(true);
  useEffect(() => {
    if (page === undefined) return;
    const heading = main.current?.querySelector('h1')?.textContent ?? '';
    const summary = main.current?.querySelector<HTMLElement>('[role="alert"]');
    const wizard = 'wizard' in page ? ` – ${page.wizard?.title ?? ''}` : '';
    document.title = `${summary ? 'Error: ' : ''}${heading}${wizard}`;
    if (!isFirst.current) (summary ?? main.current?.querySelector<HTMLElement>('h1'))?.focus();
    isFirst.current = false;
  }, [page, main]);
}
