const isTable = (name: string) => /^[^.~].*\.csv$/i.test(name);

/**
 * The files of an import among others, by their names in small letters: hidden files and those of open spreadsheets are
 * left out. Two files can have one name, when they differ in capital letters.
 */
export function tablesAmong<File>(files: readonly File[], nameOf: (file: File) => string): Map<string, File[]> {
  return Map.groupBy(
    files.filter((file) => isTable(nameOf(file))),
    (file) => nameOf(file).toLowerCase(),
  );
}
