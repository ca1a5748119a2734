/** What is wrong with the name of a mail server that was refused, and what to type instead. */
export function hostMistake(typed: string): string {
  if (/^[A-Za-z0-9._-]+:\d*$/.test(typed.trim())) {
    return 'Only the name of the host: the port has a field of its own.';
  }
  if (/^[\p{L}\p{M}\p{N}._-]+$/u.test(typed.trim())) {
    return 'Type an international name in its ASCII form: each part with such letters begins with xn--.';
  }
  return 'Only the name of the host, such as imap.example.com, without https:// and without a port.';
}
