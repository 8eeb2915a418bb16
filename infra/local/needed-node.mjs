import { readFileSync } from 'node:fs';

// JavaScript, like the entry files that import it first, because a Node that is too old cannot read TypeScript.
const { devDependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const majorOf = (version) => Number.parseInt(version, 10);
const [running, needed] = [process.versions.node, majorOf(devDependencies.node)];

if (majorOf(running) < needed) {
  console.error(
    `Run npm ci, then npm start or npm run demo: they use Node ${needed}, which npm ci installs. This is Node ${running}.`,
  );
  process.exit(1);
}
