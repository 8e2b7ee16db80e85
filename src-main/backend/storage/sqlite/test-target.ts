import { type TestTarget, testTargetSchema } from '#shared/domain/payments/answer-codes.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { query } from './query.ts'

const KEY = 'paypal.testTarget'

/** What Test mode talks to: the simulator until a person chooses PayPal's sandbox. */
export async function readTestTarget(connection: ReadConnection): Promise<TestTarget> {
  const row = connection.get(
    'settings.test-target',
    query.selectFrom('setting').select('value').where('key', '=', KEY),
  )
  return testTargetSchema.catch('simulator').parse(row?.value)
}

export async function writeTestTarget(connection: WriteConnection, target: TestTarget): Promise<void> {
  connection.run(
    'settings.write-test-target',
    query.replaceInto('setting').values({ key: KEY, value: target }),
  )
}
