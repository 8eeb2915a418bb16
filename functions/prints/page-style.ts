/** What the printed pages are drawn with: colours that stay apart on a grey printer, and a few measures in points. */
export const pageStyle = {
  text: '#16202b',
  quiet: '#5c6873',
  rule: '#b9c2cb',
  shade: '#eef2f5',
  tooth: '#1d4e63',
  mark: '#b3261e',
  side: 14,
  /** Three millimetres that stay free on all paper, for printers that cut askew; they are the quiet zone of codes, too. */
  edge: 3 * (72 / 25.4),
} as const;
