import type { storagePlace as source } from '../../nb/window/storage-place.ts'
import type { Shape } from '../../shape.ts'

/** Settings: where the site is stored. */
export const storagePlace: Shape<typeof source> = {
  title: 'Where the site is stored',
  what: 'Several administrators can work on one site when it is in a PostgreSQL database.',
  ways: { folder: 'On this computer', database: 'In a database' },
  inFolder: 'The site is on this computer, in the data folder “{folder}”.',
  inFolderBrowser: 'The site is on the computer that runs the program, in the data folder “{folder}”.',
  inDatabase:
    'The site is in the database “{database}” at {host}, port {port}. The program logs in as {user}.',
  encrypted: 'The connection is encrypted.',
  local: 'The server is on the same computer, and the connection is not encrypted.',
  byEnvironment:
    'The database was named when the program was started, in ECOMMERCE_ADMIN_DATABASE. Start it without that to choose here.',
  sample: 'Go back to your own site to choose where it is stored.',
  password: {
    kept: 'The password of the database is encrypted with this computer’s keychain.',
    willKeep: 'The password is encrypted with this computer’s keychain.',
    notKept:
      'This computer has no keychain, so the password is not stored. It has to be in ECOMMERCE_ADMIN_DATABASE_PASSWORD each time the program is started.',
  },
  fields: {
    host: 'Server',
    port: 'Port',
    database: 'Database',
    user: 'User',
    password: 'Password',
    tls: 'Encrypt the connection (TLS)',
    certificate: 'Certificate of the issuer',
  },
  wrong: {
    host: 'Enter one host name or IP address, such as db.example.com.',
    port: 'Enter a number from 1 to 65,535. PostgreSQL usually has 5432.',
    database: 'Enter the name of the database.',
    user: 'Enter the name of the database’s user.',
    password: 'Enter the password.',
  },
  showPassword: 'Show the password',
  hidePassword: 'Hide the password',
  tlsHint: 'Can be turned off only when the server is on the same computer.',
  certificateHint:
    'Needed only when an issuer that this computer does not know made the server’s certificate. A PEM file.',
  chooseCertificate: 'Choose file',
  removeCertificate: 'Remove',
  check: 'Check connection',
  checking: 'Checking…',
  found: {
    empty: 'The connection works, and the database is empty.',
    emptyRest:
      'Move this site there, with everything in it, or begin a new one. What you have on this computer stays here as it is; after a move it is a copy, which others do not change.',
    site: 'The database holds the site “{name}”.',
    unnamed: 'The database holds a site without a name.',
    siteRest:
      'It has {codes}, {operations} and {messages}. What you have on this computer stays here, and is not opened until you come back.',
    older:
      'It is of an older version, and is updated when you join. The others need the newest version then, too.',
    readOnly:
      'This user may only read: you can look at everything there and save it to files, and change nothing.',
  },
  join: 'Join the site',
  create: 'Begin a new site there',
  move: 'Move this site there',
  moving: 'Moving…',
  moved: 'The site is in the database now.',
  joining: 'Opening…',
  joined: 'You have joined the site in the database.',
  created: 'The new site is in the database.',
  moveBack: {
    what: 'When the site is moved to this computer:',
    copied:
      'Everything in the database is copied into the data folder “{folder}”. Every table is compared before anything changes here.',
    stays:
      'The site in the database stays as it is, and the others can go on there. What they store after the move does not come here.',
    kept: 'What was on this computer before becomes a backup.',
    secrets: 'The passwords are still decrypted with the passphrase that you share.',
    mail: 'Messages in the outbox are not sent from here until you approve them. The others can send them from the database.',
    action: 'Move the site here',
    done: 'The site is on this computer now.',
    doneRest: 'The one in the database is still there.',
  },
  leaveWhat:
    'Or open what was on this computer before, as it was when you left it. The one in the database stays there for the others.',
  leave: 'Open what was here before',
  left: 'The site on this computer is open.',
}
