import { lookup as resolve } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { promisify } from 'node:util';
import ipaddr from 'ipaddr.js';
import type { Unreachable } from '#domain/kernel/messages/en.ts';
import { webhooksToThisMachine } from '#functions/environment.ts';

/** Azure's metadata service, although its range is public. */
const azure = '168.63.129.16';
/** The IPv6 addresses that are assigned (RFC 4291, section 2.4, and IANA's registry). */
const global6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Whether an address (IPv4 or IPv6, as Node formats it) is forbidden: all but public unicast addresses. */
export function isForbiddenAddress(address: string): boolean {
  const parsed = ipaddr.parse(address);
  if (webhooksToThisMachine() && parsed.range() === 'loopback') return false;
  if (parsed.range() !== 'unicast' || address === azure) return true;
  return parsed instanceof ipaddr.IPv6 && !parsed.match(global6);
}

/** Why a URL is refused, without a lookup of its name; undefined if it is allowed. */
export function urlFault(text: string): Unreachable | undefined {
  const url = URL.parse(text);
  if (!url) return 'noUrl';
  const { protocol, port, username, password, hash } = url;
  const local = webhooksToThisMachine() && protocol === 'http:';
  if (protocol !== 'https:' && !local) return outside('notSecure');
  if (port !== '' && !webhooksToThisMachine()) return 'port';
  if (username || password || hash) return 'userOrFragment';
  const host = hostOf(url);
  return ipaddr.isValid(host) && isForbiddenAddress(host) ? outside('notPublic') : undefined;
}

/** Why a URL is refused, with a lookup of its name; undefined if it is allowed. */
export async function targetFault(text: string): Promise<Unreachable | undefined> {
  const fault = urlFault(text);
  if (fault) return fault;
  const host = hostOf(new URL(text));
  if (ipaddr.isValid(host)) return undefined;
  const addresses = await promisify(resolve)(host, { all: true }).catch(() => []);
  if (addresses.length === 0) return 'unknownHost';
  return addresses.some(({ address }) => isForbiddenAddress(address)) ? outside('notPublic') : undefined;
}

/**
 * The DNS lookup for the connection itself: checks the addresses again, so that a name cannot change after it was
 * checked. Node does not call it for an address in the URL; `urlFault` checks those.
 */
export const guardedLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error || !first) callback(error ?? new Error('not_found'), []);
    else if (addresses.some(({ address }) => isForbiddenAddress(address))) callback(forbiddenAddress(), []);
    else if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

const forbiddenAddress = () => Object.assign(new Error('forbidden_address'), { code: 'forbidden_address' });

/** The reason as the local product gives it, which also takes http and this machine. */
const outside = (why: Unreachable): Unreachable => (webhooksToThisMachine() ? 'neitherHereNorPublic' : why);

const hostOf = ({ hostname }: URL) => hostname.replace(/^\[|\]$/g, '');
