import { type TestTarget, testTargetSchema } from '#shared/domain/payments/answer-codes.ts'
import type { OwnSetting } from '#backend/storage/own-settings.ts'
import type { SettingsReader, SettingsWriter } from '#backend/storage/settings.ts'

const NAME = 'paypal.testTarget' satisfies OwnSetting

/** What Test mode talks to: the simulator until a person chooses PayPal's sandbox. */
export async function readTestTarget({ settings }: { settings: SettingsReader }): Promise<TestTarget> {
  return testTargetSchema.catch('simulator').parse(await settings.find(NAME))
}

export const writeTestTarget = (
  { settings }: { settings: SettingsWriter },
  target: TestTarget,
): Promise<void> => settings.write({ [NAME]: target })
