import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { type DocumentBlock, type DocumentLayout, textsOf } from '../../../sdk/document-layout.ts';
import { drawTable } from './draw-table.ts';
import { BOLD, REGULAR, registerFonts, regular, type WithFont } from './fonts.ts';
import { pdfError, pdfProblem } from './pdf-problem.ts';

export type Sheet = PDFKit.PDFDocument;

const MARGIN = 56;
const MOST_CHARACTERS = 200_000;
const LABEL_SHARE = 0.38;
/** pdfkit draws from left to right only: these scripts would come out in the wrong order. */
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

export async function draw(layout: DocumentLayout): Promise<Uint8Array> {
  const sheet = openSheet(layout);
  const bytes = buffer(sheet as unknown as AsyncIterable<Uint8Array>);
  try {
    checkTexts(sheet, textsOf(layout));
    for (const block of layout.blocks) drawBlock(sheet, block);
    drawFooters(sheet, layout.footer ?? '');
  } finally {
    // Also after an error: the stream is read until it ends.
    sheet.end();
  }
  return bytes;
}

function openSheet({ madeAt, title, language, paper }: DocumentLayout): Sheet {
  const sheet = new PDFDocument({
    size: paper ?? 'A4',
    margin: MARGIN,
    bufferPages: true,
    displayTitle: true,
    // Else it starts with a font of the reader's, which has no Cyrillic.
    font: regular,
    info: { Title: title, CreationDate: new Date(madeAt) },
    ...(language === undefined ? {} : { lang: language }),
  });
  registerFonts(sheet);
  return sheet;
}

function checkTexts(sheet: Sheet, texts: readonly string[]): void {
  const characters = new Set(texts.join(''));
  if (texts.reduce((sum, text) => sum + text.length, 0) > MOST_CHARACTERS) {
    const message = `The document has more than ${MOST_CHARACTERS} characters. Leave out what is not needed.`;
    throw pdfError(pdfProblem('layout', message));
  }
  sheet.font(REGULAR);
  const { font } = (sheet as unknown as WithFont)._font;
  const missing = [...characters].filter((character) => !canDraw(font, character));
  if (missing.length === 0) return;
  const named = missing.slice(0, 10).map((character) => `${character} (${codeOf(character)})`);
  const message = `The built-in font cannot draw ${named.join(', ')}. Write them in other characters, or upload finished PDFs.`;
  throw pdfError(pdfProblem('characters', message));
}

function canDraw(font: WithFont['_font']['font'], character: string): boolean {
  if (character === '\n' || character === '\r' || character === '\t') return true;
  return !RIGHT_TO_LEFT.test(character) && font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function drawBlock(sheet: Sheet, block: DocumentBlock): void {
  sheet.x = MARGIN;
  if (block.kind === 'heading') sheet.font(BOLD).fontSize(16).text(block.text).moveDown(0.6);
  else if (block.kind === 'text') sheet.font(REGULAR).fontSize(10).text(block.text).moveDown(0.8);
  else if (block.kind === 'facts') drawFacts(sheet, block.lines);
  else drawTable(sheet, block);
}

function drawFacts(sheet: Sheet, lines: readonly { label: string; value: string }[]): void {
  const width = sheet.page.width - 2 * MARGIN;
  const labelWidth = width * LABEL_SHARE;
  sheet.fontSize(10);
  for (const { label, value } of lines) {
    const labelHeight = sheet.font(REGULAR).heightOfString(label, { width: labelWidth - 8 });
    const height = Math.max(labelHeight, sheet.font(BOLD).heightOfString(value, { width: width - labelWidth }));
    if (sheet.y + height > sheet.page.maxY()) sheet.addPage();
    const top = sheet.y;
    sheet.font(REGULAR).text(label, MARGIN, top, { width: labelWidth - 8 });
    sheet.font(BOLD).text(value, MARGIN + labelWidth, top, { width: width - labelWidth });
    sheet.y = top + height + 3;
  }
  sheet.moveDown(0.8);
}

function drawFooters(sheet: Sheet, footer: string): void {
  const { start, count } = sheet.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    sheet.switchToPage(page);
    // Below the bottom margin pdfkit would start a page of its own.
    sheet.page.margins.bottom = 0;
    const width = sheet.page.width - 2 * MARGIN;
    const y = sheet.page.height - MARGIN + 18;
    const number = count > 1 ? `${page + 1} / ${count}` : '';
    sheet.font(REGULAR).fontSize(8);
    sheet.text(footer, MARGIN, y, { width: width - 60, height: 24, ellipsis: true });
    if (number) sheet.text(number, MARGIN + width - 60, y, { width: 60, align: 'right', lineBreak: false });
  }
}
