import type { SecretsState } from '#shared/contract/secrets.ts'
import ForgetDialog from '../../../../src-renderer/components/secrets/ForgetDialog.vue'
import NewPassphrase from '../../../../src-renderer/components/secrets/NewPassphrase.vue'
import PassphraseDialog from '../../../../src-renderer/components/secrets/PassphraseDialog.vue'
import SecretInput from '../../../../src-renderer/components/secrets/SecretInput.vue'
import SecretsCard from '../../../../src-renderer/components/secrets/SecretsCard.vue'
import UnlockScreen from '../../../../src-renderer/components/secrets/UnlockScreen.vue'
import { Refusal } from '#shared/contract/refusal.ts'
import { useSecrets } from '../../../../src-renderer/stores/secrets.ts'
import { pending } from '../../fake-host.ts'
import { story } from '../../story.ts'

const NONE: SecretsState = { seal: null, locked: false, keychain: false, keychainProblem: null, passwords: 0 }
const KEYCHAIN: SecretsState = {
  seal: 'keychain',
  locked: false,
  keychain: true,
  keychainProblem: null,
  passwords: 2,
}
const LOCKED: SecretsState = {
  seal: 'passphrase',
  locked: true,
  keychain: false,
  keychainProblem: null,
  passwords: 2,
}
const OPEN: SecretsState = { ...LOCKED, locked: false }
/** As a store that has read it, and would read it again. */
const having = (state: SecretsState) => ({
  answers: { 'secrets.state': state },
  before: () => void (useSecrets().state = state),
})

export default {
  ForgetDialog: story(ForgetDialog, {
    several: having(LOCKED),
    none: having({ ...LOCKED, passwords: 0 }),
  }),
  NewPassphrase: story(NewPassphrase, {
    empty: { props: { modelValue: '' }, room: { width: 360 } },
    typed: { props: { modelValue: 'fire ord på rad' }, room: { width: 360 } },
  }),
  PassphraseDialog: story(PassphraseDialog, {
    choose: having(NONE),
    change: { ...having(OPEN), props: { change: true } },
    unlock: having(LOCKED),
    'keychain does not answer': having({ ...KEYCHAIN, locked: true }),
    'nothing typed': {
      ...having(LOCKED),
      act: async ({ appears, click }) => {
        await appears('#passphrase-form')
        await click('[type=submit][form=passphrase-form]')
      },
    },
  }),
  SecretInput: story(SecretInput, {
    empty: { props: ({ t }) => ({ modelValue: '', label: t('secrets.passphrase') }), room: { width: 360 } },
    seen: {
      props: ({ t }) => ({ modelValue: 'fire ord på rad', label: t('secrets.passphrase') }),
      room: { width: 360 },
      act: ({ click }) => click('.eye'),
    },
    wrong: {
      props: ({ t }) => ({ modelValue: 'x', label: t('secrets.passphrase'), error: t('secrets.wrong') }),
      room: { width: 360 },
    },
  }),
  SecretsCard: story(SecretsCard, {
    loading: { answers: { 'secrets.state': pending } },
    'none, no keychain': having(NONE),
    'none, keychain': having({ ...NONE, keychain: true }),
    keychain: having(KEYCHAIN),
    locked: having(LOCKED),
    open: having(OPEN),
    'changing the passphrase': {
      ...having(OPEN),
      act: async ({ click, appears }) => {
        await click('.buttons button')
        await appears('#passphrase-form')
      },
    },
  }),
  UnlockScreen: story(UnlockScreen, {
    asking: { ...having(LOCKED), room: { height: 'window' } },
    'wrong passphrase': {
      ...having(LOCKED),
      answers: { 'secrets.unlock': new Refusal('secrets.wrong-passphrase', {}) },
      room: { height: 'window' },
      act: async ({ type, click }) => {
        await type('input', 'ikke denne')
        await click('[type=submit]')
      },
    },
  }),
}
