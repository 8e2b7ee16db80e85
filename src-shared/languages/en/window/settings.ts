import type { settings as source } from '../../nb/window/settings.ts'
import type { Shape } from '../../shape.ts'

export const settings: Shape<typeof source> = {
  title: 'Settings',
  site: 'The site',
  timeZoneNow:
    'The time there is {time} now, {day}. Codes are valid until the end of the expiration date there.',
  timeZoneNone: 'No time zone has that name. Try a city, such as Oslo.',
  person: 'Only for you on this computer',
  language: 'Language',
  theme: 'Appearance',
  personHint: 'Takes effect at once.',
  author: {
    label: 'Your name',
    shared: 'The history says who did what. Choose a name that none of the others use.',
    asUser: 'Without a name here, the history shows the database’s user, {user}.',
    alone: 'The history shows the name with what you do. You do not need one if only you use the site.',
    byEnvironment:
      'The name was given when the program was started, in ECOMMERCE_ADMIN_AUTHOR. Start it without that to enter another one here.',
    wrong: 'Enter at most {n} characters in one line.',
  },
  spelling: {
    title: 'Spell check',
    check: 'Check spelling in text',
    where: 'For headers, footers, email templates and other sentences, not for codes, names and addresses.',
    downloads: 'Word lists are downloaded from Google when you turn it on. What you type is sent nowhere.',
    languages: 'Languages to check',
    bySystem: 'The system finds the language of the text by itself.',
    failed:
      'The word list was not downloaded: {languages}. Check the network, then turn the check off and on.',
  },
  proxy: {
    title: 'Proxy server',
    ways: { system: 'As the system', none: 'None', address: 'Own address' },
    address: 'Address of the proxy server',
    hint: 'For PayPal, word lists and updates. Email goes directly to the mail server.',
    invalid: 'Enter host name and port, such as proxy.example.com:8080, without user name and password.',
  },
  data: 'Where the data is kept',
  dataDesktop:
    'Everything is on this computer, in the program’s own folder for your user. Nothing is sent to anyone except to PayPal and your mail server. The sample data has a folder of its own.',
  dataBrowser:
    'Everything is on the computer that runs the program, in a folder of its own. The browser stores only language, appearance and columns, and what you type, with names and addresses, until it is saved. The sample data has a folder of its own.',
  dataDatabase:
    'The site is in the database. Only language, appearance and columns, the sample data and what you had here before are on the computer that runs the program. Nothing is sent to anyone else except to PayPal and your mail server.',
  scripts: {
    title: 'Scripts on this computer',
    what: 'A shop on this computer can check and redeem promo codes at an address of its own, with a token that is good for nothing else.',
    address: 'Address',
    token: 'Token',
    once: 'The token is shown only now. Copy it before you leave the page.',
    copyAddress: 'Copy the address',
    copyToken: 'Copy the token',
    copied: 'It is copied.',
    used: 'Last used {when}.',
    notUsed: 'The token has not been used.',
    turnOn: 'Turn on',
    turnOff: 'Turn off',
    newToken: 'New token',
    turnedOff: 'Scripts can no longer redeem codes.',
    problems: {
      'port-taken': 'Another program uses the address that the shop knows.',
      'not-started': 'The address could not be opened.',
      rest: 'End that program and start this one again, or make a new token: it comes with another address.',
    },
  },
  on: 'on',
  off: 'off',
  unsaved: 'Not saved: {fields}',
  confirm: 'Check the name and time zone, then save.',
  allSaved: 'Everything is saved.',
  discard: 'Discard',
  save: 'Save',
  saved: 'The settings are saved.',
}
