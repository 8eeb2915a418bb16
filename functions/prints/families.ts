const files = (family: string, name: string, ...weights: string[]) =>
  weights.map((weight) => `@expo-google-fonts/${family}/${weight}/${name}_${weight}.ttf`);

/**
 * The fonts and their files, below node_modules: regular, then bold where there is one. The first is for all that people
 * write; the others lend it signs, such as Palmer's corners, arrows and \u2265.
 */
export const families = [
  { font: 'NotoSans', files: files('noto-sans', 'NotoSans', '400Regular', '600SemiBold') },
  { font: 'NotoSansSymbols', files: files('noto-sans-symbols', 'NotoSansSymbols', '400Regular') },
  { font: 'NotoSansMath', files: files('noto-sans-math', 'NotoSansMath', '400Regular') },
];
