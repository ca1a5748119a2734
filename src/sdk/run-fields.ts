/** What templates of e-mails may name in payroll runs, whatever the form or the rows have. */
const RUN_FIELDS: readonly string[] = ['run', 'run.name', 'run.period'];

export function isRunField(field: string): boolean {
  return RUN_FIELDS.includes(field);
}
