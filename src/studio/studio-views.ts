import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ejs from 'ejs';
import { ownFile } from '../own-files.ts';

const folder = fileURLToPath(ownFile('views/_studio/'));

/** A file of the studio, such as `studio.css`. */
export function studioFile(name: string): string {
  return readFileSync(`${folder}${name}`, 'utf8');
}

/** A piece of the studio's HTML; the view gets one local, `studio`. */
export function studioPart(view: string, studio: object): string {
  const filename = `${folder}${view}.ejs`;
  return ejs.render(
    readFileSync(filename, 'utf8'),
    { studio },
    { filename, strict: true, destructuredLocals: ['studio'] },
  );
}

/** A whole page of the studio. */
export function studioPage(view: string, title: string, studio: object): string {
  return studioPart('layout', { title, content: studioPart(view, studio) });
}
