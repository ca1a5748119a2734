export const recipients = {
  hint: 'Type an address, or choose a field.',
  keys: 'Enter or a comma adds what is typed. The left arrow key goes to the entries; there Enter edits and Delete removes.',
  fields: 'Fields',
  remove: (entry: string) => `Remove ${entry}`,
  edit: (entry: string) => `Edit ${entry}`,
  fieldOf: (label: string, group: string) => `${label}, field of ${group}`,
  fieldRemoved: (name: string) => `Field removed: ${name}`,
  fieldRemovedText: (name: string) => `"${name}" is no field of this form.`,
  unknown: (json: string) => `This entry can be kept or removed here, and not changed: ${json}`,
  noAt: (text: string) => `"${text}" is not an e-mail address: name@example.com is expected.`,
  added: (count: number, all: number) =>
    `${count === 1 ? '1 recipient added' : `${count} recipients added`}${all > count ? `, ${all} in the list` : ''}`,
  removed: (entry: string) => `${entry} removed`,
  already: (entries: string) => `Already in this list: ${entries}`,
  twice: (entry: string) => `${entry} stands in this list twice; it gets one email.`,
} as const;
