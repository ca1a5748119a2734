import { type MimePart, parseParameters } from '../mail/mime-parse.ts';
import { envelope } from './envelope.ts';
import { quote } from './wire.ts';

function parameterList(parameters: Record<string, string>): string {
  const pairs = Object.entries(parameters).map(([name, value]) => `${quote(name.toUpperCase())} ${quote(value)}`);
  return pairs.length === 0 ? 'NIL' : `(${pairs.join(' ')})`;
}

function disposition(part: MimePart): string {
  const text = part.header('content-disposition');
  if (text === undefined) return 'NIL';
  const { value, parameters } = parseParameters(text);
  return `(${quote(value.toUpperCase())} ${parameterList(parameters)})`;
}

/** BODYSTRUCTURE, or BODY when not `extended` (RFC 3501 7.4.2). */
export function bodyStructure(part: MimePart, extended: boolean): string {
  const [type = '', subtype = ''] = part.contentType.value.toUpperCase().split('/');
  const { parameters } = part.contentType;
  if (part.parts.length > 0) {
    const extension = extended ? ` ${parameterList(parameters)} ${disposition(part)} NIL NIL` : '';
    return `(${part.parts.map((child) => bodyStructure(child, extended)).join('')} ${quote(subtype)}${extension})`;
  }
  const isText = type === 'TEXT';
  const shown = isText && parameters['charset'] === undefined ? { ...parameters, charset: 'us-ascii' } : parameters;
  const fields = [
    ...[quote(type), quote(subtype), parameterList(shown)],
    ...[quote(part.header('content-id')), quote(part.header('content-description'))],
    ...[quote((part.header('content-transfer-encoding') ?? '7bit').toUpperCase()), String(part.body.length)],
  ];
  const lines = String(part.body.toString('latin1').split('\r\n').length - 1);
  if (isText) fields.push(lines);
  else if (part.inner !== undefined) {
    fields.push(envelope(part.inner), bodyStructure(part.inner, extended), lines);
  }
  if (extended) fields.push('NIL', disposition(part), 'NIL', 'NIL');
  return `(${fields.join(' ')})`;
}

/** What stands between the brackets of BODY[...]; empty when the message has no such part. */
export function bodySection(root: MimePart, section: string): Buffer {
  const words = section.split('.');
  const firstName = words.findIndex((word) => !/^\d+$/.test(word));
  const numbers = firstName < 0 ? words : words.slice(0, firstName);
  let part: MimePart = root;
  for (const number of numbers.map(Number)) {
    const container = part.inner ?? part;
    const child = container.parts.length > 0 ? container.parts[number - 1] : number === 1 ? container : undefined;
    if (child === undefined) return Buffer.alloc(0);
    part = child;
  }
  const what = words.slice(numbers.length).join('.');
  if (what === '') return numbers.length > 0 ? part.body : part.raw;
  if (what === 'MIME') return part.head;
  // 2.HEADER of a message/rfc822 part is the header of the message inside.
  const target = numbers.length > 0 && part.inner !== undefined ? part.inner : part;
  if (what === 'HEADER') return target.head;
  if (what === 'TEXT') return target.body;
  const fields = /^HEADER\.FIELDS(\.NOT)? \(?([^)]*)\)?$/.exec(what);
  if (fields === null) return Buffer.alloc(0);
  const names = (fields[2] ?? '').toLowerCase().replaceAll('"', '').split(/\s+/);
  return headerFields(target, (name) => names.includes(name) !== (fields[1] !== undefined));
}

function headerFields(part: MimePart, wanted: (name: string) => boolean): Buffer {
  let out = '';
  let on = false;
  for (const line of part.head.toString('latin1').split('\r\n')) {
    if (!/^[ \t]/.test(line)) {
      const name = (line.split(':')[0] ?? '').trim().toLowerCase();
      on = name !== '' && wanted(name);
    }
    if (on) out += `${line}\r\n`;
  }
  return Buffer.from(`${out}\r\n`, 'latin1');
}
