import type { CallOptions, Found, Upload, UploadOptions } from 'stepway/client';
import { choicesOf, type FieldSchema } from './field.ts';
import { Boxes, Matrix, Parts, Radios } from './groups.tsx';
import { Files } from './files.tsx';
import { Lookup } from './lookup.tsx';

/** What each kind of control is drawn with. */
export interface FieldProps {
  /** Of its first input, where the error summary leads. */
  readonly id: string;
  readonly field: FieldSchema;
  readonly value: unknown;
  /** How the value reads, in one line. */
  readonly formatted?: string | undefined;
  readonly onChange: (value: unknown) => void;
  readonly isOptional?: boolean;
  readonly error?: string | undefined;
  readonly upload: (file: File, options: UploadOptions) => Promise<Upload>;
  readonly find: (text: string, options: CallOptions) => Promise<Found>;
}

/** A field with its label, hint and error, drawn by its control. */
export function Field(props: FieldProps) {
  switch (props.field.control) {
    case 'radios':
      return <Radios {...props} choices={choicesOf(props.field)} />;
    case 'rating':
      return <Radios {...props} choices={scaleOf(props.field)} read={Number} />;
    case 'yesno':
      return <Radios {...props} choices={yesOrNo} read={(text) => text === 'true'} />;
    case 'checkboxes':
      return <Boxes {...props} />;
    case 'matrix':
      return <Matrix {...props} />;
    case 'range':
    case 'signature':
      return <Parts {...props} />;
    case 'file':
      return <Files {...props} />;
    case 'lookup':
      return <Lookup {...props} />;
    case 'consent':
      return <Consent {...props} />;
    default:
      return <OneInput {...props} />;
  }
}

const yesOrNo = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
];

function scaleOf(field: FieldSchema) {
  const { minimum: least = 1, maximum: most = 5, low, high } = field;
  const words: { readonly [value: number]: string | undefined } = { [least]: low, [most]: high };
  return Array.from({ length: most - least + 1 }, (_, index) => {
    const value = least + index;
    return { value: String(value), label: [value, words[value]].filter(Boolean).join(' – ') };
  });
}

/** Ids of what describes an input, for `aria-describedby`. */
export function describedBy({ id, field, error }: FieldProps): string | undefined {
  const ids = [
    field.description === undefined ? [] : `${id}--hint`,
    error === undefined ? [] : `${id}--error`,
  ];
  return ids.flat().join(' ') || undefined;
}

/** The hint and the error of a field, to which `describedBy` leads. */
export function About({ id, field, error }: FieldProps) {
  return (
    <>
      {field.hintHtml && (
        <div className="hint" id={`${id}--hint`} dangerouslySetInnerHTML={{ __html: field.hintHtml }} />
      )}
      {field.help && (
        <details>
          <summary>{field.help.summary}</summary>
          <div dangerouslySetInnerHTML={{ __html: field.help.html }} />
        </details>
      )}
      {error && (
        <p className="error" id={`${id}--error`}>
          {error}
        </p>
      )}
    </>
  );
}

/** A label, with "(optional)" where it is so. */
export function labelOf({ field, isOptional }: FieldProps): string {
  return isOptional ? `${field.title} (optional)` : field.title;
}

function Consent(props: FieldProps) {
  const { id, field, value, onChange } = props;
  return (
    <div className="field">
      <About {...props} />
      <label className="choice">
        <input
          id={id}
          type="checkbox"
          checked={value === true}
          aria-describedby={describedBy(props)}
          aria-invalid={props.error !== undefined}
          onChange={({ target }) => onChange(target.checked ? true : undefined)}
        />
        <span dangerouslySetInnerHTML={{ __html: field.labelHtml ?? '' }} />
        {field.labelHtml === undefined && labelOf(props)}
      </label>
    </div>
  );
}

const types: { readonly [control: string]: string } = {
  date: 'date',
  month: 'month',
  time: 'time',
  email: 'email',
  tel: 'tel',
  url: 'url',
  password: 'password',
};

function OneInput(props: FieldProps) {
  const { id, field, value, onChange } = props;
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const isNumber = field.type === 'number' || field.type === 'integer';
  const shared = {
    id,
    value: text,
    'aria-describedby': describedBy(props),
    'aria-invalid': props.error !== undefined,
    autoComplete: field.autocomplete,
    onChange: ({ target }: { readonly target: { readonly value: string } }) => onChange(target.value),
  };
  return (
    <div className="field">
      <label htmlFor={id}>{labelOf(props)}</label>
      <About {...props} />
      {field.control === 'textarea' ? (
        <textarea rows={5} {...shared} />
      ) : field.control === 'select' || field.control === 'country' ? (
        <select {...shared}>
          <option value="">Choose</option>
          {choicesOf(field).map(({ value: each, label }) => (
            <option key={each} value={each}>
              {label}
            </option>
          ))}
        </select>
      ) : (
        <input
          type={types[field.control] ?? 'text'}
          inputMode={isNumber ? (field.type === 'integer' ? 'numeric' : 'decimal') : undefined}
          {...shared}
        />
      )}
      {field.suffix && <span> {field.suffix}</span>}
    </div>
  );
}
