import { useEffect, type ReactNode } from 'react';
import type { AnswerOf, PageOfKind } from 'stepway/client';
import { ErrorSummary } from './errors.tsx';
import { Items, Rows } from './lists.tsx';
import { Html, StepForm } from './step.tsx';
import type { AnyPage, Show } from './wizard.tsx';

interface Props {
  readonly page: AnyPage;
  readonly show: Show;
}

/** The page that the visitor has before them, by its kind. */
export function PageView({ page, show }: Props) {
  switch (page.kind) {
    case 'start':
      return (
        <Plain heading={page.wizard.title} action="Start" onAction={() => show(page.begin())}>
          {page.start && <Html>{page.start.introHtml}</Html>}
        </Plain>
      );
    case 'step':
      return <StepForm page={page} show={show} />;
    case 'items':
      return <Items page={page} show={show} />;
    case 'rows':
      return <Rows page={page} show={show} />;
    case 'runs':
      return <Runs page={page} show={show} />;
    case 'tasks':
      return <Tasks page={page} show={show} />;
    case 'check':
      return (
        <Plain heading="Check your answers" action="Send" onAction={() => show(page.submit())}>
          <ErrorSummary issues={page.issues.filter(({ field }) => field === '')} idOf={() => ''} />
          <Summary page={page} show={show} />
        </Plain>
      );
    case 'done':
      return <Receipt page={page} show={show} />;
    case 'submitted':
      return (
        <Plain
          heading="You have sent this form"
          action="Show the receipt"
          onAction={() => show(page.openReceipt())}
        />
      );
    case 'exit':
      return (
        <Plain heading={page.step.title}>
          <Html>{page.step.introHtml}</Html>
        </Plain>
      );
    case 'external':
      return (
        <Plain heading={page.step.title} action={page.action} onAction={() => show(page.leave())}>
          <Html>{page.step.introHtml}</Html>
        </Plain>
      );
    case 'returned':
      return <Plain heading={page.step.title} action="Continue" onAction={() => show(page.finish())} />;
    case 'conflict':
      return <Conflict page={page} show={show} />;
    case 'expired':
      return (
        <Plain heading="Your time ran out" action="Go on" onAction={() => show(page.takeOver())}>
          <p>What you sent last is not lost: go on with it.</p>
        </Plain>
      );
    case 'unavailable':
    case 'no-cookies':
      return (
        <Plain heading="Please try again" action="Try again" onAction={() => show(page.again())}>
          <p>
            {page.kind === 'unavailable' ? 'The server is busy. Nothing you typed is lost.' : page.detail}
          </p>
        </Plain>
      );
    case 'log-in':
      return (
        <Plain heading="Please log in">
          <a href={page.location}>Log in, and come back</a>
        </Plain>
      );
    default:
      return (
        <Plain heading={page.title ?? 'This page cannot be shown here'}>
          {page.detail && <p>{page.detail}</p>}
        </Plain>
      );
  }
}

function Plain({
  heading,
  action,
  onAction,
  children,
}: {
  readonly heading: string;
  readonly action?: string;
  readonly onAction?: () => void;
  readonly children?: ReactNode;
}) {
  return (
    <>
      <h1 tabIndex={-1}>{heading}</h1>
      {children}
      {action && (
        <button type="button" onClick={onAction}>
          {action}
        </button>
      )}
    </>
  );
}

interface Summarised {
  readonly summary: AnswerOf<'check'>['summary'];
  go(link: string): Promise<AnyPage>;
}

function Summary({ page, show }: { readonly page: Summarised; readonly show: Show }) {
  return page.summary.map(({ heading, rows }, index) => (
    <section key={index}>
      {heading && <h2>{heading}</h2>}
      <dl>
        {rows.map(({ label, lines, isEmpty, links }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{isEmpty ? 'Not answered' : lines.map((line, at) => <div key={at}>{line}</div>)}</dd>
            {links.change && (
              <dd>
                <button type="button" className="link" onClick={() => show(page.go(links.change ?? ''))}>
                  Change {label}
                </button>
              </dd>
            )}
          </div>
        ))}
      </dl>
    </section>
  ));
}

/** Several drafts of one form beside each other. */
function Runs({ page, show }: { readonly page: PageOfKind<unknown, 'runs'>; readonly show: Show }) {
  const { another } = page.links;
  return (
    <Plain
      heading={page.wizard.title}
      {...(another && { action: 'Start another', onAction: () => show(page.startAnother()) })}
    >
      <ul>
        {page.runs.map(({ id, name, status }) => (
          <li key={id}>
            <button type="button" className="link" onClick={() => show(page.openRun(id))}>
              {name}
            </button>{' '}
            ({status === 'open' ? 'in progress' : 'sent'})
          </li>
        ))}
      </ul>
    </Plain>
  );
}

function Tasks({ page, show }: { readonly page: PageOfKind<unknown, 'tasks'>; readonly show: Show }) {
  return (
    <Plain
      heading={page.wizard.title}
      {...(page.complete && { action: 'Check your answers', onAction: () => show(page.openCheck()) })}
    >
      <ol>
        {page.tasks.map(({ id, title, state, links }) => (
          <li key={id}>
            {links.open ? (
              <button type="button" className="link" onClick={() => show(page.openTask(id))}>
                {title}
              </button>
            ) : (
              title
            )}{' '}
            ({state.replaceAll('-', ' ')})
          </li>
        ))}
      </ol>
    </Plain>
  );
}

/** Somebody changed the step meanwhile: the visitor chooses between two answers, and sees both. */
function Conflict({ page, show }: { readonly page: PageOfKind<unknown, 'conflict'>; readonly show: Show }) {
  const linesOf = (formatted: { readonly [field: string]: readonly string[] }) => (
    <dl>
      {Object.entries(formatted).map(([name, lines]) => (
        <div key={name}>
          <dt>{page.schema.properties[name]?.title ?? name}</dt>
          <dd>{lines.join(', ')}</dd>
        </div>
      ))}
    </dl>
  );
  return (
    <>
      <h1 tabIndex={-1}>This was changed elsewhere</h1>
      <h2>What you typed here</h2>
      {linesOf(page.formatted.typed)}
      <button type="button" onClick={() => show(page.keepMine())}>
        Keep what I typed here
      </button>
      <h2>What is stored</h2>
      {linesOf(page.formatted.stored)}
      <button type="button" onClick={() => show(page.keepStored())}>
        Keep what is stored
      </button>
    </>
  );
}

/** The receipt, asked for again until the form was handled. */
function Receipt({ page, show }: { readonly page: PageOfKind<unknown, 'done'>; readonly show: Show }) {
  const isWaiting = page.submission === 'pending' || page.submission === 'running';
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(() => show(page.refresh()), 2_000);
    return () => clearTimeout(timer);
  }, [isWaiting, page, show]);
  return (
    <Plain heading={`Your reference is ${page.reference}`}>
      {page.summary && <Summary page={{ summary: page.summary, go: page.go }} show={show} />}
    </Plain>
  );
}
