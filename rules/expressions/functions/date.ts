import type { Helper } from '../helper.ts';
import { formatInstant } from '../instant.ts';

export const helper: Helper = {
  name: 'date',
  summary: 'A date in words; format: short, medium, long, full, month or iso',
  usage: '{{date payday format="long" locale="de-DE" zone="Europe/Berlin"}}',
  arity: [1, 1],
  options: ['format', 'locale', 'zone'],
  lenient: false,
  run: ([value], context) => formatInstant(value, context, false),
};
