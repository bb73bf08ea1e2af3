import { useEffect, useRef, useState, type FormEvent } from 'react';
import { isShown, type StepPage } from 'stepway/client';
import { ErrorSummary } from './errors.tsx';
import { Field } from './fields.tsx';
import { sentOf, type Filled } from './values.ts';
import type { Show } from './wizard.tsx';

/** The form of one step: its texts and fields, those that are asked by what stands in the others. */
export function StepForm({ page, show }: { readonly page: StepPage<unknown>; readonly show: Show }) {
  const [values, setValues] = useState<Filled>(page.values);
  const saved = useDraft(page, values);
  const { step, schema, issues, progress, links } = page;
  const idOf = (field: string) => `${step.key.replaceAll('/', '-')}-${field}`;
  const asked = Object.entries(schema.properties).filter(
    ([name, { control }]) => control !== 'hidden' && isShown(name, page, values),
  );
  const texts = (before: string | null) =>
    (step.contents ?? [])
      .filter((text) => text.before === before && isShown(text.name, page, values))
      .map(({ name, html }) => <Html key={name}>{html}</Html>);
  const send = (event: FormEvent) => {
    event.preventDefault();
    show(page.send(sentOf(page, values)));
  };

  return (
    <>
      {links.back && (
        <p>
          <button type="button" className="link" onClick={() => show(page.go(links.back ?? ''))}>
            Back
          </button>
        </p>
      )}
      <ErrorSummary issues={issues} idOf={idOf} />
      <p>{progress.of ? `Step ${progress.step} of ${progress.of}` : `Step ${progress.step}`}</p>
      <h1 tabIndex={-1}>{step.title}</h1>
      <Html>{step.introHtml}</Html>
      <form onSubmit={send} noValidate>
        {asked.map(([name, field], index) => (
          <div key={name}>
            {texts(name)}
            {field.group && field.group.heading !== asked[index - 1]?.[1].group?.heading && (
              <h2>{field.group.heading}</h2>
            )}
            <Field
              id={idOf(name)}
              field={field}
              isOptional={!schema.required.includes(name) && !Object.hasOwn(page.show, name)}
              value={values[name]}
              formatted={page.formatted[name]?.[0]}
              error={issues.find((issue) => issue.field === name)?.message}
              onChange={(value) => setValues((before) => ({ ...before, [name]: value }))}
              upload={(file, options) => page.upload(name, file, options)}
              find={(text, options) => page.find(name, text, options)}
            />
          </div>
        ))}
        {texts(null)}
        <button>Continue</button>
        <p role="status">{saved}</p>
      </form>
    </>
  );
}

/** Keeps what is typed a second after the last change, right or not, so that a closed tab loses nothing. */
function useDraft(page: StepPage<unknown>, values: Filled): string {
  const [saved, setSaved] = useState('');
  const atFirst = useRef(values);
  useEffect(() => {
    if (values === atFirst.current) return;
    const leave = new AbortController();
    const timer = setTimeout(() => {
      page
        .draft(sentOf(page, values), leave)
        .then((draft) => setSaved(draft.saved ? 'Saved' : ''))
        .catch(() => setSaved(''));
    }, 1_000);
    return () => {
      clearTimeout(timer);
      leave.abort();
    };
  }, [page, values]);
  return saved;
}

/** A longer text, as HTML that the server has made safe. */
export function Html({ children }: { readonly children: string }) {
  return children === '' ? null : <div dangerouslySetInnerHTML={{ __html: children }} />;
}
