import { useRef, useState } from 'react';
import { About, describedBy, labelOf, type FieldProps } from './fields.tsx';

/** What the server keeps of a file. */
interface Kept {
  readonly id: string;
  readonly name: string;
}

/** Files are uploaded one by one as they are chosen; the step is answered with what came of them. */
export function Files(props: FieldProps) {
  const { id, field, value, onChange, upload } = props;
  const [going, setGoing] = useState<{ readonly name: string; readonly share: number }>();
  const [refused, setRefused] = useState<string>();
  const cancel = useRef<AbortController>(undefined);
  const isList = field.type === 'array';
  const kept = (isList ? (value ?? []) : value === undefined ? [] : [value]) as readonly Kept[];
  const keep = (files: readonly Kept[]) => onChange(isList ? files : files.at(-1));

  const take = async (files: readonly File[]) => {
    setRefused(undefined);
    cancel.current = new AbortController();
    const { signal } = cancel.current;
    let taken = kept;
    try {
      for (const file of files) {
        const onProgress = (share: number) => setGoing({ name: file.name, share });
        const came = await upload(file, { onProgress, signal });
        if (!came.ok)
          return setRefused(came.message ?? `${file.name} could not be uploaded. Please try again.`);
        taken = [...taken, came.file as Kept];
        keep(taken);
      }
    } catch {
      setRefused(signal.aborted ? 'The upload was cancelled.' : 'The upload failed. Please try again.');
    } finally {
      setGoing(undefined);
    }
  };

  const told = { ...props, error: refused ?? props.error };
  return (
    <div className="field">
      <label htmlFor={id}>{labelOf(props)}</label>
      <About {...told} />
      <input
        id={id}
        type="file"
        multiple={isList}
        accept={field.types?.join()}
        aria-describedby={describedBy(told)}
        aria-invalid={told.error !== undefined}
        onChange={({ target }) => {
          void take([...(target.files ?? [])]);
          // The same file may be chosen again.
          target.value = '';
        }}
      />
      <div role="status">{going ? `Uploading ${going.name}` : kept.length > 0 ? 'Uploaded' : ''}</div>
      {going && (
        <p>
          <progress max={1} value={going.share} aria-label={`Upload of ${going.name}`} />
          <button type="button" className="link" onClick={() => cancel.current?.abort()}>
            Cancel
          </button>
        </p>
      )}
      <ul>
        {kept.map((file) => (
          <li key={file.id}>
            {file.name}{' '}
            <button
              type="button"
              className="link"
              onClick={() => keep(kept.filter(({ id: each }) => each !== file.id))}
            >
              Remove {file.name}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
