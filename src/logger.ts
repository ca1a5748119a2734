import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';
import type { LogLevel } from './config.ts';

export type { Logger };

const DEBUG = 20;
const ADDRESS = /[^\s<>"'(),:;]+@[^\s<>"'(),:;]+/g;
const SECRET_FIELDS = ['password', 'secret', 'secretKey', 'token', 'authorization', 'cookie', 'accessToken', 'pass'];

/**
 * JSON lines on stdout. Constant messages, values in fields. Fields that are named like a secret are removed, and above
 * level debug every e-mail address in a value, a Message-ID included, is replaced.
 */
export function createLogger(options: {
  level: LogLevel;
  destination?: DestinationStream;
  toStderr?: boolean;
}): Logger {
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: SECRET_FIELDS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '<removed>' },
      hooks: {
        logMethod(values, method, level) {
          const [first, ...rest] = values as [unknown, ...unknown[]];
          const clean = (value: unknown) => (level > DEBUG ? withoutAddresses(value, 0) : value);
          method.apply(this, [clean(withPlainErrors(first)), ...rest.map(clean)] as Parameters<typeof method>);
        },
      },
    },
    options.destination ?? pino.destination({ dest: options.toStderr ? 2 : 1, sync: true }),
  );
}

/** Errors become plain objects here, so that the next step sees their texts; causes are kept. */
function withPlainErrors(value: unknown): unknown {
  if (value instanceof Error) return { err: plainError(value) };
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, child instanceof Error ? plainError(child) : child]),
  );
}

function plainError(error: Error): Record<string, unknown> {
  const { type, message, stack } = stdSerializers.err(error);
  const code = (error as { code?: unknown }).code;
  return { type, message, stack, ...(code === undefined ? {} : { code }) };
}

function withoutAddresses(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.replace(ADDRESS, '<address>');
  if (typeof value !== 'object' || value === null || depth > 4) return value;
  if (Array.isArray(value)) return value.map((item) => withoutAddresses(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, withoutAddresses(child, depth + 1)]));
}
