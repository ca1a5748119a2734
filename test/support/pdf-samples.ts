import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';

/** A PDF with these texts, one per page. `padding` bytes that do not compress make it as large as a real payslip. */
export async function makePdf(pages: readonly string[], padding = 0): Promise<Buffer> {
  const sheet = new PDFDocument({ size: 'A4' });
  const bytes = buffer(sheet as unknown as AsyncIterable<Uint8Array>);
  for (const [index, text] of pages.entries()) {
    if (index > 0) sheet.addPage();
    sheet.fontSize(10).text(text);
  }
  sheet.end();
  const made = await bytes;
  if (padding === 0) return made;
  // A comment between the last object and the cross-reference table, whose place `startxref` names.
  const at = made.lastIndexOf('xref', made.lastIndexOf('startxref') - 1);
  const noise = Buffer.alloc(padding, 'x');
  noise.write('%');
  noise.write('\n', padding - 1);
  const tail = made
    .subarray(at)
    .toString('latin1')
    .replace(/startxref\n\d+/, `startxref\n${at + padding}`);
  return Buffer.concat([made.subarray(0, at), noise, Buffer.from(tail, 'latin1')]);
}

/** A document of two pages with one list of pictures for both, as many payroll programs write it. */
export function pdfWithSharedPictures(): Buffer {
  const picture = (name: string) =>
    `<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Title (${name}) /Length 1 >>\nstream\nA\nendstream`;
  const page = (contents: number) =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Resources 5 0 R /Contents ${contents} 0 R >>`;
  const text = (body: string) => `<< /Length ${body.length} >>\nstream\n${body}\nendstream`;
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>',
    page(6),
    page(7),
    '<< /Font << /F1 10 0 R >> /XObject << /Anna 8 0 R /Boris 9 0 R >> >>',
    text('BT /F1 12 Tf 10 100 Td (No: E001) Tj ET /Anna Do'),
    text('BT /F1 12 Tf 10 100 Td (No: E002) Tj ET /Boris Do'),
    picture('signature-of-anna'),
    picture('signature-of-boris'),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]);
}

/** A PDF of these objects, the first one its catalog. */
export function rawPdf(objects: readonly string[]): Buffer {
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R >>\n`;
  return Buffer.from(`${body}${table}startxref\n${body.length}\n%%EOF\n`, 'latin1');
}
