import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { databaseObstacleSchema } from '#shared/contract/database-obstacles.ts'
import { LANGUAGES } from '#shared/languages/languages.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { errorText } from '#shared/wording/error-texts.ts'
import { obstacleOf } from '#backend/storage/postgres/obstacles.ts'

const withCode = (code: string, message = '') => Object.assign(new Error(message), { code })
const byServer = (code: string, routine = '') =>
  Object.assign(new pg.DatabaseError('Fehler', 1, 'error'), { code, routine })

describe('what is in the way of a connection to a database', () => {
  it.each([
    [withCode('ENOTFOUND'), 'unreachable'],
    [new Error('timeout expired'), 'unreachable'],
    [withCode('ECONNREFUSED'), 'refused'],
    [new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')]), 'refused'],
    [new Error('Connection terminated unexpectedly'), 'not-postgres'],
    [withCode('ECONNRESET'), 'not-postgres'],
    [new Error('The server does not support SSL connections'), 'no-tls'],
    [withCode('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'certificate-unknown'],
    [withCode('SELF_SIGNED_CERT_IN_CHAIN'), 'certificate-unknown'],
    [withCode('ERR_TLS_CERT_ALTNAME_INVALID'), 'certificate-name'],
    [withCode('CERT_HAS_EXPIRED'), 'certificate-expired'],
    [withCode('ERR_SSL_UNSUPPORTED_PROTOCOL'), 'tls-failed'],
    [byServer('28P01'), 'wrong-login'],
    [byServer('28000', 'InitializeSessionUserId'), 'wrong-login'],
    [byServer('28000', 'ClientAuthentication'), 'not-allowed'],
    [byServer('3D000'), 'no-database'],
    [byServer('42501'), 'no-rights'],
    [byServer('53300'), 'server-full'],
    [byServer('XX000'), 'other'],
    [new Error('anything'), 'other'],
    ['no error', 'other'],
  ] as const)('%s is %s', (error, obstacle) => expect(obstacleOf(error)).toBe(obstacle))

  it.each(LANGUAGES)('is said in %s, each in words of its own, with what to do about it', (language) => {
    const texts = databaseObstacleSchema.options.map((obstacle) =>
      errorText(new Refusal('storagePlace.refused', { obstacle }), language),
    )
    expect(new Set(texts.map(({ fact }) => fact)).size).toBe(texts.length)
    for (const { fact, remedy } of texts) {
      expect(fact).toMatch(/^\p{Lu}.*\.$/u)
      expect(remedy).toMatch(/^\p{Lu}.*\.$/u)
    }
  })
})
