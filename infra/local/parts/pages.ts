import type { RequestListener } from 'node:http';
import { extname } from 'node:path';
import type { Backend } from '#infra/pages/backend.ts';
import { files, headersOf, pathOf } from '#infra/pages/files.ts';

/** The media types, by the ending of a file's name. */
const types: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** The routes of the pages, such as `GET /docs`. A file is drawn when it is asked for. */
export function pageRoutes(backend: Backend): Record<string, RequestListener> {
  const routes = Object.entries(files).flatMap(([name, file]) => {
    const listener: RequestListener = ({ method }, response) => {
      response.writeHead(200, { 'content-type': types[extname(name)], ...headersOf(file, backend) });
      response.end(method === 'HEAD' ? undefined : file.draw(backend));
    };
    return ['GET', 'HEAD'].map((method) => [`${method} ${pathOf(name)}`, listener]);
  });
  return Object.fromEntries(routes);
}
