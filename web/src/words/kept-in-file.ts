/** Of a data source in the list that a file of the server's configuration keeps. */
export const keptInFile = {
  mark: 'Kept in a file',
  help: (file: string) => `Changed and deleted in ${file} of the server's configuration`,
} as const;
