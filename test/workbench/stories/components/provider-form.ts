import type { Grant } from '#shared/contract/commerce.ts'
import type { Checked } from '#shared/contract/paypal.ts'
import { CARDS, type Card } from '#shared/domain/commerce/cards.ts'
import { movePlan } from '#shared/domain/commerce/move-to-rest.ts'
import { providerOf } from '#shared/domain/commerce/providers.ts'
import AccountTypeList from '../../../../src-renderer/components/provider-form/AccountTypeList.vue'
import ApiAccountDialog from '../../../../src-renderer/components/provider-form/ApiAccountDialog.vue'
import ApiAccountRow from '../../../../src-renderer/components/provider-form/ApiAccountRow.vue'
import CardChoice from '../../../../src-renderer/components/provider-form/CardChoice.vue'
import CheckBox from '../../../../src-renderer/components/provider-form/CheckBox.vue'
import ChoiceGroup from '../../../../src-renderer/components/provider-form/ChoiceGroup.vue'
import ConnectionAnswer from '../../../../src-renderer/components/provider-form/ConnectionAnswer.vue'
import ConnectionLine from '../../../../src-renderer/components/provider-form/ConnectionLine.vue'
import CurrencyField from '../../../../src-renderer/components/provider-form/CurrencyField.vue'
import ExpressBox from '../../../../src-renderer/components/provider-form/ExpressBox.vue'
import FixedValue from '../../../../src-renderer/components/provider-form/FixedValue.vue'
import GrantAtPaypal from '../../../../src-renderer/components/provider-form/GrantAtPaypal.vue'
import GrantByHand from '../../../../src-renderer/components/provider-form/GrantByHand.vue'
import GrantField from '../../../../src-renderer/components/provider-form/GrantField.vue'
import MoveDialog from '../../../../src-renderer/components/provider-form/MoveDialog.vue'
import PasswordField from '../../../../src-renderer/components/provider-form/PasswordField.vue'
import ProviderForm from '../../../../src-renderer/components/provider-form/ProviderForm.vue'
import RetiringHint from '../../../../src-renderer/components/provider-form/RetiringHint.vue'
import TestTargetField from '../../../../src-renderer/components/provider-form/TestTargetField.vue'
import {
  API_ACCOUNT,
  CONTENT,
  EXPRESS_SETTINGS,
  modeSettings,
  paypalState,
  REST_SETTINGS,
  SETTINGS,
} from '../../data/commerce.ts'
import { instant, minutesAgo } from '../../data/site.ts'
import { pending } from '../../fake-host.ts'
import { story, type Words } from '../../story.ts'

const payflow = providerOf('payflow-pro')
const express = providerOf('express-checkout-us')
const NO_ACCOUNT = { userName: '', applicationId: '', set: false }
const LONG_LOGIN =
  'regnskapsavdelingen.for.etterutdanning@senter-for-etterutdanning-av-helsepersonell.example'
const half = { width: 360 }
const form = { width: 760 }

const checked = (good: boolean | null, code: Checked['code'] = null): Checked => ({
  at: minutesAgo(5),
  destination: 'sandbox',
  good,
  code,
  pairs: code
    ? [
        { name: 'RESULT', value: '26' },
        { name: 'RESPMSG', value: 'Invalid vendor account' },
      ]
    : [],
})
const line = { destination: 'sandbox', checking: false, obstacle: null } as const

const login = 'regnskap@vestlia.example'
const grant: Grant = {
  provider: 'express-checkout-us',
  account: login,
  scopes: ['EXPRESS_CHECKOUT'],
  at: instant('2026-03-09T12:00:00.000Z'),
  givenAt: 'sandbox',
}
const field = {
  grant: undefined,
  login,
  saved: login,
  mode: 'test',
  live: false,
  hasCaller: true,
  asking: null,
} as const
const waiting = {
  state: 'waiting',
  url: 'https://www.sandbox.paypal.com/',
  expires: instant('2026-03-12T10:15:00.000Z'),
  jobId: 'job-1',
} as const

const wholeForm = {
  current: modeSettings(),
  mode: 'test',
  live: false,
  changed: new Set<string>(),
  problems: new Map<string, string>(),
  paypal: paypalState(),
  destination: 'simulator',
  hasCaller: false,
  asking: null,
  settings: SETTINGS,
  accounts: CONTENT.accounts,
  typed: {},
} as const
const password = ({ t }: Words) => ({
  label: t('commerce.fields.password'),
  modelValue: undefined,
  set: true,
  setAt: minutesAgo(60 * 24 * 3),
  verifiedAt: null,
  changed: false,
})

export default {
  AccountTypeList: story(AccountTypeList, {
    chosen: { props: { modelValue: 'payflow-pro', provider: payflow, changed: true } },
    missing: {
      props: ({ say }) => ({
        modelValue: null,
        provider: payflow,
        changed: false,
        error: say({ nb: 'Velg kontotype.', en: 'Choose an account type.' }),
      }),
    },
  }),
  ApiAccountDialog: story(ApiAccountDialog, {
    new: { props: { mode: 'test', apiAccount: NO_ACCOUNT } },
    stored: { props: { mode: 'production', apiAccount: API_ACCOUNT } },
    'nothing filled in': {
      props: { mode: 'production', apiAccount: NO_ACCOUNT },
      act: async ({ appears, click }) => {
        await appears('[data-testid=save-api-account]')
        await click('[data-testid=save-api-account]')
      },
    },
    saving: {
      props: { mode: 'test', apiAccount: API_ACCOUNT },
      answers: { 'paypal.setApiAccount': pending },
      act: async ({ appears, click }) => {
        await appears('[data-testid=save-api-account]')
        await click('[data-testid=save-api-account]')
      },
    },
  }),
  ApiAccountRow: story(ApiAccountRow, {
    simulator: { props: { apiAccount: NO_ACCOUNT, destination: 'simulator' }, room: form },
    none: { props: { apiAccount: NO_ACCOUNT, destination: 'sandbox' }, room: form },
    stored: { props: { apiAccount: API_ACCOUNT, destination: 'live' }, room: form },
    incomplete: {
      props: { apiAccount: { ...API_ACCOUNT, userName: LONG_LOGIN, set: false }, destination: 'live' },
      room: form,
    },
  }),
  CardChoice: story(CardChoice, {
    some: {
      props: ({ t }) => ({
        modelValue: ['visa', 'mastercard'],
        label: t('commerce.fields.cards'),
        help: 'commerce.cards',
        offered: Object.keys(CARDS) as Card[],
        changed: true,
      }),
      room: { width: 634, height: 140 },
    },
    none: {
      props: ({ t, say }) => ({
        modelValue: [],
        label: t('commerce.fields.cardsUk'),
        help: 'commerce.cardsUk',
        offered: ['visa-debit-electron', 'mastercard'],
        changed: false,
        error: say({ nb: 'Velg minst ett kort.', en: 'Choose at least one card.' }),
      }),
    },
  }),
  CheckBox: story(CheckBox, {
    off: { props: { modelValue: false }, slots: { default: () => 'Visa' } },
    on: { props: { modelValue: true }, slots: { default: () => 'Visa' } },
    disabled: { props: { modelValue: true, disabled: true }, slots: { default: () => 'Visa' } },
  }),
  ChoiceGroup: story(ChoiceGroup, {
    plain: {
      props: ({ t }) => ({ label: t('commerce.fields.cards'), help: 'commerce.cards', changed: false }),
      slots: { default: () => 'Visa' },
    },
    wrong: {
      props: ({ t, say }) => ({
        label: t('commerce.fields.cards'),
        help: 'commerce.cards',
        changed: true,
        error: say({ nb: 'Velg minst ett kort.', en: 'Choose at least one card.' }),
      }),
      slots: { default: () => 'Visa' },
    },
  }),
  ConnectionAnswer: story(ConnectionAnswer, {
    bad: {
      props: { connection: { kind: 'bad', checked: checked(false, 'account-unknown') } },
      act: ({ click }) => click('.more'),
    },
    unknown: { props: { connection: { kind: 'unknown', checked: checked(null, 'offline') } } },
    'nothing to say': { props: { connection: { kind: 'good', checked: checked(true) } } },
  }),
  ConnectionLine: story(ConnectionLine, {
    unchecked: { props: { ...line, connection: { kind: 'unchecked', checked: null } }, room: form },
    checking: {
      props: { ...line, checking: true, connection: { kind: 'unchecked', checked: null } },
      room: form,
    },
    good: { props: { ...line, connection: { kind: 'good', checked: checked(true) } }, room: form },
    old: {
      props: {
        ...line,
        connection: { kind: 'old', checked: { ...checked(true), at: minutesAgo(60 * 24 * 45) } },
      },
      room: form,
    },
    bad: {
      props: { ...line, connection: { kind: 'bad', checked: checked(false, 'account-unknown') } },
      room: form,
    },
    changed: {
      props: ({ say }) => ({
        ...line,
        connection: { kind: 'changed', checked: null },
        obstacle: say({ nb: 'Passordet mangler.', en: 'The password is missing.' }),
      }),
      room: form,
    },
    unknown: {
      props: { ...line, connection: { kind: 'unknown', checked: checked(null, 'offline') } },
      room: form,
    },
  }),
  CurrencyField: story(CurrencyField, {
    fixed: {
      props: ({ t }) => ({
        modelValue: 'USD',
        provider: payflow,
        label: t('commerce.fields.currency'),
        help: 'commerce.currency',
        changed: false,
      }),
      room: half,
    },
    changeable: {
      props: ({ t }) => ({
        modelValue: 'NOK',
        provider: express,
        label: t('commerce.fields.currencyExpress'),
        help: 'commerce.currencyExpress',
        changed: true,
      }),
      room: half,
    },
    choosing: {
      props: ({ t }) => ({
        modelValue: 'NOK',
        provider: express,
        label: t('commerce.fields.currencyExpress'),
        help: 'commerce.currencyExpress',
        changed: false,
      }),
      room: half,
      act: ({ click }) => click('button.link'),
    },
  }),
  ExpressBox: story(ExpressBox, {
    off: { props: { modelValue: false, changed: false } },
    on: { props: { modelValue: true, changed: true } },
  }),
  FixedValue: story(FixedValue, { shown: { slots: { default: () => login }, room: half } }),
  GrantAtPaypal: story(GrantAtPaypal, {
    ready: { props: { login, obstacle: null, asking: null }, room: form },
    'no API account': { props: { login: LONG_LOGIN, obstacle: 'no-caller', asking: null }, room: form },
    'login not saved': { props: { login, obstacle: 'unsaved', asking: null }, room: form },
    starting: { props: { login, obstacle: null, asking: { state: 'starting' } }, room: form },
    waiting: { props: { login, obstacle: null, asking: waiting }, room: form },
    cancelled: {
      props: {
        login,
        obstacle: null,
        asking: { state: 'ended', end: { state: 'cancelled', operationId: 4 } },
      },
      room: form,
    },
    refused: {
      props: {
        login,
        obstacle: null,
        asking: {
          state: 'ended',
          end: { state: 'refused', code: 'permission-denied', pairs: [], operationId: 4 },
        },
      },
      room: form,
    },
  }),
  GrantByHand: story(GrantByHand, {
    ready: { props: { login, mode: 'test', obstacle: null }, room: form },
    'in production, no login': { props: { login: '', mode: 'production', obstacle: 'no-login' }, room: form },
    'long login': { props: { login: LONG_LOGIN, mode: 'production', obstacle: 'live' }, room: form },
  }),
  GrantField: story(GrantField, {
    'not given': { props: field, room: form },
    'not given, no API account': { props: { ...field, hasCaller: false }, room: form },
    given: { props: { ...field, grant }, room: form },
    'given by hand': { props: { ...field, grant: { ...grant, givenAt: null } }, room: form },
    'given by another login': { props: { ...field, grant: { ...grant, account: LONG_LOGIN } }, room: form },
    waiting: { props: { ...field, asking: waiting }, room: form },
    missing: {
      props: ({ say }) => ({
        ...field,
        error: say({ nb: 'Gi tillatelsen før publisering.', en: 'Grant the permission before publishing.' }),
      }),
      room: form,
    },
  }),
  MoveDialog: story(MoveDialog, {
    'with cards': { props: { plan: movePlan(SETTINGS)! } },
    'from Express Checkout': { props: { plan: movePlan(EXPRESS_SETTINGS)! } },
    'another currency': {
      props: { plan: { ...movePlan(SETTINGS)!, currency: { before: 'USD', after: 'EUR' } } },
    },
  }),
  PasswordField: story(PasswordField, {
    set: { props: password, room: half },
    verified: { props: (words) => ({ ...password(words), verifiedAt: minutesAgo(5) }), room: half },
    replacing: {
      props: (words) => ({ ...password(words), modelValue: 'nytt passord', changed: true }),
      room: half,
    },
    'not set': {
      props: (words) => ({
        ...password(words),
        set: false,
        setAt: null,
        hint: words.t('commerce.password.otherLogin'),
      }),
      room: half,
    },
    missing: {
      props: (words) => ({
        ...password(words),
        set: false,
        setAt: null,
        error: words.say({ nb: 'Passordet mangler.', en: 'The password is missing.' }),
      }),
      room: half,
    },
  }),
  ProviderForm: story(ProviderForm, {
    'nothing chosen': { props: { ...wholeForm, settings: { ...SETTINGS, provider: null } }, room: form },
    'Payflow Pro': { props: wholeForm, room: form },
    'Express Checkout': {
      props: {
        ...wholeForm,
        settings: EXPRESS_SETTINGS,
        paypal: paypalState({
          testTarget: 'sandbox',
          apiAccounts: { test: API_ACCOUNT, production: NO_ACCOUNT },
        }),
        destination: 'sandbox',
        hasCaller: true,
      },
      room: form,
    },
    REST: { props: { ...wholeForm, settings: REST_SETTINGS }, room: form },
    'changed and wrong': {
      props: ({ say }) => ({
        ...wholeForm,
        changed: new Set(['settings.provider', 'account.payflow-pro.vendor', 'options.payflow-pro.cards']),
        problems: new Map([
          ['vendor', say({ nb: 'Vendor mangler.', en: 'The vendor is missing.' })],
          ['cards', say({ nb: 'Velg minst ett kort.', en: 'Choose at least one card.' })],
        ]),
        accounts: { ...CONTENT.accounts, 'payflow-pro': { ...CONTENT.accounts['payflow-pro']!, vendor: '' } },
      }),
      room: form,
    },
  }),
  RetiringHint: story(RetiringHint, {
    retiring: { props: { provider: 'payflow-pro' }, room: form },
    'Express Checkout': { props: { provider: 'express-checkout-us' }, room: form },
    'required to move': { props: { provider: 'website-payments-pro-uk' }, room: form },
    'not retiring': { props: { provider: 'paypal-checkout-rest' }, room: form },
  }),
  TestTargetField: story(TestTargetField, {
    simulator: { props: { modelValue: 'simulator' }, room: form },
    sandbox: { props: { modelValue: 'sandbox' }, room: form },
  }),
}
