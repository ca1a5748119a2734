import { queryOptions } from '@tanstack/react-query';
import { answer, answerWithEtag, api } from '../api/client.ts';
import type { components } from '../api/schema.gen.ts';

export type TemplateHead = components['schemas']['TemplateList']['items'][number];
export type Template = components['schemas']['Template'];
export type TemplateInput = components['schemas']['TemplateInput'];
export type TemplateText = TemplateInput['texts'][number];
export type TemplatePreview = components['schemas']['TemplatePreview'];

/** The language of the text for everybody whose own is not there. */
export const DEFAULT = 'default';

/** A template as it is stored, with the ETag for the next change. */
export interface StoredTemplate {
  template: Template;
  etag: string;
}

const MOST = 200;

/** Below ['rules'], so that the live link makes it stale with the rules. */
export const templatesQuery = queryOptions({
  queryKey: ['rules', 'templates'],
  queryFn: async ({ signal }) => {
    const all: TemplateHead[] = [];
    for (let after: string | undefined; ; ) {
      const query = { limit: MOST, ...(after === undefined ? {} : { after }) };
      const page = await answer(api.GET('/templates', { params: { query }, signal }));
      all.push(...page.items);
      if (page.next === null) return all;
      after = page.next;
    }
  },
});

export const templateQuery = (id: string) =>
  queryOptions({
    queryKey: ['rules', 'templates', 'one', id],
    queryFn: async ({ signal }): Promise<StoredTemplate> => {
      const { body, etag } = await answerWithEtag(api.GET('/templates/{id}', { params: { path: { id } }, signal }));
      return { template: body, etag };
    },
  });

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['rules', 'templates', 'one', id, 'versions'],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/templates/{id}/versions', { params: { path: { id }, query: {} }, signal }))).items,
  });

export const usesQuery = (id: string) =>
  queryOptions({
    queryKey: ['rules', 'templates', 'one', id, 'uses'],
    queryFn: ({ signal }) => answer(api.GET('/templates/{id}/uses', { params: { path: { id } }, signal })),
  });

export const startersQuery = queryOptions({
  queryKey: ['template-starters'],
  queryFn: async ({ signal }) => (await answer(api.GET('/templates/starters', { signal }))).items,
  staleTime: Number.POSITIVE_INFINITY,
});

export const ruleProblemsQuery = queryOptions({
  queryKey: ['rules', 'problems'],
  queryFn: async ({ signal }) => (await answer(api.GET('/rules/problems', { signal }))).items,
});
