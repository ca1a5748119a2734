import type { Helper } from '../helper.ts';
import { formatInstant } from '../instant.ts';

export const helper: Helper = {
  name: 'dateTime',
  summary: 'A date with its time; format: short, medium, long, full or iso',
  usage: '{{dateTime submittedAt format="medium" zone="Europe/Berlin"}}',
  arity: [1, 1],
  options: ['format', 'locale', 'zone'],
  lenient: false,
  run: ([value], context) => formatInstant(value, context, true),
};
