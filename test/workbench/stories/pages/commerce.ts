import { computed, ref } from 'vue'
import type { ServiceSettings } from '#shared/contract/commerce.ts'
import { type ReviewPart, reviewPartSchema, reviewPlanSchema } from '#shared/contract/review.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Content } from '#shared/domain/commerce/settings.ts'
import { labelOfChange } from '../../../../src-renderer/pages/commerce/change-label.ts'
import CommerceBar from '../../../../src-renderer/pages/commerce/CommerceBar.vue'
import CommercePage from '../../../../src-renderer/pages/commerce/CommercePage.vue'
import ConflictDialog from '../../../../src-renderer/pages/commerce/ConflictDialog.vue'
import ErrorSummary from '../../../../src-renderer/pages/commerce/ErrorSummary.vue'
import KeepChoice from '../../../../src-renderer/pages/commerce/KeepChoice.vue'
import LinkDifferences from '../../../../src-renderer/pages/commerce/LinkDifferences.vue'
import LinkStrip from '../../../../src-renderer/pages/commerce/LinkStrip.vue'
import MerchantForm from '../../../../src-renderer/pages/commerce/MerchantForm.vue'
import ModeSwitch from '../../../../src-renderer/pages/commerce/ModeSwitch.vue'
import PaymentPagePane from '../../../../src-renderer/pages/commerce/PaymentPagePane.vue'
import ProviderSection from '../../../../src-renderer/pages/commerce/ProviderSection.vue'
import ReviewChips from '../../../../src-renderer/pages/commerce/ReviewChips.vue'
import ReviewPartView from '../../../../src-renderer/pages/commerce/ReviewPartView.vue'
import ReviewSide from '../../../../src-renderer/pages/commerce/ReviewSide.vue'
import ReviewView from '../../../../src-renderer/pages/commerce/ReviewView.vue'
import ServiceCrumbs from '../../../../src-renderer/pages/commerce/ServiceCrumbs.vue'
import ServiceFormView from '../../../../src-renderer/pages/commerce/ServiceFormView.vue'
import ServiceOff from '../../../../src-renderer/pages/commerce/ServiceOff.vue'
import ServicePage from '../../../../src-renderer/pages/commerce/ServicePage.vue'
import ServicesDialog from '../../../../src-renderer/pages/commerce/ServicesDialog.vue'
import { useServiceDraft } from '../../../../src-renderer/pages/commerce/use-service-draft.ts'
import { useServiceForm } from '../../../../src-renderer/pages/commerce/use-service-form.ts'
import { useUpdate } from '../../../../src-renderer/pages/commerce/use-update.ts'
import WithdrawGrantDialog from '../../../../src-renderer/pages/commerce/WithdrawGrantDialog.vue'
import {
  CONTENT,
  LONG_SETTINGS,
  modeSettings,
  paypalState,
  serviceSettings,
  SETTINGS,
  UNSET_SERVICE,
} from '../../data/commerce.ts'
import type { ReviewedChange } from '../../../../src-renderer/review-link.ts'
import { linkPlan } from '../../data/link-plan.ts'
import {
  DOUBTFUL,
  editedPart,
  NEVER_CHECKED,
  reviewPart,
  reviewPlan,
  stoppingPart,
} from '../../data/review.ts'
import { instant, LINKED_SITE } from '../../data/site.ts'
import { type Answers, pending } from '../../fake-host.ts'
import { type OnScreen, story, type Words } from '../../story.ts'

const window = { height: 'window' } as const
const inBar = { within: 'bar', room: window } as const
const form = { width: 760 }
const LONG_CONTENT: Content = { ...CONTENT, settings: LONG_SETTINGS }
const IN_TEST = serviceSettings()
const IN_PRODUCTION = serviceSettings({
  mode: 'production',
  linked: true,
  production: modeSettings({ revision: 12 }),
})
const AHEAD = serviceSettings({
  mode: 'production',
  test: modeSettings({ revision: 13, content: LONG_CONTENT }),
  production: modeSettings({ revision: 12 }),
})
const INCOMPLETE = serviceSettings({
  test: modeSettings({
    content: { ...CONTENT, settings: { ...SETTINGS, merchantName: '', support: 'ring oss' } },
    missing: ['merchantName', 'password'],
  }),
})

/** What `ServicePage` makes for its parts, from saved settings and, where it is given, what is typed over them. */
function parts(settings: ServiceSettings, edited?: Content) {
  const form = useServiceForm(settings.service)
  const draft = useServiceDraft(form, settings.service)
  const updating = useUpdate(form, settings.service, draft, async () => undefined)
  form.show(settings)
  if (edited)
    form.edit({
      settings: edited.settings,
      accounts: { ...form.edited.value.accounts, [settings.mode]: edited.accounts },
    })
  return { form, draft, updating, settings }
}
type Parts = ReturnType<typeof parts>
/** Composables can be called in a set-up only, so they are called before the props are asked for. */
function withParts<P>(settings: ServiceSettings, props: (made: Parts, words: Words) => P, edited?: Content) {
  let made: Parts
  return {
    before: () => void (made = parts(settings, edited)),
    props: (words: Words) => props(made, words),
  }
}
const formView = ({ form, draft, updating, settings }: Parts, { t }: Words) => ({
  form,
  draft,
  updating,
  settings,
  labels: form.changes.value.map((change) => ({
    key: change.key,
    label: labelOfChange(change, form.edited.value.settings.provider, t),
  })),
  wanted: null,
})
const review =
  (change: ReviewedChange = { kind: 'publish' }) =>
  ({ form, updating, settings }: Parts) => ({ form, updating, settings, change })
const part = (rest = {}) => reviewPartSchema.parse(reviewPart(rest))
const nothing = async () => undefined
const side = (livePart: ReviewPart) => ({
  plan: { ...reviewPlanSchema.parse(reviewPlan()), parts: [livePart] },
  livePart,
  confirmed: false,
  canTest: true,
  checking: {
    here: computed(() => null),
    obstacle: computed(() => null),
    needsPassphrase: ref(false),
    checking: computed(() => false),
    check: nothing,
    cancel: nothing,
    keep: nothing,
  },
})
const section = ({ form, updating, settings }: Parts) => ({
  form,
  updating,
  settings,
  changed: new Set<string>(),
  problems: new Map<string, string>(),
})
const around = {
  'paypal.state': paypalState(),
} satisfies Answers
const got = (settings: ServiceSettings): Answers => ({ ...around, 'commerce.get': settings })

const CHANGES = [
  { key: 'settings.footer', label: 'Bunntekst' },
  { key: 'options.payflow-pro.cards', label: 'Kort som støttes: AMEX' },
  { key: 'settings.merchantName', label: 'Bedriftens navn' },
  { key: 'settings.support', label: 'Kundestøtteinfo' },
  { key: 'settings.header', label: 'Topptekst' },
]
const bar = {
  changes: [],
  fields: 0,
  services: 'Webex Events',
  mode: 'test',
  chosen: 'test',
  revision: 7,
  when: '10.03.2026',
  keptAt: null,
  ahead: 0,
  saving: false,
} as const
const opened = async ({ appears }: OnScreen) => void (await appears('.dialog'))
const tickOther = async (on: OnScreen) => {
  await opened(on)
  await on.click('[data-testid=services] label:last-child input')
}

export default {
  CommerceBar: story(CommerceBar, {
    never: { ...inBar, props: { ...bar, revision: 0 } },
    saved: { ...inBar, props: bar },
    'two changes': {
      ...inBar,
      props: {
        ...bar,
        changes: CHANGES.slice(0, 2),
        fields: 2,
        keptAt: instant('2026-03-12T08:40:00.000Z'),
      },
    },
    'many changes': { ...inBar, props: { ...bar, changes: CHANGES, fields: CHANGES.length } },
    'production chosen': { ...inBar, props: { ...bar, chosen: 'production' } },
    'in production, Test is ahead': {
      ...inBar,
      props: { ...bar, mode: 'production', chosen: 'production', ahead: 3 },
    },
    saving: { ...inBar, props: { ...bar, changes: CHANGES.slice(0, 1), fields: 1, saving: true } },
    'backend away': {
      ...inBar,
      props: { ...bar, changes: CHANGES.slice(0, 1), fields: 1 },
      host: { backend: { state: 'restarting', attempt: 2, retryInSeconds: 4 } },
    },
  }),
  CommercePage: story(CommercePage, {
    form: {
      answers: got(IN_TEST),
      route: { name: 'commerce', params: { service: 'events' } },
      room: window,
    },
    review: {
      answers: { ...got(IN_TEST), 'review.plan': reviewPlan() },
      route: { name: 'commerce', params: { service: 'events', view: 'review' } },
      room: window,
    },
  }),
  ConflictDialog: story(ConflictDialog, {
    conflict: {
      props: {
        saving: false,
        meanwhile: {
          mode: 'test',
          base: { revision: 7, content: CONTENT },
          theirs: {
            revision: 8,
            content: {
              ...CONTENT,
              settings: { ...SETTINGS, footer: 'Ingen avbestilling.', support: 'post@vestlia.example' },
            },
            at: instant('2026-03-12T08:30:00.000Z'),
          },
          mine: { ...CONTENT, settings: { ...LONG_SETTINGS, footer: 'Avbestilling inntil 7 dager før.' } },
        },
      },
    },
  }),
  ErrorSummary: story(ErrorSummary, {
    none: { props: { problems: [] } },
    several: {
      props: ({ t }) => ({
        problems: [
          { field: 'support', mode: 'test', sentence: t('commerce.problems.not-a-number') },
          { field: 'paypalEmail', mode: 'production', sentence: t('commerce.problems.not-an-address') },
        ],
      }),
      room: form,
    },
  }),
  KeepChoice: story(KeepChoice, {
    open: { props: { modelValue: null, plan: linkPlan({ keep: null }) }, room: form },
    'one refused': {
      props: {
        modelValue: 'events',
        plan: linkPlan({
          choices: ['events'],
          refused: [{ service: 'training', reason: 'leaves-production' }],
          modes: { events: 'production', training: 'test' },
        }),
      },
      room: form,
    },
  }),
  LinkDifferences: story(LinkDifferences, {
    'nothing chosen': {
      props: { plan: linkPlan({ keep: null }), page: 'events', keep: null, provider: 'payflow-pro' },
      room: form,
    },
    chosen: {
      props: { plan: linkPlan(), page: 'training', keep: 'events', provider: 'payflow-pro' },
      room: form,
    },
  }),
  LinkStrip: story(LinkStrip, {
    linked: { props: { settings: IN_PRODUCTION }, room: form },
    alone: { props: { settings: IN_TEST }, room: form },
  }),
  MerchantForm: story(MerchantForm, {
    filled: { props: { modelValue: SETTINGS, changed: new Set<string>(), problems: new Map() }, room: form },
    'changed, long': {
      props: {
        modelValue: LONG_SETTINGS,
        changed: new Set(['settings.merchantName', 'settings.header']),
        problems: new Map(),
      },
      room: form,
    },
    wrong: {
      props: ({ t }) => ({
        modelValue: { ...SETTINGS, support: 'ring oss' },
        changed: new Set(['settings.support']),
        problems: new Map([['support', t('commerce.problems.neither')]]),
      }),
      room: form,
    },
  }),
  ModeSwitch: story(ModeSwitch, {
    test: { props: { modelValue: 'test', inEffect: 'test' } },
    production: { props: { modelValue: 'production', inEffect: 'production' } },
    'production chosen, test in effect': { props: { modelValue: 'production', inEffect: 'test' } },
    disabled: { props: { modelValue: 'test', inEffect: 'test', disabled: true } },
  }),
  PaymentPagePane: story(PaymentPagePane, {
    saved: { props: { settings: SETTINGS, saved: SETTINGS }, room: { width: 348, height: 'window' } },
    changed: { props: { settings: LONG_SETTINGS, saved: SETTINGS }, room: { width: 348, height: 'window' } },
    empty: {
      props: {
        settings: UNSET_SERVICE.test.content.settings,
        saved: UNSET_SERVICE.test.content.settings,
      },
      room: { width: 348, height: 'window' },
    },
  }),
  ProviderSection: story(ProviderSection, {
    saved: { ...withParts(IN_TEST, section), answers: around, room: form },
    'not set up': {
      ...withParts(serviceSettings({ test: UNSET_SERVICE.test }), section),
      answers: around,
      room: form,
    },
    'before PayPal is known': {
      ...withParts(IN_TEST, section),
      answers: { ...around, 'paypal.state': pending },
      room: form,
    },
    'checked, bad': {
      ...withParts(IN_TEST, section),
      answers: {
        ...around,
        'paypal.state': paypalState({
          checks: [
            {
              mode: 'test',
              provider: 'payflow-pro',
              checked: {
                at: '2026-03-12T08:00:00.000Z',
                destination: 'simulator',
                good: false,
                code: 'authentication-failed',
                pairs: [{ name: 'RESULT', value: '1' }],
              },
            },
          ],
        }),
      },
      room: form,
    },
  }),
  ReviewChips: story(ReviewChips, {
    first: { props: { part: part(), kind: 'publish', isEdit: false, plan: { next: 13 } } },
    edit: { props: { part: part(editedPart), kind: 'publish', isEdit: true, plan: { next: 13 } } },
    'back to test': {
      props: { part: part(stoppingPart), kind: 'back-to-test', isEdit: false, plan: { next: 13 } },
    },
    'turned off': {
      props: {
        part: part({ ...stoppingPart, after: { enabled: false, mode: 'production', live: false } }),
        kind: 'services',
        isEdit: false,
        plan: { next: 13 },
      },
    },
  }),
  ReviewPartView: story(ReviewPartView, {
    publication: {
      props: { part: part(), kind: 'publish', isEdit: false, titled: false },
      room: form,
    },
    'back to test': {
      props: { part: part(stoppingPart), kind: 'back-to-test', isEdit: false, titled: true },
      room: form,
    },
  }),
  ReviewSide: story(ReviewSide, {
    'never checked': {
      props: { ...side(part({ checks: NEVER_CHECKED })), unchecked: ['account'] },
      room: { width: 288 },
    },
    'something missing': {
      props: { ...side(part({ missing: ['merchantName'] })), unchecked: [] },
      room: { width: 288 },
    },
    stopping: {
      props: { ...side(part(stoppingPart)), livePart: undefined, unchecked: [] },
      room: { width: 288 },
    },
    'stopping both': {
      props: {
        ...side(part({ ...stoppingPart, services: ['events', 'training'] })),
        livePart: undefined,
        unchecked: [],
      },
      room: { width: 288 },
    },
  }),
  ReviewView: story(ReviewView, {
    first: {
      ...withParts(IN_TEST, review()),
      answers: { ...around, 'review.plan': reviewPlan() },
      room: window,
    },
    'never checked': {
      ...withParts(IN_TEST, review()),
      answers: { ...around, 'review.plan': reviewPlan({ checks: NEVER_CHECKED }) },
      room: window,
    },
    'nothing good': {
      ...withParts(IN_TEST, review()),
      answers: { ...around, 'review.plan': reviewPlan({ checks: DOUBTFUL }) },
      room: window,
    },
    'something missing': {
      ...withParts(INCOMPLETE, review()),
      answers: { ...around, 'review.plan': reviewPlan({ missing: ['merchantName', 'password'] }) },
      room: window,
    },
    'edit of production': {
      ...withParts(IN_PRODUCTION, review(), LONG_CONTENT),
      answers: { ...around, 'review.plan': reviewPlan({ ...editedPart, services: ['events', 'training'] }) },
      site: LINKED_SITE,
      room: window,
    },
    'undo of a publication': {
      ...withParts(IN_PRODUCTION, review({ kind: 'undo', operationId: 40 })),
      answers: {
        ...around,
        'review.plan': reviewPlan(stoppingPart, {
          undo: {
            direction: 'undo',
            details: { kind: 'publish', services: ['events'], revision: 12, changed: ['settings.footer'] },
          },
        }),
      },
      room: window,
    },
    'restoring, in production': {
      ...withParts(IN_PRODUCTION, review({ kind: 'restore', revision: 9 })),
      answers: { ...around, 'review.plan': reviewPlan(editedPart) },
      room: window,
    },
    'back to test, changes lost': {
      ...withParts(AHEAD, review({ kind: 'back-to-test' })),
      answers: { ...around, 'review.plan': reviewPlan(stoppingPart) },
      room: window,
    },
    'linking to live settings': {
      ...withParts(IN_PRODUCTION, review({ kind: 'services', enabled: ['events', 'training'] })),
      answers: { ...around, 'review.plan': reviewPlan({ services: ['training'] }) },
      room: window,
    },
    planning: {
      ...withParts(IN_TEST, review()),
      answers: { ...around, 'review.plan': pending },
      room: window,
    },
  }),
  ServiceCrumbs: story(ServiceCrumbs, {
    form: { props: { service: 'events' } },
    review: { props: { service: 'training', review: true } },
  }),
  ServiceFormView: story(ServiceFormView, {
    saved: { ...withParts(IN_TEST, formView), answers: around, room: window },
    'not enabled': { ...withParts(UNSET_SERVICE, formView), answers: around, room: window },
    changed: { ...withParts(IN_TEST, formView, LONG_CONTENT), answers: around, room: window },
    'wrong, tried': {
      ...withParts(INCOMPLETE, formView, {
        ...CONTENT,
        settings: { ...SETTINGS, support: 'ring oss' },
      }),
      answers: around,
      room: window,
      act: ({ click }) => click('[data-testid=update]'),
    },
    'in production, linked': {
      ...withParts(IN_PRODUCTION, formView),
      answers: around,
      site: LINKED_SITE,
      room: window,
    },
  }),
  ServiceOff: story(ServiceOff, {
    'never set up': { props: { settings: UNSET_SERVICE }, room: form },
    'set up before': { props: { settings: { ...IN_TEST, enabled: false } }, room: form },
  }),
  ServicePage: story(ServicePage, {
    loading: {
      props: { service: 'events', review: null },
      answers: { 'commerce.get': pending },
      room: window,
    },
    failed: {
      props: { service: 'events', review: null },
      answers: { 'commerce.get': new Refusal('storage.unavailable', { reason: 'denied', place: 'data' }) },
      room: window,
    },
    form: { props: { service: 'events', review: null }, answers: got(IN_TEST), room: window },
    'kept draft': {
      props: { service: 'events', review: null },
      answers: {
        ...got(IN_TEST),
        'drafts.get': {
          savedAt: '2026-03-11T15:00:00.000Z',
          version: 'kept',
          content: {
            base: { test: 7, production: 0 },
            mode: 'test',
            chosen: 'test',
            settings: { ...SETTINGS, footer: 'Ingen avbestilling.' },
            accounts: { test: CONTENT.accounts, production: {} },
          },
        },
      },
      room: window,
    },
  }),
  ServicesDialog: story(ServicesDialog, {
    open: { props: { settings: IN_TEST, otherEnabled: false } },
    'choose whose settings': {
      props: { settings: IN_TEST, otherEnabled: false },
      answers: { 'commerce.planServices': linkPlan({ keep: null }) },
      act: tickOther,
    },
    'whose settings is clear': {
      props: { settings: IN_TEST, otherEnabled: false },
      answers: {
        'commerce.planServices': linkPlan({
          choices: ['events'],
          refused: [{ service: 'training', reason: 'empty' }],
          replaces: false,
          live: true,
          mode: 'production',
          otherMode: 'test',
          modes: { events: 'production', training: 'test' },
        }),
      },
      act: tickOther,
    },
  }),
  WithdrawGrantDialog: story(WithdrawGrantDialog, { open: { props: { services: 'Webex Events' } } }),
}
