/** Colours and measures (in points) of printed pages. The colours can be told apart on a monochrome printer. */
export const pageStyle = {
  text: '#16202b',
  quiet: '#5c6873',
  rule: '#b9c2cb',
  shade: '#eef2f5',
  tooth: '#1d4e63',
  mark: '#b3261e',
  side: 14,
  /** Three millimetres left free on all paper, for printers that cut unevenly; also the quiet zone of the codes. */
  edge: 3 * (72 / 25.4),
} as const;
