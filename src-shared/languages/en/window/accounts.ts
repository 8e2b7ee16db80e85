import type { accounts as source } from '../../nb/window/accounts.ts'
import type { Shape } from '../../shape.ts'
import { labels } from '../labels.ts'
import { commerceWords } from '../wording/commerce-words.ts'

export const accounts: Shape<typeof source> = {
  where: { simulator: 'Simulator', sandbox: 'PayPal Sandbox', live: 'PayPal Live' },
  atWhen: '{where}, {when}',

  connection: {
    check: 'Check connection',
    cancel: 'Cancel the check',
    checking: 'Asking {where}',
    good: 'Connected',
    old: 'Not checked for {n} days',
    bad: 'Not connected',
    unknown: 'No answer',
    unchecked: 'Not checked',
    changed: 'Not checked since the change',
    noMoney: 'The check moves no money.',
    answer: 'PayPal’s answer',
    missing: 'Fill in {fields} before the connection can be checked.',
    noCaller: 'Enter the site’s API account before the connection can be checked.',
  },

  target: {
    label: 'Tests go to',
    simulator: 'Simulator',
    sandbox: 'PayPal Sandbox',
    what: {
      simulator:
        'The built-in simulator answers as PayPal’s test systems do, without a network or an account. For the whole site.',
      sandbox:
        'PayPal’s own test environment. It needs a network and an account in PayPal Sandbox. For the whole site.',
    },
  },

  grant: {
    ask: labels.grantAtPaypal,
    askWhat:
      'PayPal’s page opens in the browser. Log in as {login} and accept. The permission is recorded when you come back.',
    askWhatNoLogin:
      'PayPal’s page opens in the browser. Log in and accept. The permission is recorded when you come back.',
    given: {
      simulator: 'Granted in the simulator {when}',
      sandbox: 'Granted in PayPal Sandbox {when}',
      live: 'Granted at PayPal {when}',
    },
    givenInSimulator:
      'The simulator confirmed the permission for {account}. PayPal Sandbox needs one of its own.',
    givenFor: 'PayPal confirmed the permission for {account}.',
    other: 'Granted for {account}, not for the login in the form',
    starting: 'Asking PayPal for a permission.',
    waiting: 'Waiting for PayPal',
    waitingWhat: 'Accept on the page that has opened in the browser. The request is valid until {time}.',
    openAgain: 'Open the page again',
    cancel: 'Cancel',
    ended: {
      cancelled: 'The permission was not granted at PayPal. Nothing was recorded.',
      expired: 'The request expired before you came back from PayPal. Nothing was recorded.',
    },
    again: 'Ask for the permission again at any time.',
    done: {
      simulator: 'The simulator has confirmed the permission for {services}.',
      sandbox: 'PayPal Sandbox has confirmed the permission for {services}.',
      live: 'PayPal has confirmed the permission for {services}.',
    },
    doneRest: 'The site can now run transactions on the merchant’s behalf.',
    withdrawnRest: 'It is withdrawn where it was granted, too.',
    withdrawnLive: 'It is withdrawn at PayPal, too. Production is incomplete until it is granted again.',
    self: 'Grant it yourself at PayPal',
    selfWhy: 'Where PayPal does not accept requests for permission from new sites, it is granted this way.',
    obstacles: {
      'no-login': `Fill in “${commerceWords.fields.paypalEmail}”, and choose “${labels.update}” before the permission can be granted.`,
      unsaved: `The login is not saved. Choose “${labels.update}” before the permission can be granted.`,
      live: 'A new login cannot get the permission while the service is in production. Go back to test, save it as the production account, and grant the permission there.',
      'no-caller': 'The site has no API account of its own at PayPal yet.',
    },
  },

  api: {
    saving: 'the password and signature of the API account',
    label: labels.apiAccount,
    about: 'The account that runs the transactions on the merchant’s behalf.',
    none: 'Not entered',
    incomplete: '{name}, password or signature missing',
    simulator: 'The simulator has its own',
    add: 'Enter',
    change: 'Change',
    title: { test: 'The site’s API account for test', production: 'The site’s API account for production' },
    what: 'Express Checkout runs on the merchant’s behalf through the site’s own API account. PayPal shows the details under “API access”.',
    userName: 'API user name',
    password: 'API password',
    signature: 'Signature',
    applicationId: 'App ID',
    applicationIdHint: {
      test: 'Needed to ask for permissions. APP-80W284485P519543T is common to all in PayPal Sandbox.',
      production: 'Needed to ask for permissions. PayPal gives it when the app has been approved.',
    },
    required: 'Enter the API user name.',
    save: 'Save the API account',
    saved: 'The API account is saved for {mode}.',
    savedRest: 'Check the connection to see whether PayPal accepts it.',
  },

  /** What PayPal plans for its older products; `domain/commerce/phase-outs.ts` has the pages, and when they were read. */
  retiring: {
    express:
      'PayPal has not developed Express Checkout since January 1, 2017, but still supports the merchants who use it. Only a general page mentions the end of 2026, and it names no product.',
    payflow:
      'PayPal gives no date for Payflow. Only a general page mentions the end of 2026 for older integrations, and it names no product.',
    uk: 'PayPal takes no new users of Website Payments Pro, and requires those who use it to move to a solution with EMV 3DS (PSD2): Advanced Credit and Debit Card Payments. It gives no date.',
    read: 'This is what PayPal said in {month}.',
    page: 'PayPal’s page of the product',
    general: 'PayPal’s general page',
    move: 'Move to PayPal Checkout (REST)',
    moved: 'The provider in the form is now PayPal Checkout (REST).',
    movedRest: `Fill in “${commerceWords.fields.clientId}” and “${commerceWords.fields.clientSecret}”, and choose “${labels.update}”.`,
  },
  move: {
    title: 'Move to {successor}?',
    left: 'Does not come along',
    kept: 'Comes along',
    value: '{field}: {value}',
    currency: '{before} becomes {after}',
    account: 'The account: {fields}',
    cards: 'Buyers pay at PayPal, also by card. Which cards are accepted is decided there.',
    rest: `What is chosen for {product} is kept, and is in effect again when you choose that provider. Fill in “${commerceWords.fields.clientId}” and “${commerceWords.fields.clientSecret}” after the move. Nothing is in effect before you choose “${labels.update}”.`,
    button: 'Move',
  },
  rest: {
    where:
      'Client ID and client secret are in your REST app at PayPal. In test, the app in PayPal Sandbox is used.',
    open: 'Open PayPal’s apps',
  },
}
