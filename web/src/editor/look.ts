/** How text looks: what the editor offers, and what a `style` may say for the editor to show it. */
export interface Look {
  /** #rrggbb */
  color: string | null;
  /** pixels, with the unit */
  size: string | null;
  /** names of fonts, the generic one last */
  font: string | null;
}

/** Fonts that mail programs have; each with what to take where it is not there. */
export const FONTS = [
  'Arial, sans-serif',
  'Verdana, sans-serif',
  'Tahoma, sans-serif',
  'Georgia, serif',
  'Times New Roman, serif',
  'Courier New, monospace',
] as const;
export const SIZES = ['12px', '14px', '16px', '18px', '24px', '32px'] as const;

const PROPERTIES = { color: 'color', size: 'font-size', font: 'font-family' } as const;
const VALUES = {
  color: /^#[0-9a-f]{6}$/,
  size: /^[1-9][0-9]?px$/,
  font: /^[a-z][a-z -]*(?:, [a-z][a-z -]*)*$/i,
} as const;
const PARTS = ['color', 'size', 'font'] as const;

/** Undefined: it says something else, which the editor would lose. */
export function readLook(style: string): Look | undefined {
  const look: Look = { color: null, size: null, font: null };
  for (const declaration of style.replace(/;\s*$/, '').split(';')) {
    const [, property, value = ''] = /^\s*([a-z-]+)\s*:\s*(.*?)\s*$/.exec(declaration) ?? [];
    const part = PARTS.find((one) => PROPERTIES[one] === property);
    if (part === undefined || look[part] !== null || !VALUES[part].test(value)) return undefined;
    look[part] = value;
  }
  return look;
}

/** The `style`; an empty text where there is nothing to say. */
export function writeLook(look: Partial<Record<keyof Look, unknown>>): string {
  return PARTS.flatMap((part) => (typeof look[part] === 'string' ? [`${PROPERTIES[part]}: ${look[part]}`] : [])).join(
    '; ',
  );
}
