import { code128, drawingSVG, qrcode } from 'bwip-js/node';
import type { ContentSvg } from 'pdfmake/interfaces.js';

/** The modules of the codes, without and of their quiet zones (domain/README.md, "Label"). */
export const qr = { modules: 33, quiet: 4 };
export const bars = { modules: 145, quiet: 10 };

/** A picture, `width` points wide. */
type Picture = ContentSvg & { width: number };

/** Version 4, level M, which takes 62 bytes. bwip-js has no types for these. */
const symbol = { bcid: 'qrcode', eclevel: 'M', version: '4' };

/** A QR code. That of pdfmake has modules of whole points, which are no whole dots of a label's printer. */
export const qrCode = (text: string, width: number): Picture => ({
  svg: qrcode({ ...symbol, text }, drawingSVG()),
  width,
});

/** A Code 128 of `module` points a module, `height` millimetres high. It is narrower where a number has many digits. */
export function barCode(text: string, { module, height }: { module: number; height: number }): Picture {
  // bwip-js takes millimetres for points, and draws bars that are a point higher.
  const drawnHigh = height / module - 25.4 / 72;
  const svg = code128({ bcid: 'code128', text, scaleX: 1, scaleY: 1, height: drawnHigh }, drawingSVG());
  const [, modules = bars.modules] = /viewBox="0 0 (\d+) /.exec(svg) ?? [];
  return { svg, width: Number(modules) * module };
}
