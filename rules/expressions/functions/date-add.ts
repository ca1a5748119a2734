import { addToInstant } from '../date-sum.ts';
import type { Helper } from '../helper.ts';

export const helper: Helper = {
  name: 'dateAdd',
  summary:
    'A date some days, weeks, months or years later; with a minus sign earlier. Of a time also hours and minutes',
  usage: '{{date (dateAdd payday days=14)}}',
  arity: [1, 1],
  options: ['minutes', 'hours', 'days', 'weeks', 'months', 'years'],
  lenient: false,
  run: ([value], { options }) => addToInstant(value, options),
};
