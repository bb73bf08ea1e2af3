import { afterAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { createApp } from '../../src/app/server.ts';
import { choice, choiceFrom, decimal, text, wizard } from '../../src/index.ts';
import { silentLog } from '../../src/log.ts';
import { memoryStorage } from '../../src/testing/index.ts';
import { testConfig } from '../support/memory-app.ts';
import { hiddenOf, textOf, visitor } from '../support/visitor.ts';

const trip = wizard({ id: 'trip', title: 'Book a trip', version: 1, start: { intro: 'It is short.' } })
  .step('plan', {
    title: 'Your trip',
    fields: {
      where: choice('Where to?', { sea: 'The sea', hills: 'The hills' }),
      km: decimal('How far, in km?'),
      why: text('Why?').max(5).optional(),
    },
  })
  .step('who', { title: 'Who goes {plan.where|there}?', fields: { name: text('Name') } })
  .complete({ action: 'Book', confirmation: 'Booked' });

const german = {
  title: { en: 'Book a trip', de: 'Eine Reise buchen' },
  'steps.plan.title': 'Ihre Reise',
  'steps.plan.fields.where.label': 'Wohin?',
  'steps.plan.fields.where.options.sea.label': { de: 'Ans Meer' },
  'steps.who.title': 'Wer reist {plan.where|dorthin}?',
  'steps.plan.fields.km.label': { en: 'How far, in km?', de: '' },
};

const english = wizard({ id: 'english', title: 'Not translated', version: 1, start: false })
  .step('a', { title: 'Only here', fields: { b: text('B') } })
  .complete({ action: 'Send', confirmation: 'Sent' });

const languages = {
  de: {
    theme: { name: 'Das Amt' },
    words: { continue: { en: 'Continue', de: 'Weiter' } },
    texts: { trip: german },
  },
  ar: { texts: { trip: {} } },
};

const storage = memoryStorage();
const { app, forms } = createApp({
  config: { ...testConfig, theme: { name: 'The office' }, own: { languages } },
  wizards: [trip, english],
  storage,
  log: silentLog,
});
afterAll(() => forms.close(0));

describe('the language of a request', () => {
  const headingIn = async (path: string, headers: { [name: string]: string }) => {
    const { text: html } = await request(app).get(path).set(headers);
    return `${/<html[^>]* lang="(\w+)"/.exec(html)?.[1]} ${/<h1[^>]*>([^<]*)/.exec(html)?.[1]}`;
  };

  test('is that of its address, else the one chosen before, else what the browser likes best, else the own one', async () => {
    const chosen = { Cookie: 'stepway-language=de' };
    const likes = (tags: string) => ({ 'Accept-Language': tags });
    expect(await headingIn('/trip/plan', {})).toBe('en Your trip');
    expect(await headingIn('/trip/plan', likes('fr, de-AT;q=0.8, en;q=0.5'))).toBe('de Ihre Reise');
    expect(await headingIn('/trip/plan', likes('fr'))).toBe('en Your trip');
    expect(await headingIn('/trip/plan', { ...chosen, ...likes('en') })).toBe('de Ihre Reise');
    expect(await headingIn('/trip/plan?lang=en', chosen)).toBe('en Your trip');
    expect(await headingIn('/trip/plan?lang=xx', chosen)).toBe('de Ihre Reise');
  });

  test('is said in the headers, the document and the part of it that is swapped', async () => {
    const { headers, text: html } = await request(app).get('/trip/plan?lang=ar');
    expect(headers).toMatchObject({
      'content-language': 'ar',
      vary: expect.stringContaining('Accept-Language'),
    });
    expect(html).toMatch(/<html[^>]* lang="ar" dir="rtl"/);
    expect(html).toMatch(/<div id="wizard"[^>]* lang="ar" dir="rtl"/);
  });

  test('is kept in a cookie when it is chosen, and only then; a look at a page makes no session', async () => {
    const plain = await request(app).get('/trip').set('Cookie', 'a=b').set('Accept-Language', 'de');
    expect(plain.headers['set-cookie']).toBeUndefined();
    const chosen = await request(app).get('/trip?lang=de').set('Cookie', 'a=b');
    expect(chosen.headers['set-cookie']).toEqual([
      expect.stringMatching(/^stepway-language=de; Max-Age=31536000; Path=\/; .*HttpOnly; SameSite=Lax$/),
    ]);
    const again = await request(app).get('/trip?lang=de').set('Cookie', 'stepway-language=de');
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  test('is that of JSON, of a page that is not there, and of what goes wrong', async () => {
    const { body } = await request(app)
      .get('/trip/plan')
      .set({ Accept: 'application/json', 'Accept-Language': 'de' });
    expect(body).toMatchObject({ step: { title: 'Ihre Reise' } });
    expect((await request(app).get('/trip/none?lang=de')).text).toContain('Das Amt');
    const refused = await request(app).post('/trip/plan?lang=de').set('Content-Type', 'text/plain').send('a');
    expect(refused.status).toBe(415);
    expect(refused.text).toContain('lang="de"');
  });
});

test('a text that is not translated is the author’s own, and so is a word of the framework’s', async () => {
  const { text: html } = await request(app).get('/trip/plan?lang=de');
  expect(html).toContain('Wohin?');
  expect(html).toContain('Ans Meer');
  expect(html).toContain('The hills');
  expect(html).toContain('How far, in km?');
  expect(html).toContain('>Weiter</button>');
  expect((await request(app).get('/trip/plan?lang=ar')).text).toContain('Skip to main content');
});

test('a page that is kept for all who get the same is kept for each language by itself', async () => {
  const { app: cached, forms: own } = createApp({
    config: { ...testConfig, production: true, own: { languages } },
    wizards: [trip],
    storage: memoryStorage(),
    log: silentLog,
  });
  const titles: string[] = [];
  for (const lang of ['en', 'de', 'ar', 'en', 'de', 'de', 'en', 'ar']) {
    const { text: html } = await request(cached).get('/trip/plan').set('Accept-Language', lang);
    titles.push(`${/<html[^>]* lang="(\w+)"/.exec(html)?.[1]} ${/<h1[^>]*>([^<]*)/.exec(html)?.[1]}`);
  }
  const [en, de, ar] = ['en Your trip', 'de Ihre Reise', 'ar Your trip'];
  expect(titles).toEqual([en, de, ar, en, de, de, en, ar]);
  await own.close(0);
});

test('answers are the same in every language, and pages tell them in their own', async () => {
  const someone = visitor(app);
  await someone.open('/trip/plan?lang=de');
  await someone.answer('/trip/plan', { where: 'sea', km: '1,5', why: '' });
  expect(textOf((await someone.open('/trip/who')).text)).toContain('Wer reist Ans Meer?');
  expect(textOf((await someone.open('/trip/who?lang=en')).text)).toContain('Who goes The sea?');
  expect((await someone.open('/trip/plan')).text).toContain('value="1.5"');
});

test('a wizard without texts in a language is had in its own, and offers no other', async () => {
  const { text: html } = await request(app).get('/english/a?lang=de');
  expect(html).toContain('lang="en"');
  expect(html).toContain('Continue');
  expect(html).not.toContain('stepway-languages');
  const { text: german } = await request(app).get('/?lang=de');
  expect(german).toMatch(/<h2[^>]* lang="en"><a [^>]*>Not translated/);
  expect(german).toMatch(/<h2[^>]*title"><a [^>]*>Eine Reise buchen/);
});

describe('the switch', () => {
  test('is a link where nothing is typed: to the same page, with the rest of its query', async () => {
    const { text: html } = await request(app).get('/trip/start');
    expect(html).toContain('<span lang="en" aria-current="true">English</span>');
    expect(html).toMatch(/<a href="\?lang=de" lang="de" hreflang="de"[^>]*>Deutsch<\/a>/);
    const ended = await request(app).get('/trip/end?deleted=sent');
    expect(ended.text).toContain('href="?deleted=sent&amp;lang=de"');
  });

  test('is a button of a step’s form, behind one that goes on', async () => {
    const { text: html } = await request(app).get('/trip/plan');
    const buttons = [...html.matchAll(/<button type="submit"[^>]*>/g)].map(([button]) => button);
    expect(buttons[0]).toContain('form="stepway-form"');
    expect(buttons[0]).not.toContain('name=');
    expect(buttons[1]).toContain('name="_lang" value="de" lang="de"');
  });

  test('keeps what is typed, as it is typed in that language, and leads to the same page', async () => {
    const someone = visitor(app);
    await someone.open('/trip/plan?return=check');
    const typed = { where: 'hills', km: '1,500', why: 'far too long' };
    const sent = await someone.post('/trip/plan', { ...typed, _lang: 'de' });
    expect(sent.status).toBe(303);
    expect(sent.headers['location']).toBe('/trip/plan?return=check');
    const { text: html } = await someone.open('/trip/plan');
    expect(html).toContain('lang="de"');
    expect(html).toContain('value="1500"');
    expect(html).toContain('value="far too long"');
    expect(html).toMatch(/value="hills" checked/);
    expect(html).not.toContain('class="stepway-errors"');
  });

  test('starts nothing where nothing is typed', async () => {
    const someone = visitor(app);
    await someone.open('/trip/plan');
    const sent = await someone.post('/trip/plan', { km: '', why: '', _lang: 'de' });
    expect(sent.headers['location']).toBe('/trip/plan');
    expect(String(sent.headers['set-cookie'])).not.toContain('stepway=');
    expect((await someone.open('/trip/plan')).text).toContain('Ihre Reise');
  });

  test('is not there where what was typed is on the page alone', async () => {
    const someone = visitor(app);
    await someone.open('/trip/plan');
    const { text: html } = await someone.post('/trip/plan', { km: '3', _instance: 'of another session' });
    expect(html).toContain('value="3"');
    expect(html).not.toContain('stepway-languages');
  });
});

describe('what is typed on a page', () => {
  const typed = { where: 'sea', km: '1.500', why: '' };

  test('is read in its language, though another tab has chosen one since', async () => {
    const someone = visitor(app);
    const { text: page } = await someone.open('/trip/plan?lang=de');
    await someone.open('/trip/start?lang=en');
    const sent = await someone.post('/trip/plan', typed, hiddenOf(page));
    expect(sent.headers['location']).toBe('/trip/who');
    expect((await someone.open('/trip/plan')).text).toContain('value="1500"');
  });

  test('is shown again in the language of the moment, and read in that from there', async () => {
    const someone = visitor(app);
    const { text: page } = await someone.open('/trip/plan?lang=de');
    await someone.open('/trip/start?lang=en');
    const refused = await someone.post('/trip/plan', { ...typed, where: '' }, hiddenOf(page));
    expect(refused.text).toContain('value="1500"');
    expect(hiddenOf(refused.text)).toMatchObject({ _typed: 'en' });
    const held = await someone.post(
      '/trip/plan',
      { ...typed, _lang: 'de' },
      { ...hiddenOf(page), _instance: 'x' },
    );
    expect(hiddenOf(held.text)).toMatchObject({ _carry: '1', _typed: 'de', km: '1.500' });
  });

  test('says its language only where there are several, and one that its wizard has', async () => {
    const someone = visitor(app);
    await someone.open('/english/a');
    const sent = await someone.post('/english/a', { b: 'x', _lang: 'de' });
    expect(sent.headers['location']).toBe('/english/check');
    expect(String(sent.headers['set-cookie'])).not.toContain('stepway-language');
  });
});

test('checks and the handler are told the language, and what they say has its words', async () => {
  const told: unknown[] = [];
  const ask = wizard({ id: 'ask', title: 'Ask', version: 1, start: false })
    .step('one', {
      title: 'One',
      fields: { name: text('Name') },
      check: ({ name }, { language }) => {
        told.push(language);
        return name === 'Ann' ? undefined : { name: 'Only Ann may ask' };
      },
    })
    .complete({
      action: 'Send',
      confirmation: 'Sent',
      run: ({ language }) => {
        told.push(language);
      },
    });
  const texts = { 'messages.Only Ann may ask': 'Nur Ann darf fragen', 'complete.confirmation': 'Gesendet' };
  const { app: asking, forms: own } = createApp({
    config: { ...testConfig, own: { languages: { de: { texts: { ask: texts } } } } },
    wizards: [ask],
    storage: memoryStorage(),
    log: silentLog,
  });
  const someone = visitor(asking);
  await someone.open('/ask/one?lang=de');
  const refused = await someone.post('/ask/one', { name: 'Ben' });
  expect(refused.text).toContain('Nur Ann darf fragen');
  await someone.answer('/ask/one', { name: 'Ann' });
  const receipt = await someone.open(await someone.answer('/ask/check'));
  expect(receipt.text).toContain('Gesendet');
  expect(new Set(told)).toEqual(new Set(['de']));
  await own.close(0);
});

test('what is wrong with the texts of a language is said at start, with the wizard and the key', () => {
  const texts = { 'steps.who.title': 'Wer reist {plan.wehre}?' };
  expect(() =>
    createApp({
      config: { ...testConfig, own: { languages: { de: { texts: { trip: texts } } } } },
      wizards: [trip],
      storage: memoryStorage(),
      log: silentLog,
    }),
  ).toThrow(/wizard "trip", its texts in "de", step "who": "steps.who.title" in "de": .*"wehre".*"where"/);
});

test('options are loaded in each language, and kept for it', async () => {
  const asked: unknown[] = [];
  const load = async ({ language }: { readonly language?: string | undefined }) => {
    asked.push(language);
    return [{ value: 'k', label: language === 'de' ? 'Köln' : 'Cologne' }];
  };
  const towns = wizard({ id: 'towns', title: 'Towns', version: 1, start: false })
    .step('one', { title: 'One', fields: { town: choiceFrom('Town', load) } })
    .complete({ action: 'Send', confirmation: 'Sent' });
  const { app: loading, forms: own } = createApp({
    config: { ...testConfig, own: { languages: { de: { texts: { towns: {} } } } } },
    wizards: [towns],
    storage: memoryStorage(),
    log: silentLog,
  });
  for (const [lang, label] of [
    ['de', 'Köln'],
    ['en', 'Cologne'],
    ['de', 'Köln'],
  ])
    expect((await request(loading).get(`/towns/one?lang=${lang}`)).text).toContain(label);
  expect(asked).toEqual(['de', 'en']);
  await own.close(0);
});
