import { expect, test } from 'vitest';
import { routes } from '#functions/contract/routes.ts';
import { exchangeOf } from '#functions/description/examples.ts';
import { keysOf } from '#functions/description/refusals.ts';
import { collectionFiles, story } from '#infra/collection.ts';

const files = collectionFiles();
const requests = Object.entries(files).filter(([, text]) => /^ {2}url: /m.test(text));
const named = (name: string) => requests.find(([file]) => file.endsWith(`/${name}.bru`))?.[1] ?? expect.fail(name);

test('Every operation is one request, in the folder of its tag and in a sequence of its own', () => {
  const names = requests.map(([file]) => file.replace(/^.*\//, '').replace('.bru', ''));
  expect(names.toSorted()).toEqual([...keysOf(routes), 'laboratoryToken', 'managerToken'].toSorted());
  const sequence = requests.map(([, text]) => Number(/^ {2}seq: (\d+)$/m.exec(text)?.[1]));
  expect(sequence.slice(2).toSorted((one, other) => one - other)).toEqual(keysOf(routes).map((_, index) => index + 1));
  expect(files).toHaveProperty(['collection/Work plan and pay/planWork.bru']);
});

test('Every operation has its place in the story', () => {
  expect(story.toSorted()).toEqual(keysOf(routes).toSorted());
});

test('A request has the example, and variables where each run has other values', () => {
  const edit = named('editOrder');
  for (const line of [
    '"enclosures": [',
    '"lineId": "{{line1}}"',
    '"dueDate": "{{dueDate}}"',
    'If-Match: "{{version}}"',
  ])
    expect(edit).toContain(line);
  expect(named('getLabOrder')).toContain('number: {{published}}');
  const recorded = keysOf(routes).map((name) => exchangeOf(name).request.path['number']);
  for (const [file, text] of requests)
    for (const number of recorded) if (number) expect(text.includes(number), `${file}: ${number}`).toBe(false);
});

test('An action of a laboratory names the version that the laboratory has read, which its replies tell', () => {
  const ofLaboratory = requests.filter(([file]) => file.startsWith('collection/Laboratory/'));
  const changing = ofLaboratory.filter(([, text]) => text.includes('If-Match: "{{laboratoryVersion}}"'));
  const names = changing.map(([file]) => /(\w+)\.bru$/.exec(file)?.[1]);
  expect(names).toEqual(['acceptOrder', 'produceOrder', 'shipOrder', 'reopenLabOrder', 'returnOrder']);
  for (const [file, text] of changing) expect(text, file).toContain('  laboratoryVersion: res.body.version');
  for (const [file, text] of ofLaboratory)
    expect(text, file).not.toMatch(/\{\{version\}\}|^ {2}(version|status): res/m);
});

test('A task is named as the plan tells it, and a day is counted from the one that the order has', () => {
  expect(named('markTask')).toContain('taskId: {{taskId}}');
  expect(named('changeDueDate')).toContain('"dueDate": "{{laterDate}}"');
  expect(named('acceptOrder')).toContain('"promisedDate": "{{dueDate}}"');
});

test('A request takes each variable from the environment, from a reply, or from its own script', () => {
  const all = Object.values(files).join('\n');
  const given = [
    ...all.matchAll(/^ {2}(?:(\w+): (?:res\.body|http|\{\{api|northside|apex|demo|mine)|bru\.setVar\('(\w+)')/gm),
  ].map(([, told, set]) => told ?? set);
  const used = [...all.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name);
  expect([...new Set(used)].filter((name) => !given.includes(name))).toEqual([]);
});

test('A request says which successes the document lists', () => {
  expect(named('putEmployee')).toContain('res.status: in [200, 201, 204]');
  expect(named('createOrder')).toContain('res.status: in [201]');
});

test('Every header that can be switched on has a value', () => {
  for (const [file, text] of requests)
    expect(/^headers \{\n(.+?)^\}/ms.exec(text)?.[1] ?? '', file).not.toMatch(/: *$/m);
});
