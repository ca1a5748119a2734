/** A PDF that was uploaded. */
export interface UploadedDocument {
  /** With its folders, separated by '/', in Unicode NFC. */
  name: string;
  /** How the name was written in a zip file; `utf-8 undeclared` was found out and not told by the file. */
  nameEncoding?: 'utf-8' | 'utf-8 undeclared' | 'cp437';
  size: number;
  /** Hex. */
  sha256: string;
  /** Its bytes, unpacked once more each time; possible until close(). */
  open(): AsyncIterable<Uint8Array>;
}

export type RefusedReason =
  | 'outside'
  | 'bad_name'
  | 'symlink'
  | 'special_file'
  | 'system_file'
  | 'duplicate_name'
  | 'encrypted_entry'
  | 'unknown_compression'
  | 'zip_bomb'
  | 'too_big'
  | 'empty'
  | 'not_pdf'
  | 'damaged';

/** A file that is not used. Branch on the reason, never on the sentence. */
export interface RefusedDocument {
  name: string;
  refused: RefusedReason;
  message: string;
}

export interface DocumentLimits {
  /** Files in the zip file or folder. Default 20,000. */
  maxCount: number;
  /** Bytes of one file, unpacked. Default 25 MB. */
  maxBytes: number;
  /** Bytes of all files, unpacked. Default 4 GB. */
  maxTotalBytes: number;
  /** Unpacked bytes per packed byte. Default 200. */
  maxRatio: number;
}

export interface DocumentOptions {
  limits?: Partial<DocumentLimits>;
  signal?: AbortSignal;
}

export interface OpenDocuments {
  /** Every file once, as a document or as refused; none is passed over in silence. */
  documents: AsyncIterable<UploadedDocument | RefusedDocument>;
  close(): Promise<void>;
}

const SENTENCES: Record<RefusedReason, string> = {
  outside: 'The name leads out of the folder. Pack the files again, without ".." and without a drive or root.',
  bad_name: 'The name has characters that hide or reorder text, or it cannot be read. Rename the file.',
  symlink: 'This is a link to another file. Upload the file itself.',
  special_file: 'This is no ordinary file.',
  system_file: 'The operating system made this file for itself; it is not needed.',
  duplicate_name: 'Several files have this name when upper and lower case are not told apart. Rename all but one.',
  encrypted_entry: 'The file is encrypted inside the zip file. Pack it again without a password.',
  unknown_compression: 'The file is packed in a way that cannot be read. Pack it again as an ordinary zip file.',
  zip_bomb: 'The file unpacks to far more than it is, as a zip bomb does. Pack it again.',
  too_big:
    'The file is larger than a document of one person may be (25 MB). Make it smaller. A combined PDF of all persons may be larger: choose that it is split.',
  empty: 'The file is empty (0 bytes). Make it again.',
  not_pdf: 'The file is not a PDF, whatever its name says.',
  damaged: 'The file is damaged inside the zip file. Pack it again.',
};

export function refuse(name: string, refused: RefusedReason): RefusedDocument {
  return { name, refused, message: SENTENCES[refused] };
}

export function documentLimits(limits: Partial<DocumentLimits> = {}): DocumentLimits {
  return {
    maxCount: limits.maxCount ?? 20_000,
    maxBytes: limits.maxBytes ?? 25_000_000,
    maxTotalBytes: limits.maxTotalBytes ?? 4_000_000_000,
    maxRatio: limits.maxRatio ?? 200,
  };
}
