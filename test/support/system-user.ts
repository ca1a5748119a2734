import { readFileSync } from 'node:fs';

export interface SystemUser {
  uid: number;
  gid: number;
  user: string;
  group: string;
}

const NOBODY = 65534;

function nameOf(file: string, id: number): string {
  const line = readFileSync(file, 'utf8')
    .split('\n')
    .find((candidate) => candidate.split(':')[2] === String(id));
  const name = line?.split(':')[0];
  if (name === undefined) throw new Error(`${file} has no name for the id ${id}; Dovecot needs one. Add it.`);
  return name;
}

/**
 * The ordinary user the private servers run as: ourselves, or nobody when we are root,
 * because Dovecot opens no mail as uid 0 and PostgreSQL refuses to start as uid 0.
 */
export function serverUser(): SystemUser {
  const own = process.getuid?.() ?? NOBODY;
  const uid = own === 0 ? NOBODY : own;
  const gid = own === 0 ? NOBODY : (process.getgid?.() ?? NOBODY);
  return { uid, gid, user: nameOf('/etc/passwd', uid), group: nameOf('/etc/group', gid) };
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** uid and gid of a named account, for the folders Postfix wants to own. */
export function accountIds(user: string, group: string): { uid: number; gid: number } {
  const field = (file: string, name: string): number => {
    const line = readFileSync(file, 'utf8')
      .split('\n')
      .find((candidate) => candidate.startsWith(`${name}:`));
    if (line === undefined) throw new Error(`${file} has no "${name}". Install the postfix package.`);
    return Number(line.split(':')[2]);
  };
  return { uid: field('/etc/passwd', user), gid: field('/etc/group', group) };
}
