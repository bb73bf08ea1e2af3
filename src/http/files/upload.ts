import type { Fields } from '../body.ts';
import { fieldsOf } from '../body.ts';
import type { StepExchange } from '../exchange.ts';
import { readForm } from '../intent.ts';
import { languagesOfForm } from '../language-asked.ts';
import { languageFor } from '../reply.ts';
import { readToken } from '../../controls/reading/file-tokens.js';
import { parseField } from '../../form/parse-field.ts';
import { wordIssue } from '../../form/issue.ts';
import { fileFieldsAt } from './receive.ts';
import { formatBytes } from '../../language/formats.ts';

/** The field whose files a request brings by themselves, before the step is answered; undefined for a form that answers. */
export function uploadedField({ req }: Pick<StepExchange, 'req'>): string | undefined {
  return req.get('X-Stepway-Upload');
}

/**
 * Answers the upload of a file by itself: what the form of the step is to send for it, and what is wrong with it. The
 * session is not written: the file is there, and nothing names it yet.
 */
export async function answerUpload(
  { parts, req, definition, place, reply }: StepExchange,
  fieldName: string,
): Promise<void> {
  const field = fileFieldsAt(place).find(({ name }) => name === fieldName);
  if (field === undefined || place.kind !== 'step') return reply.json({ file: null, message: null }, 404);
  const language = languageFor(parts.look).with(definition.words).with(place.step.words);
  const token = lastIn(fieldsOf(req), field.name);
  const file = token === undefined ? undefined : readToken(token);
  if (token === undefined || file === undefined) return reply.json({ file: null, message: null }, 409);
  const { candidate } = readForm(req, place, languagesOfForm(parts.look, { req, definition }));
  const value = candidate[field.name];
  const judged = await parseField(field, value);
  if (file['refused'] !== undefined) {
    const message = judged.ok ? null : wordIssue(judged.issue, place.step, language).message;
    return reply.json({ file: null, message }, 422);
  }
  const { name, bytes } = file;
  reply.json({ file, token, name, size: formatBytes(Number(bytes), language.tag), message: null }, 201);
}

function lastIn(fields: Fields, name: string): string | undefined {
  const value = [fields[name]].flat().at(-1);
  return typeof value === 'string' ? value : undefined;
}
