import { useEffect, useRef, useState } from 'react';
import type { Found } from 'stepway/client';
import { About, describedBy, labelOf, type FieldProps } from './fields.tsx';
import { Radios } from './groups.tsx';

/** One of more options than a page can hold: the server finds them by what is typed. */
export function Lookup(props: FieldProps) {
  const { id, value, formatted = textOf(value), onChange } = props;
  const [typed, setTyped] = useState(formatted);
  // What was typed before, and is none of the options, is searched for at once.
  const [query, setQuery] = useState(props.formatted === undefined ? typed.trim() : '');
  const { options, said } = useSearch(props.find, query);
  const type = (text: string) => {
    setTyped(text);
    setQuery(text.trim());
    // What is none of the options goes as it was typed: the server asks for one, and gives it back.
    onChange(text);
  };
  const choose = (chosen: unknown) => {
    setTyped(options.find((option) => option.value === chosen)?.label ?? '');
    onChange(chosen);
  };
  return (
    <div className="field">
      <label htmlFor={id}>{labelOf(props)}</label>
      <About {...props} />
      <input
        id={id}
        value={typed}
        autoComplete="off"
        aria-describedby={describedBy(props)}
        aria-invalid={props.error !== undefined}
        onChange={({ target }) => type(target.value)}
      />
      <p role="status">{said}</p>
      {options.length > 0 && (
        <Radios
          {...props}
          id={`${id}--found`}
          field={{ control: 'radios', title: `Found for “${query}”` }}
          isOptional={false}
          error={undefined}
          choices={options.map((option) => ({ value: option.value, label: labelWithHint(option) }))}
          onChange={choose}
        />
      )}
    </div>
  );
}

interface Search {
  readonly options: Found['options'];
  /** What people who listen are told. */
  readonly said: string;
}

const nothing: Search = { options: [], said: '' };
const failed: Search = { options: [], said: 'The search did not work. Please change the text to try again.' };

/** Searches when nobody has typed for a moment; the search for an earlier text is given up. */
function useSearch(find: FieldProps['find'], query: string): Search {
  const [search, setSearch] = useState(nothing);
  const latest = useRef(find);
  useEffect(() => void (latest.current = find));
  useEffect(() => {
    setSearch(query === '' ? nothing : { options: [], said: 'Searching…' });
    if (query === '') return;
    const leave = new AbortController();
    const show = (came: Search) => leave.signal.aborted || setSearch(came);
    const timer = setTimeout(() => {
      latest
        .current(query, leave)
        .then((found) => show(searchOf(found)))
        .catch(() => show(failed));
    }, 300);
    return () => {
      clearTimeout(timer);
      leave.abort();
    };
  }, [query]);
  return search;
}

function searchOf({ options, more, failed: isFailed }: Found): Search {
  if (isFailed) return failed;
  if (options.length === 0) return { options, said: 'Nothing found' };
  const said = more
    ? `The first ${options.length} are listed. Type more to narrow it down.`
    : `${options.length} found`;
  return { options, said };
}

function labelWithHint({ label, hint }: Found['options'][number]): string {
  return hint ? `${label} – ${hint}` : label;
}

/** What stands there may have been typed on one of Stepway's own pages, and not chosen yet. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const { query = '' } = (value ?? {}) as { readonly query?: string };
  return query;
}
