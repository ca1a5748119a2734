import type { Branch, Leaf, Node } from '../../../web/src/conditions/tree.ts';

/**
 * Says whether a record matches, from the meaning of the words in the builder. It shares nothing with the operators of
 * the server: that is its use.
 */
export function reference(node: Node, record: object): boolean {
  return 'rules' in node ? group(node as Branch, record) : comparison(node as Leaf, record);
}

function group({ combinator, rules }: Branch, record: object): boolean {
  let holding = 0;
  for (const node of rules) if (reference(node, record)) holding += 1;
  if (combinator === 'and') return holding === rules.length;
  if (combinator === 'or') return holding > 0;
  if (combinator === 'none') return holding === 0;
  return holding < rules.length;
}

function comparison({ field, operator, value, valueSource }: Leaf, record: object): boolean {
  const seen = look(field, record);
  const wanted: unknown = valueSource === 'field' ? look(String(value), record) : value;
  switch (operator) {
    case 'equal':
      return same(seen, wanted);
    case 'notEqual':
      return !same(seen, wanted);
    case 'lessThan':
      return order(seen, wanted) === 'before';
    case 'lessThanInclusive':
      return ['before', 'level'].includes(order(seen, wanted));
    case 'greaterThan':
      return order(seen, wanted) === 'after';
    case 'greaterThanInclusive':
      return ['after', 'level'].includes(order(seen, wanted));
    case 'between':
      return within(seen, wanted);
    case 'not:between':
      return !within(seen, wanted);
    case 'in':
      return Array.isArray(wanted) && wanted.some((one) => same(seen, one));
    case 'notIn':
      // A field that holds no list cannot be asked.
      return Array.isArray(wanted) && !wanted.some((one) => same(seen, one));
    case 'contains':
      return Array.isArray(seen) && seen.some((one) => same(one, wanted));
    case 'not:contains':
      return !(Array.isArray(seen) && seen.some((one) => same(one, wanted)));
    case 'doesNotContain':
      return Array.isArray(seen) && !seen.some((one) => same(one, wanted));
    default:
      return textOrEmpty(operator, seen, wanted);
  }
}

function textOrEmpty(operator: string, seen: unknown, wanted: unknown): boolean {
  const isNot = operator.startsWith('not:');
  const holds = (() => {
    switch (operator.replace('not:', '')) {
      case 'isEmpty':
        return seen === null || seen === '' || (Array.isArray(seen) && seen.length === 0);
      case 'isToday':
        return fromToday(seen) === 0;
      case 'isPast':
        return sideOfNow(seen) === 'before';
      case 'isFuture':
        return sideOfNow(seen) === 'after';
      case 'inLastDays':
        return isCount(wanted) && countdown(wanted).some((days) => fromToday(seen) === -days);
      case 'inNextDays':
        return isCount(wanted) && countdown(wanted).some((days) => fromToday(seen) === days);
      case 'daysAgo':
        return isCount(wanted) && fromToday(seen) === 0 - wanted;
      case 'daysAhead':
        return isCount(wanted) && fromToday(seen) === wanted;
      case 'textContains':
        return bothTexts(seen, wanted, (text, part) => text.split(part).length > 1 || part === '');
      case 'textBeginsWith':
        return bothTexts(seen, wanted, (text, part) => text.slice(0, part.length) === part);
      case 'textEndsWith':
        return bothTexts(seen, wanted, (text, part) => part === '' || text.slice(-part.length) === part);
      default:
        throw new Error(`The words of ${operator} are not known.`);
    }
  })();
  return isNot ? !holds : holds;
}

function bothTexts(seen: unknown, wanted: unknown, holds: (text: string, part: string) => boolean): boolean {
  if (typeof seen !== 'string' || typeof wanted !== 'string') return false;
  const plain = (text: string) => text.normalize('NFC').toLocaleLowerCase('en');
  return holds(plain(seen), plain(wanted));
}

/** Of the same kind and alike; lists and objects are never the same as anything, not even as themselves elsewhere. */
function same(a: unknown, b: unknown): boolean {
  if (a === null || b === null) return a === b;
  if (typeof a === 'object' || typeof b === 'object') return a === b;
  return typeof a === typeof b && JSON.stringify(a) === JSON.stringify(b);
}

function within(seen: unknown, range: unknown): boolean {
  if (!Array.isArray(range)) return false;
  return ['after', 'level'].includes(order(seen, range[0])) && ['before', 'level'].includes(order(seen, range[1]));
}

/** The moment of the tests, half an hour before midnight in New York. */
export const MOMENT = { now: Date.parse('2026-02-01T04:30:00Z'), zone: 'America/New_York' };

const isCount = (value: unknown): value is number => typeof value === 'number';
const countdown = (most: number) => Array.from({ length: Math.max(0, Math.floor(most) + 1) }, (_, days) => days);

/** How many days from the 31st of January 2026; of an instant its day in New York. */
function fromToday(value: unknown): number | undefined {
  if (measure(value)?.kind !== 'date') return undefined;
  const text = String(value);
  const day = text.length === 10 ? text : new Date(text).toLocaleDateString('en-CA', { timeZone: MOMENT.zone });
  return Math.round((Date.parse(day) - Date.parse('2026-01-31')) / 86_400_000) + 0;
}

function sideOfNow(value: unknown): Order {
  const days = fromToday(value);
  if (days === undefined) return 'none';
  const distance = String(value).length === 10 ? days : Date.parse(String(value)) - MOMENT.now;
  if (distance === 0) return 'level';
  return distance < 0 ? 'before' : 'after';
}

type Order = 'before' | 'level' | 'after' | 'none';

/** Numbers among each other, and dates among each other; a day without a time begins at midnight UTC. */
function order(a: unknown, b: unknown): Order {
  const [left, right] = [measure(a), measure(b)];
  if (left === undefined || right === undefined || left.kind !== right.kind) return 'none';
  if (left.size === right.size) return 'level';
  return left.size < right.size ? 'before' : 'after';
}

function measure(value: unknown): { kind: string; size: number } | undefined {
  if (typeof value === 'number') return { kind: 'number', size: value };
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d(T|$)/.test(value)) return undefined;
  return { kind: 'date', size: new Date(value).getTime() };
}

/** `owner#$.email`, `lines[0].amount`; nothing there is null, as for a field of the form that was left empty. */
function look(key: string, record: object): unknown {
  const steps = key
    .replace(/#\$?\.?/, '.')
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.');
  let at: unknown = record;
  for (const step of steps) {
    const known = new Map<string, unknown>(typeof at === 'object' && at !== null ? Object.entries(at) : []);
    if (!known.has(step)) return null;
    at = known.get(step);
  }
  return at;
}
