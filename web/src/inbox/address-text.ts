import type { Draft } from './draft-queries.ts';

type People = Draft['to'];

/** As people write them: `Name <a@b>, c@d`. */
export function addressText(people: People): string {
  return people.map(({ name, address }) => (name ? `${quotedName(name)} <${address}>` : address)).join(', ');
}

/** What is no address stays what it is: the server says what is wrong with it. */
export function readAddresses(text: string): People {
  return split(text).map((entry) => {
    const [, quoted, name, address] = /^(?:"((?:[^"\\]|\\.)*)"|([^<"]*?))\s*<([^<>]*)>$/.exec(entry) ?? [];
    if (address === undefined) return { address: entry };
    const shown = (quoted?.replace(/\\(.)/g, '$1') ?? name ?? '').trim();
    return shown === '' ? { address: address.trim() } : { name: shown, address: address.trim() };
  });
}

function quotedName(name: string): string {
  return /[,;"<>]/.test(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : name;
}

/** At commas, semicolons and line ends that stand in no quotes. */
function split(text: string): string[] {
  const parts = text.match(/(?:"(?:[^"\\]|\\.)*"|[^",;\n]|")+/g) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
