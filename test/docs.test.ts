import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { columnsOf, kinds } from '#domain/catalog/import/columns.ts';
import { CalendarDate } from '#domain/kernel/calendar.ts';
import type { Role } from '#domain/kernel/caller.ts';
import { Tooth, writeTooth } from '#domain/kernel/teeth.ts';
import { LaboratoryEventType, TenantEventType } from '#domain/listening/event-types.ts';
import { orderEvents, SubscriptionTested } from '#domain/listening/events.ts';
import { orderData } from '#domain/listening/order-event.ts';
import { actions } from '#domain/order/actions.ts';
import { LabOrderReply } from '#domain/order/projection.ts';
import { Status, statuses } from '#domain/order/statuses.ts';
import { codes } from '#functions/codes.ts';
import type { Route } from '#functions/contract/route.ts';
import { routes } from '#functions/contract/routes.ts';

const pages = globSync(['*.md', 'docs/**/*.md', 'domain/**/*.md']);
const read = (page: string) => readFileSync(page, 'utf8');

/** The part of a page below a heading, up to the next one. */
const section = (page: string, heading: string) =>
  read(page).split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? expect.fail(`${page} has no "${heading}".`);

/** The rows of the tables in a text, each as its cells. */
const rowsIn = (text: string) =>
  [...text.matchAll(/^\| (.+) \|$/gm)].map(([, row = '']) => row.split(' | ').map((cell) => cell.trim()));

/** The texts between backticks. */
const codesIn = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

describe('docs/architecture.md', () => {
  const page = section('docs/architecture.md', 'Statuses and actions');

  it('has the table of actions of domain/order/actions.ts', () => {
    const cell = { allowed: 'yes', refused: '409', done: '200', oncePublished: 'once published' };
    const isSeen = (roles: readonly Role[], status: Status) =>
      roles.some((role) => statuses[status].visibleTo.includes(role));
    const drawn = Object.entries(actions).map(([name, row]) => [
      `\`${name}\``,
      row.roles.join(', '),
      ...Status.options.map((status) => {
        const transition = row[status];
        if (transition.kind === 'refused' && !isSeen(row.roles, status)) return '404';
        return transition.kind === 'allowed' && transition.to ? `to ${transition.to}` : cell[transition.kind];
      }),
    ]);
    const [, table = '', visibility = ''] = page.split(/^(?=\| (?:Action|Status) \|)/m);
    expect(rowsIn(table)).toEqual([['Action', 'Who', ...Status.options], ...drawn]);
    expect(rowsIn(visibility)).toEqual([
      ['Status', 'Exists for'],
      ...Status.options.map((status) => [status, statuses[status].visibleTo.join(', ')]),
    ]);
  });

  it('draws every change of status, and no other', () => {
    const drawn = [...page.matchAll(/^ {4}(\w+|\[\*\]) --> (\w+): (.+)$/gm)].flatMap(([, from, to, names = '']) =>
      names.split(', ').map((name) => [from, name, to]),
    );
    const ways = Object.entries(actions).flatMap(([name, row]) =>
      Status.options.flatMap((status) => {
        const transition = row[status];
        return transition.kind === 'allowed' && transition.to ? [[status, name, transition.to]] : [];
      }),
    );
    expect(drawn.toSorted()).toEqual([['[*]', 'createOrder', 'draft'], ...ways].toSorted());
  });
});

describe('docs/organisation.md', () => {
  it('names the files of an import, and every column of each, in their sequence', () => {
    const named = rowsIn(section('docs/organisation.md', 'From a spreadsheet')).flatMap(([file = '', columns = '']) =>
      file.endsWith('.csv`') ? [[...codesIn(file), ...codesIn(columns)]] : [],
    );
    expect(named).toEqual(kinds.map((kind) => [`${kind}.csv`, ...columnsOf(kind).map(({ name }) => name)]));
  });
});

describe('docs/clinics.md', () => {
  it('names every route, and no other', () => {
    const named = rowsIn(section('docs/clinics.md', 'Routes')).flatMap(([cell = '']) => codesIn(cell));
    const rows = Object.values<Route>(routes).map(({ method, path }) => `${method} ${path.replace('/v1', '')}`);
    expect(named.toSorted()).toEqual(rows.toSorted());
  });
});

it('docs/laboratories.md says what to do about each event of a clinic, but for new orders and messages', () => {
  const answers = section('docs/laboratories.md', 'Answer').split('### What the clinic does meanwhile')[1] ?? '';
  const told = LaboratoryEventType.options.filter((type) => !/published|message/.test(type));
  expect(rowsIn(answers).flatMap(([cell = '']) => codesIn(cell))).toEqual(told);
});

describe('docs/listening.md', () => {
  const rows = rowsIn(section('docs/listening.md', 'Events')).slice(1);
  const toLaboratory: string[] = LaboratoryEventType.options;
  const toTenant: string[] = TenantEventType.options;

  it('names every type of event, and no other', () => {
    const types = new Set([...toLaboratory, ...toTenant, SubscriptionTested.shape.type.def.values[0]]);
    expect(rows.flatMap(([cell = '']) => codesIn(cell))).toEqual([...types]);
  });

  it('says of each event about an order whom it tells, and what beside the data that all have', () => {
    const told = (type: string) => {
      if (!toLaboratory.includes(type)) return 'the organisation';
      return toTenant.includes(type) ? 'the other side' : 'the laboratory';
    };
    const said = Object.values(orderEvents).map(({ shape: { type, data } }) => {
      const [name = ''] = type.def.values;
      return [name, told(name), ...Object.keys(data.shape).filter((member) => !(member in orderData))];
    });
    const drawn = rows
      .slice(0, -1)
      .map(([type = '', tells = '', , says = '']) => [...codesIn(type), tells, ...codesIn(says)]);
    const asText = (cells: string[][]) => cells.map((row) => row.toSorted().join(' ')).toSorted();
    expect(asText(drawn)).toEqual(asText(said));
  });
});

it('The guides for systems say no sentence twice', () => {
  const guides = ['docs/clinics.md', 'docs/laboratories.md', 'docs/listening.md'];
  const prose = guides.map((page) => read(page).replaceAll(/^( *)```.*?^\1```$|^\|.*?$/gms, '')).join('\n');
  const sentences = prose
    .split(/\n|(?<=[.:;!?]) /)
    .map((text) => text.replace(/^(?: *- | *\d\. )/, ''))
    .filter((text) => text.split(' ').length > 5);
  expect(sentences.length).toBeGreaterThan(300);
  expect(sentences.filter((text, place) => sentences.indexOf(text) !== place)).toEqual([]);
});

it('SECURITY.md names for each threat what is in its way, where that is, and a test that proves it', () => {
  const rows = rowsIn(section('SECURITY.md', 'Who attacks, what they want, and what holds them off'));
  expect(rows.length).toBeGreaterThan(15);
  for (const [who, wants, by, where = '', proof = ''] of rows.slice(1)) {
    expect([who, wants, by]).toEqual(Array(3).fill(expect.stringMatching(/\w/)));
    const tests = codesIn(proof);
    expect(tests.length).toBeGreaterThan(0);
    for (const test of tests) expect(test).toMatch(/^test\/.+\.test\.ts$/);
    expect(codesIn(where).some((file) => existsSync(file))).toBe(true);
  }
});

describe('docs/errors.md', () => {
  /** The codes that a page lists in a table: a row that begins with a code, or with a status. */
  const listedIn = (page: string) =>
    rowsIn(page).flatMap(([first = '', ...cells]) => {
      if (/^`\w+`$/.test(first)) return codesIn(first).filter((code) => code in codes);
      return /^\d{3}$/.test(first) ? codesIn(cells.join()).filter((code) => code in codes) : [];
    });

  it('is the only page that lists codes', () => {
    expect(listedIn(read('docs/errors.md'))).toEqual(Object.keys(codes));
    expect(listedIn('| 409 | `invalid_status`, `payroll_finalized` |')).toEqual([
      'invalid_status',
      'payroll_finalized',
    ]);
    expect(pages.filter((page) => page !== 'docs/errors.md' && listedIn(read(page)).length > 0)).toEqual([]);
  });
});

describe('domain/README.md', () => {
  it('has every tooth in the order of forms, in each notation', () => {
    const quadrants = rowsIn(section('domain/README.md', 'Teeth')).slice(1);
    const column = (place: number) => quadrants.flatMap((cells) => cells[place]?.split(' ') ?? []);
    const teeth = column(1).map((tooth) => Tooth.parse(tooth));
    expect(teeth).toHaveLength(52);
    expect(column(2)).toEqual(teeth.map((tooth) => writeTooth(tooth, 'Universal')));
    expect(column(3)).toEqual(teeth.map((tooth) => writeTooth(tooth, 'Palmer')));
  });

  it('lists exactly what a laboratory reads of an order', () => {
    const listed = rowsIn(section('domain/README.md', 'What a laboratory reads')).flatMap(([cell = '']) =>
      codesIn(cell),
    );
    expect(listed.toSorted()).toEqual(Object.keys(LabOrderReply.shape).toSorted());
  });

  it('explains words that the code uses', () => {
    const code = globSync('domain/**/*.ts').map(read).join('\n');
    const words = rowsIn(section('domain/README.md', 'Words')).flatMap((cells) => codesIn(cells[2] ?? ''));
    expect(words.length).toBeGreaterThan(50);
    expect(words.filter((word) => !word.split('.').every((part) => new RegExp(`\\b${part}\\b`).test(code)))).toEqual(
      [],
    );
  });
});

it('Every decision has its alternative, reason and date, and the list names every file', () => {
  const files = readdirSync('docs/decisions').filter((file) => file !== 'README.md');
  const records = files.flatMap((file) => read(`docs/decisions/${file}`).split('\n## ').slice(1));
  expect(records.length).toBeGreaterThan(59);
  for (const record of records)
    expect(record).toMatch(/\n- Instead of: .+\.\n- Why: .+\.\n- When: \d{4}-\d\d-\d\d\n*$/);
  for (const file of files) expect(read('docs/decisions/README.md')).toContain(`[${file}](${file})`);
});

describe('CHANGELOG.md', () => {
  const [, ...releases] = read('CHANGELOG.md').split(/^(?=## )/m);
  const headings = releases.map((release) => release.slice(0, release.indexOf('\n')));

  it('has what is not released yet, then each release with its day, the newest first', () => {
    expect(headings[0]).toBe('## [Unreleased]');
    const released = headings.slice(1).map((heading) => /^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)$/.exec(heading));
    const days = released.map((match) => match?.[2] ?? '');
    expect(days.every((day) => CalendarDate.safeParse(day).success)).toBe(true);
    expect(days).toEqual(days.toSorted().toReversed());
    expect(released[0]?.[1]).toBe(JSON.parse(read('package.json')).version);
  });

  it('sorts changes as Keep a Changelog does, and says of each whom it is for', () => {
    const kinds = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];
    for (const release of releases) {
      const found = [...release.matchAll(/^### (.+)$/gm)].map(([, kind = '']) => kind);
      expect(found).toEqual(kinds.filter((kind) => found.includes(kind)));
      const changes = release.split('\n').filter((text) => text !== '' && !text.startsWith('#'));
      for (const change of changes)
        expect(change).toMatch(/^- \*\*(Clinics|Programs|Laboratories|Operators)\.\*\* .+\.$/);
    }
  });
});

it('The README is no longer than two screens', () => {
  expect(read('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(120);
});

/** The anchor of a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
const anchorsIn = (page: string) =>
  [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

/** The links of a page to missing files or headings of the repository. */
function brokenLinks(page: string): string[] {
  const links = [...read(page).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)|(?:src)="([^"]+)"/g)];
  return links.flatMap(([link, path, anchor, image]) => {
    const target = path || image ? join(dirname(page), path || image || '') : page;
    if (!existsSync(target)) return [link];
    return anchor && !anchorsIn(target).includes(anchor) ? [link] : [];
  });
}

/** The paths of files, from the root of the repository, in the text of a page. */
const filesNamed = (page: string) =>
  [...read(page).matchAll(/(?<![\w/.#-])(?:domain|functions|infra|test|docs)\/[\w./-]+\.\w+/g)].map(([file]) => file);

it.each(pages)('%s has no broken links, and names only files that exist', (page) => {
  expect(brokenLinks(page)).toEqual([]);
  expect(filesNamed(page).filter((file) => !existsSync(file))).toEqual([]);
});

/** Test clients have packages and generated code of their own. */
const ours = { exclude: ['**/node_modules', '**/generated'] };

describe('A comment of the code', () => {
  const files = globSync('{domain,functions,infra,test,docs}/**/*.{ts,mjs}', ours).concat('vitest.config.ts');
  const named = new Set(
    globSync(['*', '{domain,functions,infra,test,docs}/**/*.*'], { ...ours, withFileTypes: true }).map(
      ({ name }) => name,
    ),
  );

  /** The comments of a file, each in one line. */
  const commentsOf = (file: string) =>
    [...read(file).matchAll(/\/\*\*?\s([\s\S]*?)\*\/|(?:^|\s)\/\/ (.*)$/gm)].map(([, block, line]) =>
      (block ?? line ?? '').replaceAll(/\s*\n\s*\*?\s*/g, ' '),
    );
  const comments = files.flatMap((file) => commentsOf(file).map((comment) => ({ file, comment })));

  /** Files that a comment names and that are not there. A page, or a file with its folder, is named from the root. */
  const missingIn = (comment: string) =>
    [...comment.matchAll(/(?<![\w/.>@-])[\w.-]+(?:\/[\w.-]+)*\.(?:md|ts|mjs|json)\b/g)]
      .map(([name]) => name)
      .filter((name) => !(/\/|\.md$/.test(name) ? existsSync(name) : named.has(name)));

  /** Parts of a page that a comment cites and that are not there: the page, then the heading in quotation marks. */
  const missingParts = (comment: string) =>
    [...comment.matchAll(/([\w/.-]+\.md), "([^"]+)"/g)].flatMap(([cited, page = '', heading = '']) =>
      existsSync(page) && anchorsIn(page).includes(anchorOf(heading)) ? [] : [cited],
    );

  /** What a comment cites that nobody can open: a section of no RFC, or "the reference". */
  const sectionsOfNothing = (comment: string) =>
    [
      ...comment.matchAll(/(?<!RFC \d+[^.]{0,30})\b(?:section|chapter|issue) #?\d+(?:\.\d+)*/gi),
      ...comment.matchAll(/\(reference\b|\b(?:as|by|in|of) the reference\b/gi),
    ].map(([cited]) => cited);

  it('that leads nowhere is found by these tests', () => {
    expect(comments.length).toBeGreaterThan(1000);
    expect(missingIn('See order.ts, domain/order/order.ts, nowhere.md, domain/orders.ts and nothing.ts.')).toEqual([
      'nowhere.md',
      'domain/orders.ts',
      'nothing.ts',
    ]);
    expect(missingParts('As they are (domain/README.md, "Teeth"; domain/README.md, "Tusks").')).toEqual([
      'domain/README.md, "Tusks"',
    ]);
    expect(sectionsOfNothing('By RFC 9110, section 8.8.3, and by the reference, section 5.')).toEqual([
      'section 5',
      'by the reference',
    ]);
  });

  it('names files and pages that are there', () => {
    expect(comments.filter(({ comment }) => missingIn(comment).length > 0)).toEqual([]);
  });

  it('cites headings that are there, and no section of a page that is not', () => {
    const broken = comments.filter(
      ({ comment }) => [...missingParts(comment), ...sectionsOfNothing(comment)].length > 0,
    );
    expect(broken).toEqual([]);
  });
});
