import { z } from 'zod'

/** Why the site cannot be in a database of a server, or not as it was entered. */
export const databaseObstacleSchema = z.enum([
  /** There is no such host, or nothing answers there in time. */
  'unreachable',
  /** The computer answers, but no server at this port. */
  'refused',
  /** What answers does not answer as PostgreSQL does, or ended the connection. */
  'not-postgres',
  /** The server does not know the user, or the password is another one. */
  'wrong-login',
  /** The server lets in neither this user from this computer, nor this database for them (`pg_hba.conf`). */
  'not-allowed',
  'no-database',
  /** The user may not read, write or make tables there. */
  'no-rights',
  /** Without TLS, passwords and data could be read on the way to another computer. */
  'tls-needed',
  /** The server offers no TLS. */
  'no-tls',
  /** Nobody whom this computer trusts has issued the server's certificate. */
  'certificate-unknown',
  /** The server's certificate is for another name. */
  'certificate-name',
  /** The server's certificate is not valid any more, or not yet. */
  'certificate-expired',
  /** TLS did not come about for another reason. */
  'tls-failed',
  /** The file that was chosen has no certificate. */
  'no-certificate',
  /** The server has no connection left. */
  'server-full',
  /** The server takes no changes, such as a copy of another one. */
  'server-read-only',
  'server-too-old',
  /** Texts of the database are not in UTF-8. */
  'not-utf8',
  'not-a-site',
  'newer-site',
  /** The site is of an earlier version, and the user may not bring it to this one. */
  'older-site',
  /** Another error of the server; the log has its code. */
  'other',
])
export type DatabaseObstacle = z.output<typeof databaseObstacleSchema>
