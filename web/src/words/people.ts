/** Words of where people and groups are chosen. */
export const people = {
  users: 'Users',
  groups: 'Groups',
  nobodyFound: 'Nobody of this name',
  disabled: (name: string) => `${name} (disabled)`,
  gone: 'Deleted',
  group: (name: string, size: number) => `${name} (${size === 1 ? '1 member' : `${size} members`})`,
} as const;
