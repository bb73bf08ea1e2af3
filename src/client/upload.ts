import type { FileRef } from '../definition/file-ref.ts';
import type { RequestOptions } from './requests.ts';

/** How a file is uploaded. */
export interface UploadOptions {
  /** Told how much has gone, from 0 to 1; in the browser as it goes, elsewhere when it is done. */
  readonly onProgress?: ((share: number) => void) | undefined;
  /** Cancels it. */
  readonly signal?: AbortSignal | undefined;
}

/** What came of an upload: `file` is what the step is answered with; `message` says why the file is refused. */
export type Upload =
  | { readonly ok: true; readonly file: FileRef; readonly name: string; readonly size: string }
  | { readonly ok: false; readonly status: number; readonly message: string | null };

/** A file on its way to a field of a step. */
export interface Uploading {
  readonly url: string;
  readonly field: string;
  readonly file: Blob;
  readonly stamp: { readonly [name: string]: string };
}

/** Uploads a file by itself, before its step is answered. It is tried once: a file can be long. */
export async function upload(
  { url, field, file, stamp }: Uploading,
  given: RequestOptions,
  options: UploadOptions = {},
): Promise<Upload> {
  // Node 24's `fetch` goes on with the body of a form that was cancelled before, and throws where nobody can catch it.
  options.signal?.throwIfAborted();
  const form = new FormData();
  for (const [name, value] of Object.entries(stamp)) form.append(name, value);
  form.append(field, file);
  const headers = { ...given.headers, Accept: 'application/json', 'X-Stepway-Upload': field };
  const { status, body } =
    given.fetch === undefined && options.onProgress !== undefined && 'XMLHttpRequest' in globalThis
      ? await sendWatched({ url, form, headers }, options)
      : await sendAtOnce({ url, form, headers }, given, options);
  if (status === 201) return { ok: true, ...(body as { file: FileRef; name: string; size: string }) };
  const { message } = body as { readonly message?: unknown };
  return { ok: false, status, message: typeof message === 'string' ? message : null };
}

interface Form {
  readonly url: string;
  readonly form: FormData;
  readonly headers: { readonly [name: string]: string };
}

async function sendAtOnce(
  { url, form, headers }: Form,
  { fetch: ask = fetch }: RequestOptions,
  { onProgress, signal }: UploadOptions,
) {
  onProgress?.(0);
  const response = await ask(url, {
    method: 'POST',
    credentials: 'include',
    headers,
    body: form,
    ...(signal && { signal }),
  });
  const body: unknown = await response.json().catch(() => ({}));
  onProgress?.(1);
  return { status: response.status, body };
}

/** By XMLHttpRequest, as `fetch` does not say how far an upload is. */
function sendWatched({ url, form, headers }: Form, { onProgress, signal }: UploadOptions) {
  return new Promise<{ readonly status: number; readonly body: unknown }>((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open('POST', url);
    sending.withCredentials = true;
    sending.responseType = 'json';
    for (const [name, value] of Object.entries(headers)) sending.setRequestHeader(name, value);
    sending.upload.onprogress = ({ loaded, total }) => onProgress?.(total === 0 ? 1 : loaded / total);
    sending.onload = () => resolve({ status: sending.status, body: sending.response ?? {} });
    sending.onerror = () => reject(new TypeError('the upload failed'));
    sending.onabort = () => reject(signal?.reason as Error);
    signal?.addEventListener('abort', () => sending.abort(), { once: true });
    sending.send(form);
  });
}

/** What is used of it: the types of browsers are not those of Node. */
declare const XMLHttpRequest: new () => {
  withCredentials: boolean;
  responseType: string;
  readonly status: number;
  readonly response: unknown;
  readonly upload: { onprogress: (event: { readonly loaded: number; readonly total: number }) => void };
  onload: () => void;
  onerror: () => void;
  onabort: () => void;
  open(method: string, url: string): void;
  setRequestHeader(name: string, value: string): void;
  send(body: FormData): void;
  abort(): void;
};
