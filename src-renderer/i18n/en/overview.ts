import { type overview as source } from '../nb/overview.ts'
import { type Shape } from '../shape.ts'

export const overview: Shape<typeof source> = {
  title: 'Overview',
  today: '{day} · time zone {zone}',
  newSite: 'A new site. It has no promo codes yet.',
  create: 'Create promo codes',
  keysHint: { find: 'finds everything.', help: 'shows the keys.' },
  first: {
    title: 'How to get started',
    progress: '{done} of {total}',
    isDone: 'done',
    steps: {
      site: {
        title: 'Check the name and time zone',
        what: 'The site is called {name}. Codes are valid until midnight in {zone}.',
        unnamed: 'The site has no name yet. Codes are valid until midnight in {zone}.',
        button: 'Open settings',
      },
      file: {
        title: 'Get a recipient file ready',
        what: 'One recipient a row, e-mail and name: .txt, .csv, .xlsx, .xls or .ods. With a file at hand, go straight to the next step.',
        button: 'Save example file',
      },
      create: {
        title: 'Create promo codes',
        what: 'From the file, or for one recipient. You see what will happen before anything is created.',
        button: 'Create promo codes',
      },
      report: {
        title: 'See them in the report',
        what: 'Each code is there with its status, use and expiry date.',
        button: 'Open the report',
      },
      work: {
        title: 'Extend, delete and export',
        what: 'Select rows in the report. Most of it can be undone, also later from the history.',
        button: 'Open the report',
      },
    },
  },
  sample: {
    title: 'See what it will be like',
    what: 'Open a site with made-up codes and recipients. Your own site is not touched.',
    open: 'Open the sample data',
  },
  attention: {
    title: 'Needs attention',
    nothing: 'Nothing is urgent.',
    nothingWhy: 'No codes expire in the next {days} days, and none has been unused for over 30 days.',
    expiring:
      'no codes expire within {days} days | 1 code expires within {days} days | {n} codes expire within {days} days',
    expiringFirst: 'The first {day} · {recipients}',
    todayDay: 'today, {date}',
    tomorrowDay: 'tomorrow, {date}',
    unused:
      'no codes are unused after 30 days | 1 code is unused after 30 days | {n} codes are unused after 30 days',
    unusedWhy: 'Active codes that nobody has redeemed',
    job: '{job} now',
    show: 'Show the codes',
    showExpiring: 'Show the codes that expire soon',
    showUnused: 'Show the codes that are unused',
  },
  chart: {
    title: 'Created and expiring',
    per: 'codes per week',
    created: 'created',
    expiring: 'expiring ahead',
    coming: 'coming',
    week: 'Week',
    weekOf: 'Week {week}, from {date}',
    createdColumn: 'Created',
    expiresColumn: 'Expire with uses left',
    barCreated: 'Week {week}: {n} created',
    barExpires: 'Week {week}: {n} expire',
    caption: 'Codes created and expired per week',
    summary: '{created} created in the weeks shown. {expiring} expire in the weeks ahead.',
  },
  status: {
    codes: 'no promo codes | 1 promo code | {n} promo codes',
    open: 'Open the report',
    show: '{status}: {n}. Show in the report',
  },
  operations: {
    title: 'Last operations',
    all: 'History',
    none: 'Nothing has been done yet.',
    undo: 'Undo: {deed}',
  },
}
