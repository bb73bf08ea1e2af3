import { useState } from 'react';
import type { PageOfKind } from 'stepway/client';
import { isShown } from 'stepway/client';
import { ErrorSummary } from './errors.tsx';
import { Field } from './fields.tsx';
import { Html } from './step.tsx';
import { sentOf, type Filled } from './values.ts';
import type { Show } from './wizard.tsx';

/** A list of things to add: each has pages of its own. */
export function Items({ page, show }: { readonly page: PageOfKind<unknown, 'items'>; readonly show: Show }) {
  const { step, items, issues, removed, max } = page;
  return (
    <>
      <ErrorSummary issues={issues} idOf={() => 'items'} />
      <h1 tabIndex={-1}>{step.title}</h1>
      <Html>{step.introHtml}</Html>
      <ul id="items" tabIndex={-1}>
        {items.map(({ id, name, complete, links }) => (
          <li key={id}>
            {name}
            {!complete && ' (not complete)'}{' '}
            <button type="button" className="link" onClick={() => show(page.go(links.change))}>
              Change {name}
            </button>{' '}
            <button type="button" className="link" onClick={() => show(page.remove(id))}>
              Remove {name}
            </button>
          </li>
        ))}
      </ul>
      {removed && (
        <p role="status">
          {removed.name} was removed.{' '}
          <button type="button" className="link" onClick={() => show(page.restore())}>
            Undo
          </button>
        </p>
      )}
      {items.length < max && (
        <button type="button" onClick={() => show(page.add())}>
          Add another
        </button>
      )}{' '}
      <button type="button" onClick={() => show(page.finish())}>
        Continue
      </button>
    </>
  );
}

/** A short list on one page: every row with all its fields. */
export function Rows({ page, show }: { readonly page: PageOfKind<unknown, 'rows'>; readonly show: Show }) {
  const { step, schema, rows, issues, max } = page;
  const [filled, setFilled] = useState<readonly Filled[]>(rows.map(({ values }) => values));
  const asked = rows.map((row) => ({ schema, show: row.show }));
  const sent = rows.map(({ id, seen }, index) => ({
    id,
    seen,
    values: sentOf(asked[index]!, filled[index]!),
  }));
  const all = rows.flatMap((row) =>
    row.issues.map((issue) => ({ ...issue, field: `${row.id}-${issue.field}` })),
  );
  const change = (at: number, name: string, value: unknown) =>
    setFilled((before) => before.map((row, index) => (index === at ? { ...row, [name]: value } : row)));
  return (
    <>
      <ErrorSummary
        issues={[...issues.filter(({ field }) => field === ''), ...all]}
        idOf={(field) => field}
      />
      <h1 tabIndex={-1}>{step.title}</h1>
      <Html>{step.introHtml}</Html>
      {rows.map((row, at) => (
        <fieldset key={row.id}>
          <legend>Row {at + 1}</legend>
          {Object.entries(schema.properties)
            .filter(([name]) => isShown(name, asked[at]!, filled[at]!))
            .map(([name, field]) => (
              <Field
                key={name}
                id={`${row.id}-${name}`}
                field={field}
                isOptional={!schema.required.includes(name) && !Object.hasOwn(row.show, name)}
                value={filled[at]![name]}
                formatted={row.formatted[name]?.[0]}
                error={row.issues.find((issue) => issue.field === name)?.message}
                onChange={(value) => change(at, name, value)}
                upload={() => Promise.reject(new Error('rows ask for no files'))}
                find={(text, options) => page.find({ row: row.id, field: name }, text, options)}
              />
            ))}
          <button type="button" className="link" onClick={() => show(page.remove(row.id))}>
            Remove row {at + 1}
          </button>
        </fieldset>
      ))}
      {rows.length < max && (
        <button type="button" onClick={() => show(page.addRow(sent))}>
          Add a row
        </button>
      )}{' '}
      <button type="button" onClick={() => show(page.send(sent))}>
        Continue
      </button>
    </>
  );
}
