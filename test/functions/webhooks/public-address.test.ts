import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { en } from '#domain/kernel/messages/en.ts';
import { postEvent } from '#functions/webhooks/post-event.ts';
import { isForbiddenAddress, targetFault, urlFault } from '#functions/webhooks/public-address.ts';
import { connections } from '#test/support/functions/connections.ts';
import { forbiddenUrls, names } from '#test/support/functions/forbidden-urls.ts';
import { subscriptionTo, tested } from '#test/support/subscriptions.ts';

const answers = vi.hoisted(() => ({ current: {} as Record<string, string[]> }));

type Found = (error: Error | null, addresses: { address: string; family: number }[]) => void;

vi.mock('node:dns', () => ({
  lookup: (name: string, _: object, found: Found) => {
    const addresses = (answers.current[name] ?? []).map((address) => ({
      address,
      family: address.includes(':') ? 6 : 4,
    }));
    setImmediate(found, addresses.length > 0 ? null : Object.assign(new Error(name), { code: 'ENOTFOUND' }), addresses);
  },
}));

describe('nothing is sent to', () => {
  test.each(forbiddenUrls)('%s: it is refused on PUT and at delivery, without a connection', async (url) => {
    answers.current = names;
    expect(await targetFault(url)).toEqual(expect.any(String));
    expect(await postEvent(subscriptionTo(url), tested)).toMatchObject({ status: null, error: expect.any(String) });
    expect(connections).toEqual([]);
  });

  test('anything but https on port 443 of a public address, and the message says so', async () => {
    for (const url of ['http://apex.example/', 'https://apex.example:8443/', 'https://10.0.0.1/'])
      expect(en.faults.forbidden_url({ why: urlFault(url) ?? 'noUrl' })).toMatch(/https on port 443/);
  });

  test('another private machine by the local product, whose message says that this machine is allowed', async () => {
    vi.stubEnv('WEBHOOKS_TO_THIS_MACHINE', 'yes');
    onTestFinished(() => void vi.unstubAllEnvs());
    answers.current = { 'inside.example': ['10.0.0.1'] };
    for (const url of ['http://10.0.0.1/', 'ftp://127.0.0.1/', 'http://inside.example/'])
      expect(en.faults.forbidden_url({ why: (await targetFault(url)) ?? 'noUrl' })).toMatch(/http:\/\/127\.0\.0\.1/);
  });

  test('a name that has changed its answer since it was checked', async () => {
    const url = 'https://rebinding.example/';
    answers.current = { 'rebinding.example': ['93.184.215.14'] };
    expect(await targetFault(url)).toBeUndefined();
    for (const inside of ['127.0.0.1', '::ffff:169.254.169.254', 'fd00:ec2::254']) {
      answers.current = { 'rebinding.example': ['93.184.215.14', inside] };
      expect(await postEvent(subscriptionTo(url), tested)).toMatchObject({ status: null, error: 'forbidden_address' });
    }
    expect(connections).toEqual([]);
  });
});

test('a public address is accepted, by name or as a number', async () => {
  answers.current = names;
  for (const url of [
    'https://apex.example/orders?key=1',
    'https://apex.example:443/',
    'https://93.184.215.14/',
    'https://[2606:4700::1111]/',
  ])
    expect([url, urlFault(url), await targetFault(url)]).toEqual([url, undefined, undefined]);
  expect(['8.8.8.8', '2606:4700::1111'].filter(isForbiddenAddress)).toEqual([]);
});
