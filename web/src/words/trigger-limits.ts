/** Screen 11, a part that is loaded when it is needed: which changes of a form a rule looks at. */
export const triggerLimits = {
  fields: 'Only when one of these fields changes',
  fieldsText: 'Blank: when any field changes.',
  from: 'Only from these statuses',
  to: 'Only to these statuses',
  statusesText: 'Blank: any status.',
  clear: (what: string) => `Clear “${what}”`,
  noStatuses: 'This form has no statuses, so its status never changes.',
  gone: (name: string) => `${name} (not in this form)`,
} as const;
