import type { Helper } from '../helper.ts';
import { safeUrl } from '../safe-url.ts';

export const helper: Helper = {
  name: 'url',
  summary: 'The address of a link, for href="..." and src="..."; http, https and mailto only',
  usage: '<a href="{{url portalUrl}}">Open</a>',
  arity: [1, 1],
  options: [],
  lenient: false,
  run: ([value]) => safeUrl(value),
};
