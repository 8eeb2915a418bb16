import type { RequestListener } from 'node:http';
import { extname } from 'node:path';
import { makeDesk } from '#infra/bundles/make-desk.ts';
import type { Backend } from '#infra/pages/backend.ts';
import { files, headersOf, pathOf, type StaticFile } from '#infra/pages/files.ts';

/** The media types, by the ending of a file's name. */
const types: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** The routes of the pages, such as `GET /docs`. A file is drawn when it is asked for. */
export async function pageRoutes(backend: Backend): Promise<Record<string, RequestListener>> {
  const bundled = Object.entries(await makeDesk()).map(([name, text]): [string, StaticFile] => [
    name,
    { draw: () => text },
  ]);
  const routes = [...Object.entries(files), ...bundled].flatMap(([name, file]) => {
    const listener: RequestListener = ({ method }, response) => {
      response.writeHead(200, { 'content-type': types[extname(name)], ...headersOf(file, backend) });
      response.end(method === 'HEAD' ? undefined : file.draw(backend));
    };
    return ['GET', 'HEAD'].map((method) => [`${method} ${pathOf(name)}`, listener]);
  });
  return Object.fromEntries(routes);
}
