import { KeyRound } from '@lucide/vue'
import type { SecretsState } from '#shared/contract/secrets.ts'
import ForgetDialog from '../../../../src-renderer/components/secrets/ForgetDialog.vue'
import KeychainScreen from '../../../../src-renderer/components/secrets/KeychainScreen.vue'
import NewPassphrase from '../../../../src-renderer/components/secrets/NewPassphrase.vue'
import OldBackupsDialog from '../../../../src-renderer/components/secrets/OldBackupsDialog.vue'
import PassphraseDialog from '../../../../src-renderer/components/secrets/PassphraseDialog.vue'
import SecretInput from '../../../../src-renderer/components/secrets/SecretInput.vue'
import SecretsCard from '../../../../src-renderer/components/secrets/SecretsCard.vue'
import SecretsOffer from '../../../../src-renderer/components/secrets/SecretsOffer.vue'
import SecretsScreen from '../../../../src-renderer/components/secrets/SecretsScreen.vue'
import UnlockScreen from '../../../../src-renderer/components/secrets/UnlockScreen.vue'
import { Refusal } from '#shared/contract/refusal.ts'
import { useSecrets } from '../../../../src-renderer/stores/secrets.ts'
import { BACKUPS, backup } from '../../data/backups.ts'
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
const OTHER_KEYCHAIN: SecretsState = { ...KEYCHAIN, locked: true, keychainProblem: 'other' }
const NO_KEYCHAIN: SecretsState = { ...OTHER_KEYCHAIN, keychain: false, keychainProblem: 'missing' }
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
    'another keychain': having(OTHER_KEYCHAIN),
    'no keychain': having(NO_KEYCHAIN),
  }),
  KeychainScreen: story(KeychainScreen, {
    other: { ...having(OTHER_KEYCHAIN), room: { height: 'window' } },
    missing: { ...having(NO_KEYCHAIN), room: { height: 'window' } },
  }),
  OldBackupsDialog: story(OldBackupsDialog, {
    several: { answers: { 'backups.list': BACKUPS } },
    'one, and one elsewhere': {
      answers: {
        'backups.list': {
          ...BACKUPS,
          backups: [
            backup({ holdsPasswords: false }),
            backup({ at: '2026-03-10T07:29:00.000Z' }),
            backup({ at: '2026-03-09T07:29:00.000Z', isRemovable: false, place: 'earlier' }),
          ],
        },
      },
    },
    none: { answers: { 'backups.list': { ...BACKUPS, backups: [backup({ holdsPasswords: false })] } } },
  }),
  SecretsOffer: story(SecretsOffer, {
    'after the passwords were removed': {
      answers: { 'secrets.state': { ...NONE, keychain: true }, 'backups.list': BACKUPS },
      before() {
        useSecrets().state = { ...NONE, keychain: true }
        useSecrets().offered = ['passphrase', 'backups']
      },
    },
  }),
  SecretsScreen: story(SecretsScreen, {
    empty: { props: { icon: KeyRound }, room: { height: 'window' } },
  }),
  NewPassphrase: story(NewPassphrase, {
    empty: { props: { modelValue: '' }, room: { width: 360 } },
    typed: { props: { modelValue: 'fire ord på rad' }, room: { width: 360 } },
  }),
  PassphraseDialog: story(PassphraseDialog, {
    choose: having(NONE),
    change: { ...having(OPEN), props: { change: true } },
    unlock: having(LOCKED),
    'choose, to save': { ...having(NONE), props: ({ t }) => ({ saving: t('mail.server.saving') }) },
    'unlock, to save': { ...having(LOCKED), props: ({ t }) => ({ saving: t('commerce.password.saving') }) },
    'locked, by the keychain': having({ ...KEYCHAIN, locked: true }),
    'another keychain': having(OTHER_KEYCHAIN),
    'instead of the keychain': having(KEYCHAIN),
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
    'keychain, locked': having({ ...KEYCHAIN, locked: true }),
    'another keychain': having(OTHER_KEYCHAIN),
    'no keychain any more': having(NO_KEYCHAIN),
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
