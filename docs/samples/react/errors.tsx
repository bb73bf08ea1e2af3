/** What is to be put right, with a way to each field. It gets the focus when it comes. */
export function ErrorSummary({
  issues,
  idOf,
}: {
  readonly issues: readonly { readonly field: string; readonly message: string }[];
  readonly idOf: (field: string) => string;
}) {
  if (issues.length === 0) return null;
  return (
    <div role="alert" tabIndex={-1} className="errors">
      <h2>There is a problem</h2>
      <ul>
        {issues.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            {field === '' ? message : <GoTo id={idOf(field)}>{message}</GoTo>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function GoTo({ id, children }: { readonly id: string; readonly children: string }) {
  const go = (event: React.MouseEvent) => {
    event.preventDefault();
    document.getElementById(id)?.focus();
  };
  return (
    <a href={`#${id}`} onClick={go}>
      {children}
    </a>
  );
}
