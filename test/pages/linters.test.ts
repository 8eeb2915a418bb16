import { BaseResolver, createConfig, lintDocument, makeDocumentFromString } from '@redocly/openapi-core';
import spectralCore, { type RulesetDefinition } from '@stoplight/spectral-core';
import spectralRulesets from '@stoplight/spectral-rulesets';
import { expect, test } from 'vitest';
import { asyncApi } from '#functions/description/asyncapi.ts';
import { openApi } from '#functions/description/openapi.ts';

/** What Redocly's recommended rules find in an OpenAPI document. */
async function redocly(drawn: object): Promise<string[]> {
  const config = await createConfig({ extends: ['recommended'] });
  const document = makeDocumentFromString(JSON.stringify(drawn), 'openapi.json');
  const found = await lintDocument({ document, config, externalRefResolver: new BaseResolver() });
  return found.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`);
}

/** What Spectral's recommended rules find in a document. */
async function spectral(drawn: object, ruleset: unknown, off: string[] = []): Promise<string[]> {
  const linter = new spectralCore.Spectral();
  const rules = Object.fromEntries(off.map((rule) => [rule, 'off']));
  linter.setRuleset({ extends: [[ruleset, 'recommended']], rules } as RulesetDefinition);
  const found = await linter.run(JSON.stringify(drawn));
  return found.map(({ code, message, path }) => `${code}: ${message} ${path.join('/')}`);
}

test('The recommended rules of Redocly and Spectral find nothing in the OpenAPI document', async () => {
  expect(await redocly(openApi())).toEqual([]);
  expect(await spectral(openApi(), spectralRulesets.oas)).toEqual([]);
});

test('The recommended rules of Spectral find nothing in the AsyncAPI document but that it has no address to write to', async () => {
  expect(await spectral(asyncApi(), spectralRulesets.asyncapi, ['asyncapi-info-contact-properties'])).toEqual([]);
});

test('They find what was planted: an operation without an id, an example that does not fit, and no channels', async () => {
  const planted = (text: string, by: string) => {
    expect(JSON.stringify(openApi())).toContain(text);
    return JSON.parse(JSON.stringify(openApi()).replace(text, by));
  };
  const nameless = planted('"operationId":"createOrder",', '');
  expect(await redocly(nameless)).not.toEqual([]);
  expect(await spectral(nameless, spectralRulesets.oas)).not.toEqual([]);
  const unfit = planted('"example":{"customerId":"dr-weber"', '"example":{"customerId":7');
  expect(await spectral(unfit, spectralRulesets.oas)).not.toEqual([]);
  expect(await spectral({ ...asyncApi(), channels: {} }, spectralRulesets.asyncapi)).not.toEqual([]);
});
