import type { accounts as source } from '../../nb/window/accounts.ts'
import type { Shape } from '../../shape.ts'
import { labels } from '../labels.ts'

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
    unknown: 'Got no answer',
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
      sandbox: 'PayPal’s own test environment. It needs a network and a sandbox account. For the whole site.',
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
      sandbox: 'Granted in PayPal’s sandbox {when}',
      live: 'Granted at PayPal {when}',
    },
    givenInSimulator:
      'The simulator confirmed the permission for {account}. PayPal’s sandbox needs one of its own.',
    givenFor: 'PayPal confirmed the permission for {account}.',
    other: 'Granted for {account}, not for the login in the form',
    starting: 'Asking PayPal for a permission.',
    waiting: 'Waiting for PayPal',
    waitingWhat: 'Accept on the page that has opened in the browser. The request holds until {time}.',
    openAgain: 'Open the page again',
    cancel: 'Cancel',
    ended: {
      cancelled: 'The permission was not granted at PayPal. Nothing was recorded.',
      expired: 'Nobody came back from PayPal in time. Nothing was recorded.',
    },
    again: 'Ask for the permission again at any time.',
    done: 'PayPal has confirmed the permission for {services}.',
    doneRest: 'The site can now run transactions in the merchant’s name.',
    withdrawnRest: 'It is withdrawn where it was given, too.',
    withdrawnLive: 'It is withdrawn at PayPal, too. Production is incomplete until it is given again.',
    self: 'Give it yourself at PayPal',
    selfWhy: 'PayPal’s permission service takes no new sites. The permission is then given this way.',
    obstacles: {
      'no-login': 'Enter the PayPal login e-mail address and update before the permission can be granted.',
      unsaved: 'The login is not saved. Update before the permission can be granted.',
      live: 'A new login cannot get the permission while the service is in production. Go back to Test, save it as the production account, and grant the permission there.',
      'no-caller': 'The site has no API account of its own at PayPal yet.',
    },
  },

  api: {
    saving: 'the password and signature of the API account',
    label: labels.apiAccount,
    about: 'The account that runs the transactions in the merchant’s name.',
    none: 'Not entered',
    incomplete: '{name}, password or signature missing',
    simulator: 'The simulator has its own',
    add: 'Enter',
    change: 'Change',
    title: { test: 'The site’s API account for test', production: 'The site’s API account for production' },
    what: 'Express Checkout runs in the merchant’s name through the site’s own API account. PayPal shows the details under “API access”.',
    userName: 'API user name',
    password: 'API password',
    signature: 'Signature',
    applicationId: 'App ID',
    applicationIdHint: {
      test: 'Needed to ask for permissions. APP-80W284485P519543T is common to all in the sandbox.',
      production: 'Needed to ask for permissions. PayPal gives it when the app has been approved.',
    },
    required: 'Enter the API user name.',
    save: 'Save the API account',
    saved: 'The API account is saved for {mode}.',
    savedRest: 'Check the connection to see whether PayPal accepts it.',
  },

  retiring: {
    express: 'PayPal is phasing out the classic Express Checkout by the end of 2026.',
    payflow: 'PayPal is phasing out older services during 2026. Payflow has no date.',
    uk: 'PayPal no longer sells this product, and is phasing out older services during 2026.',
    move: 'Move to PayPal Checkout (REST)',
    moved: 'The provider in the form is now PayPal Checkout (REST).',
    movedRest:
      'Currency, merchant name and texts have come along. Fill in client ID and client secret from PayPal, and update.',
  },
  rest: {
    where: 'Client ID and client secret are in your REST app at PayPal. In test, the sandbox app is used.',
    open: 'Open PayPal’s apps',
  },
}
