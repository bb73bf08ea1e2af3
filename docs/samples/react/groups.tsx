import type { ReactNode } from 'react';
import { choicesOf, type Choice, type FieldSchema } from './field.ts';
import { About, describedBy, labelOf, type FieldProps } from './fields.tsx';

/** Several inputs under one question. */
function Group({ children, ...props }: FieldProps & { readonly children: ReactNode }) {
  return (
    <fieldset className="field" aria-describedby={describedBy(props)}>
      <legend>{labelOf(props)}</legend>
      <About {...props} />
      {children}
    </fieldset>
  );
}

interface RadiosProps extends FieldProps {
  readonly choices: readonly Choice[];
  /** What a choice means to the field's schema; its text by default. */
  readonly read?: (text: string) => unknown;
}

/** One of several. */
export function Radios({ choices, read = (text) => text, ...props }: RadiosProps) {
  const { id, value, onChange } = props;
  return (
    <Group {...props}>
      {choices.map((choice, index) => (
        <Choosable key={choice.value} choice={choice} id={index === 0 ? id : `${id}-${choice.value}`}>
          {(rest) => (
            <input
              type="radio"
              name={id}
              checked={String(value) === choice.value}
              onChange={() => onChange(read(choice.value))}
              {...rest}
            />
          )}
        </Choosable>
      ))}
    </Group>
  );
}

/** Any number of several; one that is exclusive clears the others, and they clear it. */
export function Boxes(props: FieldProps) {
  const { id, field, onChange } = props;
  const chosen = Array.isArray(props.value) ? (props.value as readonly string[]) : [];
  const choices = choicesOf(field);
  const toggle = ({ value, exclusive = false }: Choice) => {
    if (chosen.includes(value)) return onChange(chosen.filter((each) => each !== value));
    const isKept = (each: string) =>
      !exclusive && choices.find((other) => other.value === each)?.exclusive !== true;
    onChange([...chosen.filter(isKept), value]);
  };
  return (
    <Group {...props}>
      {choices.map((choice, index) => (
        <Choosable key={choice.value} choice={choice} id={index === 0 ? id : `${id}-${choice.value}`}>
          {(rest) => (
            <input
              type="checkbox"
              checked={chosen.includes(choice.value)}
              onChange={() => toggle(choice)}
              {...rest}
            />
          )}
        </Choosable>
      ))}
    </Group>
  );
}

/** An option with its hint. */
function Choosable({
  choice,
  id,
  children,
}: {
  readonly choice: Choice;
  readonly id: string;
  readonly children: (rest: { readonly id: string; readonly 'aria-describedby'?: string }) => ReactNode;
}) {
  const { label, hintHtml, image, afterDivider } = choice;
  return (
    <>
      {afterDivider && <p>or</p>}
      <div className="choice">
        {children(hintHtml === undefined ? { id } : { id, 'aria-describedby': `${id}--of` })}
        <label htmlFor={id}>
          {image && <img src={image} alt="" />}
          {label}
        </label>
        {hintHtml && <div className="hint" id={`${id}--of`} dangerouslySetInnerHTML={{ __html: hintHtml }} />}
      </div>
    </>
  );
}

/** The same choice for several questions. */
export function Matrix(props: FieldProps) {
  const { id, field, value, onChange } = props;
  const answers = value as { readonly [question: string]: string } | undefined;
  return (
    <Group {...props}>
      {(field.questions ?? []).map((question, index) => (
        <Radios
          {...props}
          key={question.value}
          id={index === 0 ? id : `${id}-${question.value}`}
          field={{ control: 'radios', title: question.label }}
          error={undefined}
          isOptional={false}
          choices={choicesOf(field)}
          value={answers?.[question.value]}
          onChange={(chosen) => onChange({ ...answers, [question.value]: chosen })}
        />
      ))}
    </Group>
  );
}

/** An answer of several parts: the two days of a period, the name of a signature. */
export function Parts(props: FieldProps) {
  const { id, field, value, onChange } = props;
  const filled = value as { readonly [part: string]: string } | undefined;
  return (
    <Group {...props}>
      {partsOf(field).map(({ part, label, type }, index) => (
        <div key={part}>
          <label htmlFor={index === 0 ? id : `${id}-${part}`}>{label}</label>
          <input
            id={index === 0 ? id : `${id}-${part}`}
            type={type}
            value={filled?.[part] ?? ''}
            aria-invalid={props.error !== undefined}
            onChange={({ target }) => onChange({ ...filled, [part]: target.value })}
          />
        </div>
      ))}
    </Group>
  );
}

function partsOf({ control }: FieldSchema) {
  return control === 'range'
    ? [
        { part: 'from', label: 'First day', type: 'date' },
        { part: 'to', label: 'Last day', type: 'date' },
      ]
    : [{ part: 'name', label: 'Your name, as your signature', type: 'text' }];
}
