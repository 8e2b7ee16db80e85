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

  retiring: {
    express:
      'PayPal has not developed the classic Express Checkout since 2017, but supports the merchants who use it. No end date is known.',
    payflow: 'PayPal is phasing out older products during 2026. Payflow has no date.',
    uk: 'PayPal no longer sells this product, and asks those who use it to move to Advanced Card Payments.',
    move: 'Move to PayPal Checkout (REST)',
    moved: 'The provider in the form is now PayPal Checkout (REST).',
    movedRest: `Merchant name and texts are kept, and the currency if PayPal Checkout has it. Cards, account type and account are not. Fill in “${commerceWords.fields.clientId}” and “${commerceWords.fields.clientSecret}”, and choose “${labels.update}”.`,
  },
  rest: {
    where:
      'Client ID and client secret are in your REST app at PayPal. In test, the app in PayPal Sandbox is used.',
    open: 'Open PayPal’s apps',
  },
}
