// Ask a server everything that Plone's client can read, and print the answers as JSON.
//
// node client.mjs SERVER, with on standard input what to sign in with and the draft to read.
import { readFileSync } from 'node:fs';
import PloneClient from '@plone/client';

const [server] = process.argv.slice(2);
const { username, password, draft, page, folder } = JSON.parse(readFileSync(0, 'utf8'));
const client = PloneClient.initialize({ apiPath: server });

const below = (i, o, v) => ({ i, o: `plone.app.querystring.operation.${o}`, v });
const initiatives = [
  below('portal_type', 'selection.any', ['Initiative']),
  below('Subject', 'selection.any', ['bois', 'marché']),
];

const calls = {
  root: () => client.getContentQuery({ path: '/' }),
  page: () => client.getContentQuery({ path: page }),
  expanded: () =>
    client.getContentQuery({ path: page, expand: ['breadcrumbs', 'navigation', 'workflow'] }),
  full: () => client.getContentQuery({ path: folder, fullObjects: true }),
  missing: () => client.getContentQuery({ path: '/nulle-part' }),
  breadcrumbs_at_root: () => client.getBreadcrumbsQuery({ path: '/' }),
  breadcrumbs: () => client.getBreadcrumbsQuery({ path: page }),
  navigation: () => client.getNavigationQuery({ path: '/' }),
  navigation_two_deep: () => client.getNavigationQuery({ path: '/', depth: 2 }),
  navigation_three_deep: () => client.getNavigationQuery({ path: page, depth: 3 }),
  contextnavigation: () => client.getContextNavigationQuery({ path: page }),
  navroot: () => client.getNavrootQuery({ path: page.slice(1) }),
  search_text: () => client.getSearchQuery({ query: { SearchableText: 'regies*' } }),
  search_type: () =>
    client.getSearchQuery({
      query: { portal_type: ['Cycle', 'Video'], metadata_fields: ['getPath', 'topics'] },
    }),
  search_below: () =>
    client.getSearchQuery({ query: { path: { query: '/initiatives', depth: 1 } } }),
  search_second_batch: () =>
    client.getSearchQuery({
      query: { portal_type: 'Initiative', sort_on: 'sortable_title', b_size: 2, b_start: 2 },
    }),
  querystring: () => client.getQueryStringQuery({}),
  querystring_search: () => client.getQuerystringSearchQuery({ query: initiatives }),
  querystring_search_posted: () => ({
    queryFn: () =>
      client.postQuerystringSearchMutation().mutationFn({
        data: { query: initiatives, b_size: '1', sort_on: 'sortable_title' },
      }),
  }),
  site: () => client.getSiteQuery({}),
  types: () => client.getTypesQuery({}),
  type: () => client.getTypeQuery({ contentPath: 'Initiative' }),
  vocabularies: () => client.getVocabulariesListQuery({}),
  vocabulary: () => client.getVocabulariesQuery({ path: 'topics' }),
  vocabulary_by_title: () => client.getVocabulariesQuery({ path: 'topics', title: 'energ' }),
  translations: () => client.getTranslationQuery({ path: page }),
  actions: () => client.getActionsQuery({ path: page }),
  workflow: () => client.getWorkflowQuery({ path: page }),
  aliases: () => client.getAliasesQuery({ path: page }),
  draft_of_nobody: () => client.getContentQuery({ path: draft }),
  login: () => ({ queryFn: () => client.login({ username, password }) }),
  draft: () => client.getContentQuery({ path: draft }),
};

const answers = {};
for (const [name, call] of Object.entries(calls)) {
  try {
    answers[name] = await call().queryFn();
  } catch (error) {
    answers[name] = { refused: error.response?.status, error: String(error), ...error.response?.data };
  }
}
console.log(JSON.stringify(answers));
