import { readFileSync } from 'node:fs';

// JavaScript, as are the entry files that import this first: what a Node reads that is too old for TypeScript.
const { devDependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const majorOf = (version) => Number.parseInt(version, 10);
const [running, needed] = [process.versions.node, majorOf(devDependencies.node)];

if (majorOf(running) < needed) {
  console.error(
    `This is Node ${running}, and it takes Node ${needed}, which npm ci installs: use npm start or npm run demo, which run that one, or node_modules/.bin/node.`,
  );
  process.exit(1);
}
