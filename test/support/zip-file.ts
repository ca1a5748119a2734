import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipItem {
  name: string | Buffer;
  bytes: Buffer | string;
  /** Says that the name is UTF-8. Default true. */
  utf8?: boolean;
  encrypted?: boolean;
  /** File kind and rights of Unix; 0o120777 is a link. */
  mode?: number;
  /** Instead of the true ones. */
  claims?: { size?: number; crc?: number };
}

/** A zip file written by hand, so that the tests can also make those that no zip program writes. */
export function zipFile(items: readonly ZipItem[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const item of items) {
    const { local, central } = entry(item, offset);
    locals.push(local);
    directory.push(central);
    offset += local.length;
  }
  return Buffer.concat([...locals, ...directory, endRecord(items.length, Buffer.concat(directory).length, offset)]);
}

/** Many names for the same packed bytes: the overlapping kind of zip bomb. */
export function overlappingZip(bytes: Buffer, times: number): Buffer {
  const { local } = entry({ name: '0.pdf', bytes }, 0);
  const centrals = Array.from({ length: times }, (_, index) => entry({ name: `${index}.pdf`, bytes }, 0).central);
  const directory = Buffer.concat(centrals);
  return Buffer.concat([local, directory, endRecord(times, directory.length, local.length)]);
}

function entry(item: ZipItem, offset: number): { local: Buffer; central: Buffer } {
  const raw = Buffer.from(item.bytes as string);
  const packed = deflateRawSync(raw);
  const name = Buffer.from(item.name as string);
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE((item.utf8 === false ? 0 : 0x800) | (item.encrypted ? 1 : 0), 2);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt32LE(item.claims?.crc ?? crc32(raw), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(item.claims?.size ?? raw.length, 18);
  fields.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), fields, name, packed]);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(((item.mode ?? 0o100644) << 16) >>> 0, 6);
  rest.writeUInt32LE(offset, 10);
  // Version 3.0, made on Unix.
  const central = Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 30, 3]), fields, rest, name]);
  return { local, central };
}

function endRecord(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
