const LONGEST = 200;

/**
 * A text that is one line wherever it is shown: control characters, line and paragraph separators and marks that turn the
 * direction are written out (\u{1b}), so that no name can forge a line of a log or colour a terminal.
 */
export function plainText(text: string): string {
  const whole = text.slice(0, LONGEST).replace(/\p{Surrogate}/gu, '\ufffd');
  return whole.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\\]/gu, (letter) =>
    letter === '\\' ? '\\\\' : `\\u{${letter.codePointAt(0)?.toString(16)}}`,
  );
}
