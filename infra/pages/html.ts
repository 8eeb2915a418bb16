/** A page of HTML, from its title and its lines. Its style is pages.css. */
export const htmlPage = (title: string, ...body: string[]): string =>
  [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title>`,
    '<link rel="icon" href="/icon.svg">',
    '<link rel="stylesheet" href="/pages.css">',
    '</head>',
    '<body>',
    ...body,
    '</body>',
    '</html>',
    '',
  ].join('\n');

/** Text as the content of an element, or as the value of an attribute in quotation marks. */
export const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
