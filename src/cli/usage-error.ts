/** The command line itself is wrong: exit code 2 and a look at the help. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
