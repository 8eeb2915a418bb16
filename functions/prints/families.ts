const files = (family: string, name: string, ...weights: string[]) =>
  weights.map((weight) => `@expo-google-fonts/${family}/${weight}/${name}_${weight}.ttf`);

/**
 * The fonts and their files in node_modules: regular, then bold if there is one. The first is for all letters; the
 * others add signs such as Palmer's corner marks, arrows and \u2265.
 */
export const families = [
  { font: 'NotoSans', files: files('noto-sans', 'NotoSans', '400Regular', '600SemiBold') },
  { font: 'NotoSansSymbols', files: files('noto-sans-symbols', 'NotoSansSymbols', '400Regular') },
  { font: 'NotoSansMath', files: files('noto-sans-math', 'NotoSansMath', '400Regular') },
];
