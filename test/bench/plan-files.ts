import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { rawPdf } from '../support/pdf-samples.ts';
import { stableBytes } from './payslips.ts';

const NUMBER = 'E0000000';

export function numberOf(index: number): string {
  return `E${String(index).padStart(NUMBER.length - 1, '0')}`;
}

/** `count` employees with the fields that the rule of the bench asks for. */
export async function writeStaff(path: string, count: number): Promise<void> {
  const lines = function* () {
    yield 'employeeId;name;email;department;net\r\n';
    for (let at = 0; at < count; at += 1) {
      const number = numberOf(at);
      yield `${number};Müller-${at}, Anna;${number.toLowerCase()}@corp.example;Finance;${2500 + (at % 100)}.50\r\n`;
    }
  };
  await pipeline(lines, createWriteStream(path));
}

/** A zip file of `count` payslips of `bytes` each: a page of text with the number of its owner, and a picture. */
export async function writePayslips(path: string, count: number, bytes: number): Promise<void> {
  const template = payslipTemplate(bytes);
  const at = template.indexOf(NUMBER);
  const one = (index: number) => {
    const copy = Buffer.from(template);
    copy.write(numberOf(index), at, 'latin1');
    return { name: Buffer.from(`slips/${numberOf(index)}.pdf`), bytes: copy };
  };
  await pipeline(storedZip(count, one), createWriteStream(path));
}

function payslipTemplate(bytes: number): Buffer {
  const lines = Array.from({ length: 40 }, (_, line) => `0 -14 Td (Line ${line}: base salary 2.500,00 EUR) Tj`);
  const text = `BT /F1 11 Tf 40 800 Td (Employee No: ${NUMBER}) Tj ${lines.join(' ')} ET`;
  const picture = stableBytes(bytes - 3_300)
    .toString('latin1')
    .replaceAll('endstream', 'endXtream');
  const image = '<< /Type /XObject /Subtype /Image /Width 200 /Height 230 /ColorSpace /DeviceGray /BitsPerComponent 8';
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources 5 0 R /Contents 4 0 R >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Font << /F1 6 0 R >> /XObject << /Logo 7 0 R >> >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `${image} /Length ${picture.length} >>\nstream\n${picture}\nendstream`,
  ]);
}

/** APPNOTE.TXT 4.3, method 0: payslips are compressed already. Nothing of it is whole in memory. */
function* storedZip(count: number, one: (index: number) => { name: Buffer; bytes: Buffer }): Generator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  for (let index = 0; index < count; index += 1) {
    const { name, bytes } = one(index);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x800, 2);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(bytes.length, 14);
    fields.writeUInt32LE(bytes.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 30, 3]), fields, rest, name]));
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), fields, name, bytes]);
    offset += local.length;
    yield local;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  yield* directory;
  yield end;
}
