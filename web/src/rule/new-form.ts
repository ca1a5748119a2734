export type NewFieldType = 'text' | 'email' | 'number' | 'boolean' | 'date' | 'choice' | 'file';

export interface NewField {
  /** of the row, so that removing one keeps the others */
  key: number;
  label: string;
  type: NewFieldType;
  choices: string[];
}

export const NEW_FIELD_TYPES: readonly NewFieldType[] = [
  'text',
  'email',
  'number',
  'boolean',
  'date',
  'choice',
  'file',
];

/** JSON Schema of a form with these fields. What has no label is left out. */
export function formSchema(fields: readonly NewField[]): object {
  const names = new Set<string>();
  const properties = fields
    .filter(({ label }) => label.trim() !== '')
    .map((field) => [fieldName(field.label, names), { title: field.label.trim(), ...schemaOf(field) }] as const);
  return { type: 'object', properties: Object.fromEntries(properties) };
}

/** 'Employee email' is employeeEmail in templates and records. Each name once. */
function fieldName(label: string, taken: Set<string>): string {
  const parts =
    label
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  // Templates can name nothing else without brackets around it.
  const [first = '', ...rest] = parts.map((word) => word.replace(/[^A-Za-z0-9]/g, '')).filter((word) => word !== '');
  const camel = first.toLowerCase() + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  const base = /^[a-z]/.test(camel) ? camel : `field${camel}`;
  let name = base;
  for (let count = 2; taken.has(name); count++) name = `${base}${count}`;
  taken.add(name);
  return name;
}

function schemaOf({ type, choices }: NewField): object {
  switch (type) {
    case 'text':
      return { type: 'string' };
    case 'email':
      return { type: 'string', format: 'email' };
    case 'number':
    case 'boolean':
      return { type };
    case 'date':
      return { type: 'string', format: 'date' };
    case 'choice':
      return { enum: choices };
    case 'file':
      return {
        type: 'object',
        required: ['name', 'base64'],
        properties: { name: { type: 'string' }, contentType: { type: 'string' }, base64: { type: 'string' } },
      };
  }
}
