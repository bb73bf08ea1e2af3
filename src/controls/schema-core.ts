/** What is left of a schema under its wrappers: what a visitor gives, as far as a control can tell. */
export type SchemaCore =
  | { readonly kind: 'string'; readonly format: string | undefined }
  | { readonly kind: 'number'; readonly isWhole: boolean }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'consent' }
  | { readonly kind: 'choice'; readonly values: readonly string[]; readonly several: boolean };
