import type { overview as source } from '../../nb/window/overview.ts'
import type { Shape } from '../../shape.ts'

export const overview: Shape<typeof source> = {
  title: 'Overview',
  today: '{day} · time zone {zone}',
  noCodes: 'E-commerce is in production. The site has no promo codes yet.',
  newSite: 'A new site. It does not accept payments yet.',
  create: 'Create promo codes',
  keysHint: { find: 'finds everything.', help: 'shows the keyboard shortcuts.' },
  first: {
    title: 'Ready for the first payment',
    progress: '{done} of {total}',
    isDone: 'done',
    steps: {
      site: {
        title: 'Check the name and time zone',
        what: 'The site is called {name}. Codes are valid until the end of the expiration date in the time zone {zone}.',
        unnamed:
          'The site has no name yet. Codes are valid until the end of the expiration date in the time zone {zone}.',
        button: 'Open settings',
      },
      service: {
        title: 'Enable e-commerce for a service',
        what: 'Tick Webex Events, Webex Training or both. If you enable both, they are linked.',
        on: '{services}: enabled in {mode}.',
        button: 'Enable',
      },
      provider: {
        title: 'Choose a payment provider',
        what: 'Payflow Pro, Express Checkout, Website Payments Pro or PayPal Checkout (REST). Without an account at PayPal you can use the simulator.',
        button: 'Configure',
      },
      merchant: {
        title: 'Fill in merchant name and support info',
        what: 'Buyers see them on the payment page.',
        button: 'Fill in',
      },
      payment: {
        title: 'Run a test transaction',
        what: 'A payment in test, voided afterwards.',
        button: 'Start test',
      },
      production: {
        title: 'Put into production',
        what: 'You see each difference before anything goes into production.',
        button: 'See the differences',
      },
    },
  },
  codes: {
    title: 'Promo codes',
    what: 'No codes yet. You can create codes before payment is ready. They can be used once the service is in production.',
    example: 'Save an example file',
  },
  sample: {
    title: 'See what it will be like',
    what: 'Open a site with made-up codes and recipients. Your own site is not changed.',
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
    retention:
      'no persons are kept for too long | 1 person is kept for too long | {n} persons are kept for too long',
    retentionWhy: 'All codes expired before {date}',
    showRetention: 'Go to privacy',
    unpublished:
      'no changes in test are not in production | 1 change in test is not in production yet | {n} changes in test are not in production yet',
    unpublishedWhat: '{services} · last changed {when}',
    differences: 'See the differences',
    job: '{job} now',
    show: 'Show the codes',
    showExpiring: 'Show the codes that expire soon',
    showUnused: 'Show the codes that are unused',
  },
  live: {
    title: 'Services',
    off: 'Not enabled.',
    published: 'No real payments. Last published: revision {n}, {when}.',
    unpublished: 'No real payments. Never published.',
    testChecked: 'The test account was checked {when}.',
    testRefused: 'The test account was not accepted {when}.',
    since: 'Since {when}',
    revision: 'revision {n} from {when}',
    checked: 'The account was checked {when}.',
    unchecked: {
      account: 'The account has not been checked.',
      'api-account': 'The API account is missing.',
      grant: 'The API permission is confirmed by you only.',
    },
    settings: 'See the settings',
  },
  backup: {
    title: 'Backups',
    show: 'Show the backups',
    last: 'Last backup: {when}.',
    none: 'No backup yet. One is made on each day with changes.',
    trouble: 'The last backup failed, or its folder cannot be used.',
  },
  status: {
    codes: 'no promo codes | 1 promo code | {n} promo codes',
    open: 'Open the report',
    show: '{status}: {n}. Show in the report',
  },
  operations: {
    title: 'Recent operations',
    all: 'History',
    none: 'Nothing has been done yet.',
    undo: 'Undo: {details}',
  },
}
