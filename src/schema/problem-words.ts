import type { ErrorObject } from 'ajv';

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with fields of its own',
  null: 'empty',
};

const FORMATS: Readonly<Record<string, string>> = {
  email: 'Enter an e-mail address like name@example.com.',
  date: 'Enter a date like 2026-11-27.',
  time: 'Enter a time like 08:30:00Z.',
  'date-time': 'Enter a date and time like 2026-11-27T08:30:00Z.',
  uri: 'Enter an address like https://www.example.com.',
  hostname: 'Enter the name of a host like mail.example.com.',
  uuid: 'Enter an id like 0190b3c0-1234-7abc-8def-0123456789ab.',
};

/** What is wrong with one value, as people say it; undefined for keywords of JSON Schema that nothing is known of. */
export function plainProblem({ keyword, params, data }: ErrorObject): string | undefined {
  const { limit = 0 } = params as { limit?: number };
  switch (keyword) {
    case 'type':
      return `This must be ${typesOf((params as { type: string | string[] }).type)}.`;
    case 'format':
      return FORMATS[String((params as { format: unknown }).format)] ?? 'This is not of the form that is needed here.';
    case 'minLength':
      return limit === 1 ? 'This must not be empty.' : `Use at least ${counted(limit, 'character', 'characters')}.`;
    case 'maxLength':
      return `Use at most ${counted(limit, 'character', 'characters')}; here are ${[...String(data)].length}.`;
    case 'minimum':
    case 'maximum':
      return `Enter ${limit} or ${keyword === 'minimum' ? 'more' : 'less'}.`;
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return `Enter ${keyword === 'exclusiveMinimum' ? 'more' : 'less'} than ${limit}.`;
    case 'multipleOf': {
      const { multipleOf } = params as { multipleOf: number };
      return multipleOf === 1 ? 'Enter a whole number.' : `Enter a multiple of ${multipleOf}.`;
    }
    case 'anyOf':
      return 'This must be of one of the forms that are possible here.';
    case 'not':
      return 'This value is not possible here.';
    default:
      return listProblem(keyword, params, limit);
  }
}

function listProblem(keyword: string, params: object, limit: number): string | undefined {
  switch (keyword) {
    case 'minItems':
      return limit === 1 ? 'Give at least one entry.' : `Give at least ${counted(limit, 'entry', 'entries')}.`;
    case 'maxItems':
      return `Give at most ${counted(limit, 'entry', 'entries')}.`;
    case 'uniqueItems': {
      const { i, j } = params as { i: number; j: number };
      return `Entries ${Math.min(i, j) + 1} and ${Math.max(i, j) + 1} are the same; give each once.`;
    }
    case 'minProperties':
      return limit === 1 ? 'Give at least one field.' : `Give at least ${counted(limit, 'field', 'fields')}.`;
    case 'maxProperties':
      return `Give at most ${counted(limit, 'field', 'fields')}.`;
    default:
      return undefined;
  }
}

function typesOf(type: string | string[]): string {
  return [type]
    .flat()
    .flatMap((one) => String(one).split(','))
    .map((one) => TYPES[one] ?? one)
    .join(' or ');
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
