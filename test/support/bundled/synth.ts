import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs `npm run synth` without AWS credentials and without a network. Returns the output folder. */
export async function synthesised(stage: string): Promise<string> {
  const output = mkdtempSync(join(tmpdir(), 'synth-'));
  const nowhere = { HTTP_PROXY: 'http://127.0.0.1:1', HTTPS_PROXY: 'http://127.0.0.1:1' };
  const { AWS_ACCESS_KEY_ID: _id, AWS_SECRET_ACCESS_KEY: _secret, AWS_REGION: _region, ...env } = process.env;
  const command = ['run', 'synth', '--', '--context', `stage=${stage}`, '--output', output];
  await run('npm', command, { env: { ...env, ...nowhere } });
  return output;
}
