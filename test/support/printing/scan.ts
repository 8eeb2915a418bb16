/** Reads the codes on a paper as a scanner does. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { picture } from '#test/support/printing/pdf.ts';

prepareZXingModule({
  overrides: {
    wasmBinary: readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')),
  },
});

/** The texts of the codes on the first page, by their kind. */
export async function scanned(pdf: Buffer): Promise<{ qr: string[]; bars: string[] }> {
  const { width, height, dots } = picture(pdf);
  const pixels = Uint32Array.from(dots, (grey) => 0xff000000 + grey * 0x010101);
  const data = new Uint8ClampedArray(pixels.buffer);
  const found = await readBarcodes({ data, width, height, colorSpace: 'srgb' }, { formats: ['QRCode', 'Code128'] });
  const texts = (format: string) => found.filter((code) => code.format === format).map(({ text }) => text);
  return { qr: texts('QRCode'), bars: texts('Code128') };
}
