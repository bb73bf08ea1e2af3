import type { FieldView } from './view-parts.ts';

/** Puts each field that an option of radio buttons or checkboxes brings up under that option; the others stay in their order. */
export function underOptions(views: readonly FieldView[]): readonly FieldView[] {
  // From the end, so that what hangs on a field goes along with it.
  return views.reduceRight((placed, view) => {
    const host = views.slice(0, views.indexOf(view)).find((each) => isHostOf(each, view));
    const index = placed.findIndex(({ name }) => name === view.name);
    if (host === undefined) return placed;
    const moved = placed[index]!;
    return placed
      .filter((each) => each !== moved)
      .map((each) => (each.name === host.name ? withUnder(each, moved) : each));
  }, views);
}

function isHostOf({ partial, name, options }: FieldView, { under }: FieldView): boolean {
  const isList = partial === 'radios' || partial === 'checkboxes';
  return isList && name === under?.field && options.some(({ value }) => value === under.value);
}

function withUnder(host: FieldView, moved: FieldView): FieldView {
  const options = host.options.map((option) =>
    option.value === moved.under?.value ? { ...option, fields: [moved, ...(option.fields ?? [])] } : option,
  );
  return { ...host, options };
}
