/** A place in a text of the library; line and column from 1. */
export interface TemplatePlace {
  /** name of the template, the layout or the part */
  template: string;
  language: string;
  line: number;
  column: number;
}

export type TemplatePart = 'subject' | 'html' | 'text';

/** What one text of an e-mail template needs, layout and parts included. */
export interface TemplateInspection {
  part: TemplatePart;
  /** dot paths of facts, and where each is named first */
  fields: { field: string; place: TemplatePlace }[];
  /** why it cannot be filled in whatever the facts are; `place`: where the mistake is, as far as that is known */
  problem?: { message: string; place?: TemplatePlace };
}

/** An e-mail template in one language: layout and parts in place, styles in the elements. Each text is a template. */
export type TemplateTexts = Partial<Record<TemplatePart, string>>;

/** An e-mail template of the library as it is now. */
export interface MailTemplate {
  id: string;
  name: string;
  version: number;
  /** canonical tags (BCP 47), and 'default' */
  languages: readonly string[];
  /** Throws TEMPLATE with the name of the text where it cannot be put together. */
  compose(language: string): Promise<TemplateTexts>;
  inspect(language: string): TemplateInspection[];
}
