import { AppError, GUARD_MODES, type Guard, isListEntry, NO_GUARD, parseAddress } from './sdk/index.ts';

/**
 * MAILRULE_GUARD, MAILRULE_GUARD_REDIRECT_TO, MAILRULE_GUARD_ALLOW: the guard of this environment, which no setting
 * weakens. CONFIG names the variable that is wrong: a guard that is misspelt must not be none.
 */
export function parseGuard(env: Record<string, string | undefined>): Guard {
  const text = env['MAILRULE_GUARD']?.trim() ?? '';
  const redirectTo = env['MAILRULE_GUARD_REDIRECT_TO']?.trim() || undefined;
  const allowed = (env['MAILRULE_GUARD_ALLOW'] ?? '').split(/[\s,]+/).filter((entry) => entry !== '');
  const mode = text === '' ? 'off' : GUARD_MODES.find((known) => known === text.toLowerCase().replace('-', '_'));
  if (mode === undefined) {
    throw config(`MAILRULE_GUARD must be off, capture, redirect or allow-list, not "${text}".`);
  }
  if (redirectTo !== undefined && 'problem' in parseAddress(redirectTo)) {
    throw config(`MAILRULE_GUARD_REDIRECT_TO must be one e-mail address, not "${redirectTo}".`);
  }
  const wrong = allowed.find((entry) => !isListEntry(entry));
  if (wrong !== undefined) {
    throw config(`MAILRULE_GUARD_ALLOW must be addresses and domains such as @example.com; "${wrong}" is neither.`);
  }
  if (mode === 'redirect' && redirectTo === undefined) {
    throw config('MAILRULE_GUARD is redirect, so MAILRULE_GUARD_REDIRECT_TO must say where to.');
  }
  if (mode === 'allow_list' && allowed.length === 0) {
    throw config('MAILRULE_GUARD is allow-list, so MAILRULE_GUARD_ALLOW must name addresses or domains.');
  }
  if (mode === 'off' && (redirectTo !== undefined || allowed.length > 0)) {
    throw config('MAILRULE_GUARD_REDIRECT_TO and MAILRULE_GUARD_ALLOW do nothing without MAILRULE_GUARD; set it, too.');
  }
  return {
    ...NO_GUARD,
    mode,
    ...(mode === 'redirect' && { redirectTo: redirectTo ?? null }),
    ...(mode === 'allow_list' && { allowed }),
  };
}

function config(message: string): AppError {
  return new AppError('CONFIG', message);
}
