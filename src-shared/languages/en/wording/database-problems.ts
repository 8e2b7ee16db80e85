import type { DatabaseProblem } from '../../../contract/error-codes.ts'
import type { ErrorText } from '../../../wording/error-texts.ts'

const ADDRESS = 'ECOMMERCE_ADMIN_DATABASE'

/** What is wrong with what names the site's database, and what to write in its place. */
export const databaseProblems: Readonly<Record<DatabaseProblem, (found: string) => ErrorText>> = {
  'not-an-address': () => ({
    fact: `${ADDRESS} is not the address of a PostgreSQL database.`,
    remedy: 'Write it as postgresql://USER@SERVER:5432/DATABASE, or leave it out.',
  }),
  'no-user': () => ({
    fact: `${ADDRESS} does not name a user of the database.`,
    remedy: 'Write it before the server: postgresql://USER@SERVER/DATABASE.',
  }),
  'no-password': () => ({
    fact: 'The password of the database is missing.',
    remedy: `Put it into ${ADDRESS}_PASSWORD.`,
  }),
  'no-database': () => ({
    fact: `${ADDRESS} does not name a database.`,
    remedy: 'Write it after the server: postgresql://USER@SERVER/DATABASE.',
  }),
  'unknown-parameter': (found) => ({
    fact: `${ADDRESS} has the parameter “${found}”, which the program does not know.`,
    remedy: 'Remove it. Only sslmode and sslrootcert can follow the question mark.',
  }),
  'unknown-tls': (found) => ({
    fact: `${ADDRESS} has sslmode=${found}, which the program does not know.`,
    remedy: 'Leave it out, or write sslmode=verify-full.',
  }),
  'tls-needed': (found) => ({
    fact: `${ADDRESS} turns encryption off for a server on another computer, ${found}.`,
    remedy: 'Remove sslmode=disable.',
  }),
  'no-certificate': (found) => ({
    fact: `The certificate in sslrootcert cannot be read: ${found}.`,
    remedy: 'Name a file with the certificate of the server’s issuer, as text (PEM).',
  }),
  'bad-choice': () => ({
    fact: 'The file database.json in the data folder, which says where the site is stored, is damaged.',
    remedy: 'Delete it to open the site on this computer. The database can be chosen again in the settings.',
  }),
}
