/** The template of an email in its rule. */
export const ruleTemplate = {
  label: 'Template',
  text: 'What you write below goes before the template.',
  none: 'No template',
  gone: 'A template that was deleted',
  open: 'Open the template',
  language: 'Language of the recipient',
  languageText: 'A field, e.g. {{employee.language}}. Blank: the default text.',
};
