import type { IRegularForbiddenRuleType } from 'dependency-cruiser'

/** Which folder may import which (ARCHITECTURE.md). Imports of types count as well. */

const areas = '^src-main/backend/areas'
/** `areas/mail/mail.ts`: all that other areas and the application see of an area. */
const publicFile = `${areas}/([^/]+)/\\1\\.ts$`
/** And `areas/report/report-task-handlers.ts`: what the entries of threads in `app` load. */
const publicFileOrHandlers = `${areas}/([^/]+)/\\1(-task-handlers)?\\.ts$`
/** What keeps a site's data, each with files of its own. */
const engines = '^src-main/backend/storage/(sqlite|postgres|sql)/'
/** The packages that talk to a database or write SQL, and their types. */
const drivers = 'node_modules/(@types/)?(better-sqlite3/|kysely/|pg[-/])'

const rule = (
  name: string,
  comment: string,
  from: IRegularForbiddenRuleType['from'],
  to: IRegularForbiddenRuleType['to'],
): IRegularForbiddenRuleType => ({ name, severity: 'error', comment, from, to })

export const forbidden: IRegularForbiddenRuleType[] = [
  rule(
    'kernel-knows-no-layer',
    'The kernel is the lowest layer of the backend: pass what it needs as a parameter, or move the file up.',
    { path: '^src-main/backend/kernel/' },
    { path: '^src-main/backend/(app|areas|storage)/' },
  ),
  rule(
    'storage-below-areas',
    'Storage knows no area and no application: move what it needs down, or the file up.',
    { path: '^src-main/backend/storage/' },
    { path: '^src-main/backend/(app|areas)/' },
  ),
  rule(
    'engines-behind-interfaces',
    'Storage is used through its interfaces: only the application, which opens it, knows an engine, its driver and its SQL.',
    { path: '^src-', pathNot: ['^src-main/backend/app/', engines] },
    { path: [engines, drivers] },
  ),
  rule(
    'shared-sql-knows-no-engine',
    'The SQL that engines have in common knows none of them: say what differs in storage/sql/dialect.ts.',
    { path: '^src-main/backend/storage/sql/' },
    { path: '^src-main/backend/storage/(sqlite|postgres)/|node_modules/(@types/)?(better-sqlite3/|pg[-/])' },
  ),
  rule(
    'areas-below-app',
    'Only the application composes areas: an area gets what it needs as a parameter.',
    { path: `${areas}/` },
    { path: '^src-main/backend/app/' },
  ),
  rule(
    'area-public-file',
    'An area is imported through its one public file, areas/NAME/NAME.ts: export there what others need.',
    { path: `${areas}/([^/]+)/` },
    { path: `${areas}/`, pathNot: [`${areas}/$1/`, publicFile] },
  ),
  rule(
    'app-uses-public-files',
    'The application imports an area through areas/NAME/NAME.ts, or its task handlers in the entry of a thread.',
    { path: '^src-main/backend/app/' },
    { path: `${areas}/`, pathNot: publicFileOrHandlers },
  ),
  rule(
    'backend-knows-no-host',
    'The backend is plain Node: no host, no window.',
    { path: '^src-main/backend/' },
    { path: '^(src-main/(desktop|browser|hosts)|src-preload|src-renderer)/' },
  ),
  rule(
    'hosts-apart',
    'The two hosts know the backend and what they share (src-main/hosts), not each other.',
    { path: '^src-main/(desktop|browser|hosts)/' },
    { path: '^(src-main/(desktop|browser)|src-renderer|src-preload)/', pathNot: '^src-main/$1/' },
  ),
  rule(
    'nothing-imports-dev',
    'What `npm run dev` starts is no part of a built application: nothing of the product imports it.',
    { path: '^src-', pathNot: '^src-main/dev/' },
    { path: '^src-main/dev/' },
  ),
  rule(
    'preload-knows-shared',
    'The preload carries messages and knows src-shared only.',
    { path: '^src-preload/' },
    { path: '^(src-main|src-renderer)/' },
  ),
  rule(
    'window-knows-shared',
    'The window knows the contract, not the processes behind it.',
    { path: '^src-renderer/' },
    { path: '^(src-main|src-preload)/' },
  ),
  rule(
    'pages-apart',
    'A page never imports another page: what pages share goes into composables/ or components/.',
    { path: '^src-renderer/pages/([^/]+)/' },
    { path: '^src-renderer/pages/', pathNot: '^src-renderer/pages/$1/' },
  ),
  rule(
    'pages-on-top',
    'Only the registry of pages imports pages.',
    { path: '^src-renderer/', pathNot: '^src-renderer/pages(/|\\.ts$)' },
    { path: '^src-renderer/pages/' },
  ),
  rule(
    'stores-below-components',
    'A store is state without a look: components and composables use stores, not the other way round.',
    { path: '^src-renderer/stores/' },
    { path: '^src-renderer/(components|composables|pages)/' },
  ),
  rule(
    'actions-below-components',
    'Actions are offered by components: they use stores, and a page says how it does its own.',
    { path: '^src-renderer/actions/' },
    { path: '^src-renderer/(components|composables|pages)(/|\\.ts$)' },
  ),
  rule(
    'composables-below-components',
    'A composable serves components and pages and draws nothing itself.',
    { path: '^src-renderer/composables/' },
    { path: '^src-renderer/(components|pages)/' },
  ),
  rule(
    'shared-runs-anywhere',
    'src-shared runs anywhere: it knows no process and no window.',
    { path: '^src-shared/' },
    { path: '^(src-main|src-preload|src-renderer|test)/' },
  ),
  rule(
    'domain-knows-rules-only',
    'The domain is rules: wording and the contract are built on it, not the other way round.',
    { path: '^src-shared/domain/' },
    { path: '^src-shared/(wording|contract)/' },
  ),
  rule(
    'languages-wait-for-nothing',
    'Modules that read all languages wait for the files of each: a file that imported one of them would wait for itself.',
    { path: '^src-shared/languages/[^/]+/' },
    {
      path: '^src-shared/(wording|contract)/|^src-shared/languages/(languages|wording|backend-texts|desktop-texts|browser-texts|host-texts)\\.ts$',
      dependencyTypesNot: ['type-only'],
    },
  ),
  rule(
    'product-knows-no-tests',
    'Tests import the product, never the other way round.',
    { path: '^src-' },
    { path: '^(test|build)/' },
  ),
  rule(
    'workbench-shows-the-window',
    'The workbench runs in a page without a backend: it knows the window and the contract, and no other test.',
    { path: '^test/workbench/' },
    { path: '^(src-main|src-preload|build|test)/', pathNot: '^test/workbench/' },
  ),
]
