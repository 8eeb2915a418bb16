import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import type { PutEventsResultEntry } from '@aws-sdk/client-eventbridge';
import * as z from 'zod/mini';
import { listen } from '#infra/local/machine/listening.ts';

const JsonObject = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text, { issues }) => {
      try {
        return JSON.parse(text);
      } catch {
        issues.push({ code: 'custom', input: text, message: 'Must be JSON.' });
      }
    }),
  ),
  z.record(z.string(), z.unknown()),
);

/** An entry of PutEvents. The SDK sends its time in seconds since 1970. */
const Entry = z.looseObject({
  Source: z.string().check(z.minLength(1)),
  DetailType: z.string().check(z.minLength(1)),
  Detail: JsonObject,
  Time: z._default(
    z.pipe(
      z.number(),
      z.transform((seconds) => new Date(seconds * 1000).toISOString()),
    ),
    () => new Date().toISOString(),
  ),
});

const Request = z.object({ Entries: z.array(z.unknown()).check(z.minLength(1), z.maxLength(10)) });

/** AWS's limit of one request in bytes. AWS counts a little less than the JSON of the entries, which is counted here. */
const longest = 256 * 1024;

/** An entry as the bus keeps it, with its detail parsed. */
export type BusEvent = z.output<typeof Entry> & { EventId: string };

export type Bus = AsyncDisposable & {
  endpoint: string;
  /** All events, the newest last. */
  events: () => readonly BusEvent[];
};

/** Called with the events of each request, for the target of a rule. */
type Rule = (events: readonly BusEvent[]) => Promise<unknown>;

/**
 * Starts a server for EventBridge's PutEvents. It answers after the events are in `file`, if there is one, and the rule has
 * taken them.
 */
export async function startBus(file?: string, rule: Rule = async () => {}): Promise<Bus> {
  const events = file ? readLog(file) : [];
  const keep = async (accepted: BusEvent[]) => {
    const lines = accepted.map((event) => `${JSON.stringify(event)}\n`).join('');
    if (file) appendFileSync(file, lines, { flush: true });
    events.push(...accepted);
    if (accepted.length > 0) await rule(accepted);
  };
  const server = createServer(async (request, response) => {
    const { status, body } = await putEvents(request, keep).catch((error) =>
      fault('InternalException', `${error}`, 500),
    );
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  });
  return {
    endpoint: await listen(server),
    events: () => events,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Reads the events of a log. Cuts off an unfinished last line of a killed process: its event was never acknowledged. */
function readLog(file: string): BusEvent[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  truncateSync(file, Buffer.byteLength(whole));
  return whole
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

async function putEvents(request: IncomingMessage, keep: (accepted: BusEvent[]) => Promise<void>) {
  if (request.headers['x-amz-target'] !== 'AWSEvents.PutEvents')
    return fault('UnknownOperationException', 'Send PutEvents: this bus takes nothing else.');
  const { data, error } = Request.safeParse(await json(request).catch(() => undefined));
  if (error) return fault('ValidationException', z.prettifyError(error));
  if (Buffer.byteLength(JSON.stringify(data.Entries)) > longest)
    return fault('ValidationException', 'Total size of the entries in the request is over the limit.');

  const accepted: BusEvent[] = [];
  const results = data.Entries.map((entry): PutEventsResultEntry => {
    const read = Entry.safeParse(entry);
    if (read.error) return refusal(read.error);
    const event = { ...read.data, EventId: randomUUID() };
    accepted.push(event);
    return { EventId: event.EventId };
  });
  await keep(accepted);
  return { status: 200, body: { FailedEntryCount: results.length - accepted.length, Entries: results } };
}

/** Why an entry is refused, with the codes and messages of AWS. */
function refusal({ issues }: z.core.$ZodError<z.output<typeof Entry>>): PutEventsResultEntry {
  const member = issues[0]?.path[0];
  return member === 'Detail'
    ? { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' }
    : { ErrorCode: 'InvalidArgument', ErrorMessage: `Parameter ${String(member)} is not valid.` };
}

const fault = (__type: string, message: string, status = 400) => ({ status, body: { __type, message } });
