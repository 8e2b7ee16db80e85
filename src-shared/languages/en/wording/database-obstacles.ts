import type { DatabaseObstacle } from '../../../contract/database-obstacles.ts'
import type { ErrorText } from '../../../wording/error-texts.ts'

/** Why the site cannot be in a database, and what to do about it. */
export const databaseObstacles: Readonly<Record<DatabaseObstacle, ErrorText>> = {
  unreachable: {
    fact: 'The server cannot be reached.',
    remedy:
      'Check the name of the server and the network. A firewall or a missing VPN can be the cause, too.',
  },
  refused: {
    fact: 'The computer answers, but there is no PostgreSQL at this port.',
    remedy: 'Check the port, and that the server is running and takes connections from other computers.',
  },
  'not-postgres': {
    fact: 'What answers at this port is not PostgreSQL, or it ended the connection.',
    remedy: 'Check the name of the server and the port.',
  },
  'wrong-login': {
    fact: 'The server does not accept the user or the password.',
    remedy: 'Check both, and that the user may log in.',
  },
  'not-allowed': {
    fact: 'The server does not let this user into this database from this computer.',
    remedy: 'Whoever runs the server can allow it in pg_hba.conf. It may also require TLS.',
  },
  'no-database': {
    fact: 'The server has no database of this name.',
    remedy: 'Check the name. Whoever runs the server can create the database.',
  },
  'no-rights': {
    fact: 'The user may not read, write or create tables in this database.',
    remedy: 'Whoever runs the server can make the user the owner of the database.',
  },
  'tls-needed': {
    fact: 'Encryption (TLS) is off, and the server is on another computer.',
    remedy: 'Turn it on. Otherwise passwords and data could be read on the way.',
  },
  'no-tls': {
    fact: 'The server does not offer encryption (TLS).',
    remedy:
      'Whoever runs the server can turn it on (ssl = on). It can be left out for a server on this computer only.',
  },
  'certificate-unknown': {
    fact: 'This computer does not know who issued the server’s certificate.',
    remedy: 'Ask whoever runs the server for the certificate of the issuer (a PEM file), and choose it here.',
  },
  'certificate-name': {
    fact: 'The server’s certificate is for another name.',
    remedy:
      'Enter the server by the name in the certificate. If that is right already, somebody may be posing as the server.',
  },
  'certificate-expired': {
    fact: 'The server’s certificate has expired, or is not valid yet.',
    remedy: 'Check the date of this computer. Whoever runs the server can renew the certificate.',
  },
  'tls-failed': {
    fact: 'No encrypted connection (TLS) to the server could be made.',
    remedy: 'The server must offer TLS 1.2 or newer. Whoever runs it finds more in its log.',
  },
  'no-certificate': {
    fact: 'There is no certificate in the file that was chosen.',
    remedy: 'Choose the certificate of the server’s issuer as text (PEM).',
  },
  'server-full': {
    fact: 'The server has no connection left.',
    remedy: 'Try again later. Whoever runs the server can allow more connections.',
  },
  'server-read-only': {
    fact: 'The server takes no changes. It may be a copy of another one.',
    remedy: 'Enter the server that the copy is made of.',
  },
  'server-too-old': {
    fact: 'The server’s version of PostgreSQL is too old.',
    remedy: 'The program needs PostgreSQL 14 or newer.',
  },
  'not-utf8': {
    fact: 'The database does not store texts as UTF-8.',
    remedy: 'Create a database with the encoding UTF8, and enter that.',
  },
  'not-a-site': {
    fact: 'The database has tables of something else.',
    remedy: 'Choose an empty database, or one that holds a site.',
  },
  'newer-site': {
    fact: 'The site in the database is of a newer version of the program.',
    remedy: 'Install the newest version on this computer, then join the site.',
  },
  'older-site': {
    fact: 'The site in the database is of an older version of the program, and this user may not update it.',
    remedy: 'Have it opened once by someone who may change it and has this version, then check again.',
  },
  other: {
    fact: 'The server answered with an error.',
    remedy: 'Try again. The program’s log, and the server’s, have more.',
  },
}
