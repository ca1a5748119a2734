import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';

/** The fonts' own names: under any other, pdfkit would open and compare them anew each time one is chosen. */
export const REGULAR = 'DejaVuSans';
export const BOLD = 'DejaVuSans-Bold';

/** pdfkit's own types hide the font in use. */
export interface WithFont {
  _font: { font: { hasGlyphForCodePoint(codePoint: number): boolean } };
}

const require = createRequire(import.meta.url);
/** DejaVu Sans: Latin, Greek, Cyrillic and more, free to embed. */
export const regular = openFont(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'));
const bold = openFont(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'));

export function registerFonts(sheet: PDFKit.PDFDocument): void {
  sheet.registerFont(REGULAR, regular);
  sheet.registerFont(BOLD, bold);
}

/** Parsed once for all documents: from bytes, pdfkit would parse its tables and glyphs anew for each payslip. */
function openFont(file: string): string {
  const bytes = readFileSync(file) as unknown as string;
  const sheet = new PDFDocument({ font: bytes }) as unknown as WithFont;
  return sheet._font.font as unknown as string;
}
