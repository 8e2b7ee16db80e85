import { z } from 'zod'
import { PASSPHRASE } from '../domain/passphrase.ts'
import { mutation, query } from './method.ts'
import { operationIdSchema, withOperationId } from './operation-id.ts'
import { sealSchema } from './seal.ts'
import { secretFields } from './secret-fields.ts'

export const secretsStateSchema = z.object({
  seal: sealSchema.nullable().meta({ description: 'Null until the first password or passphrase is stored' }),
  locked: z.boolean().meta({ description: 'True while stored passwords cannot be used or replaced' }),
  keychain: z.boolean().meta({ description: 'Whether this machine has a keychain to use' }),
  keychainProblem: z.enum(['missing', 'other']).nullable().meta({
    description:
      'Why the keychain that protects stored passwords does not open them: it does not answer, or another one protects them. `unlock` tries again; `forget` gives them up',
  }),
  passwords: z.int().meta({ description: 'How many are stored; never which' }),
})
export type SecretsState = z.output<typeof secretsStateSchema>

/** Length only: nothing but length makes a passphrase hard to guess. */
const newPassphraseSchema = z.string().min(PASSPHRASE.shortest).max(PASSPHRASE.longest)
const passphraseSchema = z.string().min(1).max(PASSPHRASE.longest)

/**
 * The secret box: PayPal passwords, sealed. Where the machine has a keychain it is used without asking; elsewhere a
 * passphrase is chosen first. No method ever answers with a password.
 */
export const secrets = {
  state: query('Whether passwords can be stored and used.', z.strictObject({}), secretsStateSchema),
  setPassphrase: mutation(
    { effect: 'change', records: ['protect-secrets'] },
    'Protects the passwords by a passphrase: the first protection, or instead of the keychain. Refuses with `secrets.has-passphrase` where there is one.',
    z.strictObject(secretFields({ passphrase: newPassphraseSchema })),
    withOperationId(secretsStateSchema),
  ),
  unlock: mutation(
    { effect: 'none', records: [] },
    'Opens the box until `lock` or the end of the program. Without `passphrase` the keychain is asked, also after `lock`.',
    z.strictObject(secretFields({ passphrase: passphraseSchema.optional() })),
    secretsStateSchema,
  ),
  lock: mutation(
    { effect: 'none', records: [] },
    'Wipes the key from memory.',
    z.strictObject({}),
    secretsStateSchema,
  ),
  changePassphrase: mutation(
    { effect: 'change', records: ['protect-secrets'] },
    'Encrypts every password again under another passphrase, all or none.',
    z.strictObject(secretFields({ current: passphraseSchema, next: newPassphraseSchema })),
    withOperationId(secretsStateSchema),
  ),
  forget: mutation(
    { effect: 'change', records: ['protect-secrets'] },
    'Removes every stored password, and what protects them: the way on when the passphrase or the keychain is lost. Nothing else is touched; backups made before still have them. `expect` is the number of passwords shown before.',
    z.strictObject({ expect: z.int() }),
    z.object({ operationId: operationIdSchema, forgotten: z.int(), state: secretsStateSchema }),
  ),
}
