import type { overview as source } from '../../nb/window/overview.ts'
import type { Shape } from '../../shape.ts'

export const overview: Shape<typeof source> = {
  title: 'Overview',
  today: '{day} · time zone {zone}',
  noCodes: 'The site takes payments. It has no promo codes yet.',
  newSite: 'A new site. No payments are taken yet.',
  create: 'Create promo codes',
  keysHint: { find: 'finds everything.', help: 'shows the keys.' },
  first: {
    title: 'Ready for the first payment',
    progress: '{done} of {total}',
    isDone: 'done',
    steps: {
      site: {
        title: 'Check the name and time zone',
        what: 'The site is called {name}. Codes are valid until midnight in {zone}.',
        unnamed: 'The site has no name yet. Codes are valid until midnight in {zone}.',
        button: 'Open settings',
      },
      service: {
        title: 'Enable e-commerce for a service',
        what: 'Tick Webex Events, Webex Training or both. Both together are linked.',
        on: '{services}: enabled in {mode}.',
        button: 'Enable',
      },
      provider: {
        title: 'Choose a payment provider',
        what: 'Payflow Pro, Express Checkout or Website Payments Pro. Without an account at PayPal you can use the simulator.',
        button: 'Configure',
      },
      merchant: {
        title: 'Enter merchant name and support info',
        what: 'Buyers see them on the payment page.',
        button: 'Enter',
      },
      payment: {
        title: 'Try a payment',
        what: 'A test transaction, voided afterwards.',
        button: 'Try',
      },
      production: {
        title: 'Put into production',
        what: 'You see each difference before anything takes effect.',
        button: 'See the differences',
      },
    },
  },
  codes: {
    title: 'Promo codes',
    what: 'No codes yet. You can create codes before payment is ready; they work from the day the service goes into production.',
    example: 'Save an example file',
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
    retention:
      'no persons are kept for too long | 1 person is kept for too long | {n} persons are kept for too long',
    retentionWhy: 'All codes expired before {date}',
    showRetention: 'Go to privacy',
    unpublished:
      'no changes in test are not in production | 1 change in test is not in production | {n} changes in test are not in production',
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
      grant: 'The API permission is your own word.',
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
    title: 'Last operations',
    all: 'History',
    none: 'Nothing has been done yet.',
    undo: 'Undo: {details}',
  },
}
