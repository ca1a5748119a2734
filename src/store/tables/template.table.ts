import { EntitySchema } from 'typeorm';
import { id, instant, integer, json, optionalInteger, optionalText, text } from '../columns.ts';

export type StoredTemplateKind = 'email' | 'layout' | 'part';

/** schemas/template.schema.json#/$defs/templateText; the language canonical (BCP 47), or 'default' */
export interface TemplateTextRow {
  language: string;
  subject?: string;
  html?: string;
  text?: string;
}

/** A template of the library, as it is now. */
export interface TemplateRow {
  id: string;
  name: string;
  nameKey: string;
  kind: StoredTemplateKind;
  /** of an e-mail */
  layoutId: string | null;
  texts: TemplateTextRow[];
  /** of `texts`, for lists */
  languages: string[];
  /** ids of the layout and the parts that it names itself */
  uses: string[];
  /** the ETag, and the number of the newest version */
  version: number;
  createdAt: number;
  createdBy: string;
  modifiedAt: number;
  modifiedBy: string;
}

export const TemplateTable = new EntitySchema<TemplateRow>({
  name: 'template',
  columns: {
    id: id(),
    name: text(),
    nameKey: text('name_key'),
    kind: text(),
    layoutId: optionalText('layout_id'),
    texts: json(),
    languages: json(),
    uses: json(),
    version: integer(),
    createdAt: instant('created_at'),
    createdBy: text('created_by'),
    modifiedAt: instant('modified_at'),
    modifiedBy: text('modified_by'),
  },
  indices: [{ name: 'template_name', columns: ['nameKey'], unique: true }],
});

/** A template as it was saved once; never changed. */
export interface TemplateVersionRow {
  id: string;
  templateId: string;
  version: number;
  name: string;
  layoutId: string | null;
  texts: TemplateTextRow[];
  at: number;
  by: string;
  /** the version that it brought back */
  restoredFrom: number | null;
}

export const TemplateVersionTable = new EntitySchema<TemplateVersionRow>({
  name: 'template_version',
  columns: {
    id: id(),
    templateId: text('template_id'),
    version: integer(),
    name: text(),
    layoutId: optionalText('layout_id'),
    texts: json(),
    at: instant(),
    by: text(),
    restoredFrom: optionalInteger('restored_from'),
  },
  indices: [{ name: 'template_version_number', columns: ['templateId', 'version'], unique: true }],
});
