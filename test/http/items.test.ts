import { afterAll, expect, test } from '@jest/globals';
import { integer, text, wizard, yesNo } from '../../src/index.ts';
import { memoryApp } from '../support/memory-app.ts';
import { headingOf, hiddenOf, textOf, visitor } from '../support/visitor.ts';

const given: unknown[] = [];
const family = wizard({ id: 'family', title: 'Family', version: 1, start: false })
  .step('name', { title: 'Your name', fields: { name: text('Name') } })
  .repeat(
    'children',
    { title: 'Your children', item: '{about.name}', add: 'Do you have another child?', max: 3 },
    (child) =>
      child
        .step('about', { title: 'About the child', fields: { name: text('Name'), age: integer('Age') } })
        .step('school', {
          title: 'The school',
          when: (e) => e.about.age.gte(5),
          fields: { school: text('School') },
        }),
  )
  .step('rest', {
    title: 'Anything else?',
    when: (e) => e.children.count.gte(2),
    fields: { more: text('More') },
  })
  .complete({ action: 'Send', run: ({ answers }) => void given.push(answers) });
const cars = wizard({ id: 'cars', title: 'Cars', version: 1, start: false })
  .repeat('cars', { title: 'Your cars', min: 1, max: 2 }, (car) =>
    car
      .step('plate', { title: 'Its plate', fields: { plate: text('Plate') } })
      .repeat('drivers', { title: 'Its drivers', item: '{who.name}' }, (driver) =>
        driver.step('who', { title: 'Who drives it?', fields: { name: text('Name') } }),
      ),
  )
  .step('insured', { title: 'Insured?', fields: { insured: yesNo('Insured?') } })
  .complete({ action: 'Send', run: ({ answers }) => void given.push(answers) });

const refused = wizard({ id: 'refused', title: 'Refused', version: 1, start: false })
  .repeat('pets', { title: 'Your pets', item: '{name.name}' }, (pet) =>
    pet.step('name', { title: 'Its name', fields: { name: text('Name') } }),
  )
  .complete({
    action: 'Send',
    run: ({ answers }) =>
      answers.pets.length < 3
        ? { reject: { 'pets/1/name': { name: 'This name is taken' }, pets: { '': 'Add the third one' } } }
        : undefined,
  });

const { app, forms } = memoryApp([family, cars, refused]);
afterAll(() => forms.close(0));

type Visitor = ReturnType<typeof visitor>;

/** Adds a child, and gives its address. */
async function addChild(someone: Visitor, name: string, age = '2'): Promise<string> {
  const url = await someone.answer('/family/children', { _more: 'yes' });
  let next = await someone.answer(url, { name, age });
  if (next.endsWith('/school')) next = await someone.answer(next, { school: 'Hill' });
  expect(next).toBe('/family/children');
  return url.replace(/\/about$/, '');
}

async function parent(...children: readonly string[]) {
  const someone = visitor(app);
  expect(await someone.answer('/family/name', { name: 'Ann' })).toBe('/family/children');
  const urls: string[] = [];
  for (const name of children) urls.push(await addChild(someone, name));
  return { someone, urls };
}

/** The texts of the list page's items. */
const listed = (html: string) => (html.match(/<li class="stepway-item">[\s\S]*?<\/li>/g) ?? []).map(textOf);

test('a visitor adds items, says that there are no more, and the handler gets a list', async () => {
  const { someone } = await parent();
  const empty = await someone.open('/family/children');
  expect(headingOf(empty.text)).toBe('Your children');
  expect(textOf(empty.text)).toContain('Do you want to add one?');
  await addChild(someone, 'Ben');
  await addChild(someone, 'Cleo', '7');
  const page = await someone.open('/family/children');
  expect(textOf(page.text)).toContain('You have added 2.');
  expect(textOf(page.text)).toContain('Do you have another child?');
  expect(listed(page.text)).toEqual(['Ben Change Ben Remove Ben', 'Cleo Change Cleo Remove Cleo']);
  expect(await someone.answer('/family/children', { _more: 'no' })).toBe('/family/rest');
  expect(await someone.answer('/family/rest', { more: 'No' })).toBe('/family/check');
  const check = await someone.open('/family/check');
  expect(textOf(check.text)).toContain('Cleo Remove Cleo');
  expect((await someone.post('/family/check')).status).toBe(303);
  expect(given.pop()).toEqual({
    name: { name: 'Ann' },
    children: [
      { about: { name: 'Ben', age: 2 } },
      { about: { name: 'Cleo', age: 7 }, school: { school: 'Hill' } },
    ],
    rest: { more: 'No' },
  });
});

test('a heading that is the question is not shown again beside the answer', async () => {
  const { someone } = await parent('Ben');
  await someone.answer('/family/children', { _more: 'no' });
  const { text: html } = await someone.open('/family/check');
  expect(html).toContain('<h2>Your children</h2>');
  expect(html).toContain('<dt class="stepway-hidden">Your children</dt>');
  expect(html).toContain('<dt>Age</dt>');
});

test('who has none says so, and the handler gets an empty list', async () => {
  const { someone } = await parent();
  expect(await someone.answer('/family/children', { _more: 'no' })).toBe('/family/check');
  await someone.open('/family/check');
  await someone.post('/family/check');
  expect(given.pop()).toEqual({ name: { name: 'Ann' }, children: [] });
});

test('asking for one more writes nothing: an item that is not answered is not there', async () => {
  const { someone } = await parent('Ben');
  const fresh = await someone.answer('/family/children', { _more: 'yes' });
  expect((await someone.open(fresh)).text).toContain('Number 2');
  expect(listed((await someone.open('/family/children')).text)).toHaveLength(1);
});

test('the list does not go on without an answer', async () => {
  const { someone } = await parent('Ben');
  await someone.open('/family/children');
  const sent = await someone.post('/family/children');
  expect(sent.status).toBe(422);
  expect(sent.text).toContain('<a href="#children-_more">Select yes or no</a>');
  expect(sent.text).toContain('<title>Error: Your children');
});

test('there are no more items than there may be', async () => {
  const { someone, urls } = await parent('Ben', 'Cleo', 'Dan');
  const page = await someone.open('/family/children');
  expect(page.text).not.toContain('name="_more"');
  const sent = await someone.post('/family/children', { _more: 'yes' });
  expect(sent.status).toBe(422);
  expect(textOf(sent.text)).toContain('You can add up to 3. Remove one if you want to add another');
  expect((await someone.agent.get('/family/children/zzz/about')).headers['location']).toBe(
    '/family/children',
  );
  expect((await someone.open(`${urls[0]}/about`)).status).toBe(200);
  expect(await someone.answer('/family/children')).toBe('/family/rest');
});

test('an item for which there is no room any more keeps what was typed, and says why', async () => {
  const { someone } = await parent('Ben', 'Cleo');
  const fresh = await someone.answer('/family/children', { _more: 'yes' });
  const form = hiddenOf((await someone.open(fresh)).text);
  await addChild(someone, 'Dan');
  const sent = await someone.post(fresh, { name: 'Eva', age: '3' }, form);
  expect(sent.status).toBe(422);
  expect(sent.text).toContain('value="Eva"');
  expect(textOf(sent.text)).toContain('You can add up to 3.');
});

test('removing asks first, and can be undone with everything that was answered', async () => {
  const { someone, urls } = await parent('Ben', 'Cleo');
  const item = urls[0]!.split('/').at(-1)!;
  const asked = await someone.open(`/family/children?remove=${item}`);
  expect(headingOf(asked.text)).toBe('Do you want to remove Ben?');
  const removed = await someone.post('/family/children');
  expect(removed.headers['location']).toBe(`/family/children?removed=${item}`);
  const page = await someone.open(removed.headers['location'] ?? '');
  expect(listed(page.text)).toEqual(['Cleo Change Cleo Remove Cleo']);
  expect(textOf(page.text)).toContain('You removed Ben. Undo');
  const undo = page.text.match(/<form class="stepway-notice"[\s\S]*?<\/form>/)![0];
  const back = await someone.post('/family/children', {}, hiddenOf(undo));
  expect(back.headers['location']).toBe('/family/children');
  expect(listed((await someone.open('/family/children')).text)).toEqual([
    'Ben Change Ben Remove Ben',
    'Cleo Change Cleo Remove Cleo',
  ]);
});

test('an item that is removed twice is removed, and its page leads to the list', async () => {
  const { someone, urls } = await parent('Ben', 'Cleo');
  const item = urls[0]!.split('/').at(-1)!;
  const form = hiddenOf((await someone.open(`/family/children?remove=${item}`)).text);
  for (let times = 0; times < 2; times += 1) {
    expect((await someone.post('/family/children', {}, form)).headers['location']).toBe(
      `/family/children?removed=${item}`,
    );
  }
  const gone = await someone.agent.get(`${urls[0]}/about`);
  expect(gone.headers['location']).toBe(`/family/children?removed=${item}`);
  expect(listed((await someone.open('/family/children')).text)).toHaveLength(1);
});

test('what was removed can still be put back when the list is shown again with what is wrong', async () => {
  const { someone, urls } = await parent('Ben', 'Cleo');
  const item = urls[0]!.split('/').at(-1)!;
  await someone.open(`/family/children?remove=${item}`);
  const removed = await someone.post('/family/children');
  const page = await someone.open(removed.headers['location'] ?? '');
  const actions = [...page.text.matchAll(/<form[^>]* action="([^"]*)"/g)].map(([, action]) => action!);
  const ofList = actions.find((action) => action.includes('removed='))!;
  const form = hiddenOf(page.text.slice(page.text.indexOf(ofList)));
  const sent = await someone.post(ofList, {}, form);
  expect(sent.status).toBe(422);
  expect(textOf(sent.text)).toContain('Select yes or no');
  expect(textOf(sent.text)).toContain('You removed Ben. Undo');
});

test('an answer to an item that was removed elsewhere does not bring it back, and is there when it is', async () => {
  const { someone, urls } = await parent('Ben');
  const item = urls[0]!.split('/').at(-1)!;
  const form = hiddenOf((await someone.open(`${urls[0]}/about`)).text);
  await someone.open(`/family/children?remove=${item}`);
  await someone.post('/family/children');
  const late = await someone.post(`${urls[0]}/about`, { name: 'Benjamin', age: '3' }, form);
  expect(late.headers['location']).toBe(`/family/children?removed=${item}`);
  const page = await someone.open(late.headers['location'] ?? '');
  expect(listed(page.text)).toEqual([]);
  expect(textOf(page.text)).toContain('You removed Benjamin. Undo');
});

test('an item that is not finished says so, and is gone on with', async () => {
  const { someone } = await parent();
  const fresh = await someone.answer('/family/children', { _more: 'yes' });
  const school = await someone.answer(fresh, { name: 'Cleo', age: '9' });
  expect(school).toMatch(/\/school$/);
  const page = await someone.open('/family/children');
  expect(listed(page.text)).toEqual(['Cleo Not finished Continue Cleo Remove Cleo']);
  expect(page.text).toContain(`href="${school}"`);
  // Another one may be added all the same, but nothing comes after the list until each is finished.
  expect(await someone.answer('/family/children', { _more: 'no' })).toBe(school);
  expect((await someone.agent.get('/family/check')).headers['location']).toBe(school);
  await addChild(someone, 'Ben');
});

test('going on from a list leads straight to what is not finished on it', async () => {
  const someone = visitor(app);
  const url = (await someone.agent.get('/cars/cars')).headers['location'] ?? '';
  const drivers = await someone.answer(url, { plate: 'A 1' });
  expect(await someone.answer('/cars/cars', { _more: 'no' })).toBe(drivers);
});

test('an empty list that may not be empty leads to its first item at once', async () => {
  const someone = visitor(app);
  const first = await someone.open('/cars');
  expect(headingOf(first.text)).toBe('Its plate');
  expect(String(first.headers['set-cookie'])).not.toMatch(/stepway=/);
  const url = (await someone.agent.get('/cars/cars')).headers['location'] ?? '';
  const drivers = await someone.answer(url, { plate: 'A 1' });
  expect(drivers).toMatch(/^\/cars\/cars\/[a-z0-9]{8}\/drivers$/);
  const who = await someone.answer(drivers, { _more: 'yes' });
  expect((await someone.open(who)).text).toContain('Number 1');
  expect(await someone.answer(who, { name: 'Ann' })).toBe(drivers);
  expect(await someone.answer(drivers, { _more: 'no' })).toBe('/cars/cars');
  expect(await someone.answer('/cars/cars', { _more: 'no' })).toBe('/cars/insured');
  expect(await someone.answer('/cars/insured', { insured: 'yes' })).toBe('/cars/check');
  const check = await someone.open('/cars/check');
  expect(textOf(check.text)).toContain('Its drivers Ann');
  await someone.post('/cars/check');
  expect(given.pop()).toEqual({
    cars: [{ plate: { plate: 'A 1' }, drivers: [{ who: { name: 'Ann' } }] }],
    insured: { insured: true },
  });
});

test('a list with too few items is not gone on from', async () => {
  const someone = visitor(app);
  const url = (await someone.agent.get('/cars/cars')).headers['location'] ?? '';
  await someone.answer(url, { plate: 'A 1' });
  const item = url.split('/')[3]!;
  await someone.open(`/cars/cars?remove=${item}`);
  const removed = await someone.post('/cars/cars');
  const page = await someone.open(removed.headers['location'] ?? '');
  expect(textOf(page.text)).toContain('You removed Number 1.');
  const sent = await someone.post('/cars/cars', { _more: 'no' }, hiddenOf(page.text.split('</form>').at(1)!));
  expect(sent.status).toBe(422);
  expect(textOf(sent.text)).toContain('Add at least one');
});

test('what is typed into a new item and saved is there when the next one is added', async () => {
  const { someone } = await parent('Ben');
  const fresh = await someone.answer('/family/children', { _more: 'yes' });
  await someone.open(fresh);
  expect((await someone.post(fresh, { name: 'Cle', age: '', _save: '1' })).headers['location']).toBe(
    '/family/saved',
  );
  expect(listed((await someone.open('/family/children')).text)).toHaveLength(1);
  const again = await someone.answer('/family/children', { _more: 'yes' });
  expect((await someone.open(again)).text).toContain('value="Cle"');
});

test('Back leads from an item to the list, and from the list to what comes before it', async () => {
  const { someone, urls } = await parent('Ben', 'Cleo');
  const backOf = (html: string) => /class="stepway-back" href="([^"]*)"/.exec(html)?.[1];
  expect(backOf((await someone.open(`${urls[1]}/about`)).text)).toBe('/family/children');
  expect(backOf((await someone.open('/family/children')).text)).toBe('/family/name');
  expect(await someone.answer('/family/name', { name: 'Anna' })).toBe('/family/children');
});

test('Change on the check page returns there, and so does the list', async () => {
  const { someone, urls } = await parent('Ben');
  expect(await someone.answer('/family/children', { _more: 'no' })).toBe('/family/check');
  expect(await someone.answer(`${urls[0]}/about?return=check`, { name: 'Bo', age: '2' })).toBe(
    '/family/check',
  );
  const added = await someone.answer('/family/children?return=check', { _more: 'yes' });
  expect(added).toMatch(/about\?return=check$/);
  expect(await someone.answer(added, { name: 'Di', age: '1' })).toBe('/family/rest?return=check');
});

test('a front end gets the items by name and id, and adds and removes them by the same address', async () => {
  const { someone } = await parent('Ben');
  const json = (url: string) => someone.agent.get(url).accept('json').redirects(1);
  const { body } = await json('/family/children');
  expect(body).toMatchObject({
    kind: 'items',
    min: 0,
    max: 3,
    items: [{ name: 'Ben', complete: true }],
    progress: { step: 2 },
  });
  const post = (values: object) =>
    someone.agent
      .post('/family/children')
      .accept('json')
      .send({ ...body.stamp, ...values });
  expect((await post({ _more: 'yes' })).headers['location']).toMatch(
    /^\/family\/children\/[a-z0-9]{8}\/about$/,
  );
  const refused = await post({});
  expect(refused.status).toBe(422);
  expect(refused.body).toMatchObject({ kind: 'items', issues: [{ field: '_more', code: 'required' }] });
  const { id } = body.items[0];
  expect((await post({ _remove: id })).headers['location']).toBe(`/family/children?removed=${id}`);
  expect((await json(`/family/children?removed=${id}`)).body).toMatchObject({
    items: [],
    removed: { name: 'Ben' },
  });
  expect((await post({ _restore: id })).status).toBe(303);
  expect((await json('/family/children')).body.items).toHaveLength(1);
});

test('a handler sends an item back by its place in the list, and the list itself by its id', async () => {
  const someone = visitor(app);
  const ids: string[] = [];
  for (const name of ['Rex', 'Tom']) {
    const url = await someone.answer('/refused/pets', { _more: 'yes' });
    ids.push(url);
    await someone.answer(url, { name });
  }
  await someone.answer('/refused/pets', { _more: 'no' });
  await someone.open('/refused/check');
  const sent = await someone.post('/refused/check');
  const page = await someone.open(sent.headers['location'] ?? '');
  expect(page.text).toContain('This name is taken');
  expect(page.text).toContain('value="Tom"');
  expect(textOf((await someone.open('/refused/pets')).text)).toContain('Add the third one');
  const third = await someone.answer('/refused/pets', { _more: 'yes' });
  await someone.answer(third, { name: 'Kim' });
  await someone.answer('/refused/pets', { _more: 'no' });
  expect(textOf((await someone.open('/refused/pets')).text)).not.toContain('Add the third one');
});
