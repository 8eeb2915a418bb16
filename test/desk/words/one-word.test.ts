import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { de } from '#desk/words/de.ts';
import { uk } from '#desk/words/uk.ts';
import { printTexts } from '#domain/printing/print-texts.ts';
import { de as httpDe } from '#functions/http/messages/de.ts';
import { uk as httpUk } from '#functions/http/messages/uk.ts';

/** All texts in a language, as they are written: those of the desk, the rules and the HTTP layer. */
const textsIn = (language: string) =>
  ['desk/words', 'domain/kernel/messages', 'functions/http/messages']
    .map((folder) => readFileSync(`${folder}/${language}.ts`, 'utf8'))
    .join('\n');
const found = (language: string, wanted: RegExp) => textsIn(language).match(wanted) ?? [];

test('a role has one name at the desk, in messages and on paper', () => {
  const refused = { roles: ['dentist', 'manager'], role: 'manager' } as const;
  expect(httpDe.problems.forbidden.detail(refused)).toContain(de.roles.manager);
  expect(printTexts.de.byManager).toContain(de.roles.manager);
  expect(httpUk.problems.forbidden.detail(refused)).toContain(uk.roles.manager.toLowerCase());
  expect(printTexts.uk.byManager).toContain(uk.roles.manager.toLowerCase());
});

test('what is enclosed has one name at the desk and on paper', () => {
  expect(printTexts.de.enclosures).toBe(de.form.enclosures);
  expect(uk.form.enclosures.toLowerCase()).toContain(printTexts.uk.enclosures.toLowerCase());
});

test('in German an order is returned and work is sent back, and nothing is called what no laboratory calls it', () => {
  expect(found('de', /Anprobe|Beilage|Bissnahme|Verwaltung|Arbeit einstellen/g)).toEqual([]);
  expect(de.actions.reopen.submit).not.toBe(de.laboratory.actions.return.name);
});

test('in Ukrainian the due date is said in full, and no noun has to agree with a number', () => {
  expect(found('uk', /термін(?!\p{L}* здачі)/giu)).toEqual([]);
  expect(found('uk', /\$\{(?:grouped\()?(?:count|orders|days|lines|reasons|attempts|most)\)?\} \p{L}{3,}/gu)).toEqual(
    [],
  );
});
