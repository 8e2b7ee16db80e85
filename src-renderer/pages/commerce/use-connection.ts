import { computed, ref, shallowRef, watch } from 'vue'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { Checked, PaypalState } from '#shared/contract/paypal.ts'
import { isSameLogin } from '#shared/domain/commerce/account-login.ts'
import { accountOf, optionsOf } from '#shared/domain/commerce/settings.ts'
import { providerOf } from '#shared/domain/commerce/providers.ts'
import type { Destination, TestTarget } from '#shared/domain/payments/answer-codes.ts'
import type { Service } from '#shared/domain/services.ts'
import { connectionOf, missingToAsk } from '../../components/provider-form/connection-state.ts'
import { useBackendEvent } from '../../events.ts'
import { useApi } from '../../api-client.ts'
import { useBackend } from '../../stores/backend.ts'
import { useFailures } from '../../stores/failures.ts'
import { useJobs } from '../../stores/jobs.ts'
import type { ServiceForm } from './use-service-form.ts'

/** The state of the form's account at PayPal, and checking it there. What is typed is what is checked. */
export function useConnection(form: ServiceForm, service: Service) {
  const api = useApi()
  const jobs = useJobs()
  const backend = useBackend()
  const failures = useFailures()
  const state = shallowRef<PaypalState | null>(null)
  /** What this window found, and of which account exactly. */
  const found = shallowRef<{ key: string; checked: Checked } | null>(null)
  const running = shallowRef<{ jobId: string | null } | null>(null)
  /** The account whose typed password was checked last: once it is saved, the check is made again and kept. */
  let typedCheck: string | null = null
  const needsPassphrase = ref(false)
  const now = ref(Date.now())

  async function load(): Promise<void> {
    try {
      state.value = await api.paypal.state({ service })
      now.value = Date.now()
    } catch (error) {
      if (!isRefusal(error, 'backend.restarting')) failures.report(error)
    }
  }
  void load()
  watch(() => backend.returned, load)
  useBackendEvent('paypal.onChanged', () => void load())
  useBackendEvent('commerce.onChanged', () => void load())

  /** What PayPal would be asked about; null while no provider is chosen. */
  const asked = computed(() => {
    const mode = form.chosen.value
    const { settings, accounts } = form.edited.value
    const { provider } = settings
    if (provider === null) return null
    const password = form.typed.value[mode][provider]
    const account = accountOf(accounts[mode], provider)
    return { service, mode, provider, account, options: optionsOf(settings, provider), password }
  })
  const destination = computed<Destination>(() =>
    form.chosen.value === 'production' ? 'live' : (state.value?.testTarget ?? 'simulator'),
  )
  const key = computed(() => JSON.stringify([asked.value, destination.value]))
  const besidesPassword = computed(() =>
    JSON.stringify([asked.value && { ...asked.value, password: null }, destination.value]),
  )
  const apiAccount = computed(() => state.value?.apiAccounts[form.chosen.value] ?? null)
  const needsCaller = computed(
    () => asked.value !== null && providerOf(asked.value.provider).account.includes('grant'),
  )
  const hasCaller = computed(() => destination.value === 'simulator' || apiAccount.value?.set === true)

  const unsaved = computed(() => {
    const { value } = asked
    if (!value) return false
    const keys = [`account.${value.provider}.`, `password.${value.provider}`]
    if (needsCaller.value) keys.push(`options.${value.provider}.currency`)
    return form.changes.value.some(
      (change) =>
        (change.mode ?? value.mode) === value.mode && keys.some((start) => change.key.startsWith(start)),
    )
  })
  const connection = computed(() => {
    const saved = state.value?.checks.find(
      ({ mode, provider }) => mode === asked.value?.mode && provider === asked.value.provider,
    )
    const here = found.value?.key === key.value ? found.value.checked : null
    return connectionOf({ here, saved: saved?.checked ?? null, unsaved: unsaved.value, now: now.value })
  })
  const missing = computed(() => {
    const { value } = asked
    if (!value) return []
    const { current } = form
    const isStored =
      current.value?.passwords.find(({ provider }) => provider === value.provider)?.set ?? false
    const saved = accountOf(current.value?.content.accounts ?? {}, value.provider)
    const set = isStored && isSameLogin(value.provider, value.account, saved)
    return missingToAsk(value.provider, value.account, { typed: value.password, set })
  })

  async function check(): Promise<void> {
    const { value } = asked
    if (!value || running.value) return
    const [about, withoutPassword] = [key.value, besidesPassword.value]
    running.value = { jobId: null }
    const { password, ...rest } = value
    try {
      const started = await api.paypal.check({ ...rest, ...(password !== undefined && { password }) })
      running.value = { jobId: started.jobId }
      found.value = { key: about, checked: await jobs.follow(started) }
      typedCheck = password === undefined ? null : withoutPassword
      now.value = Date.now()
    } catch (error) {
      if (isRefusal(error, 'secrets.locked') || isRefusal(error, 'secrets.unprotected'))
        needsPassphrase.value = true
      else failures.report(error)
    } finally {
      running.value = null
    }
  }

  watch(
    () => form.began.value[form.chosen.value].revision,
    () => {
      if (typedCheck !== null && !unsaved.value && typedCheck === besidesPassword.value) void check()
      typedCheck = null
    },
  )

  async function cancel(): Promise<void> {
    const jobId = running.value?.jobId
    if (jobId) await jobs.cancel(jobId).catch(failures.report)
  }

  /** Whoever asked before the passwords were unlocked asks again. */
  async function unlocked(): Promise<void> {
    needsPassphrase.value = false
    await check()
  }

  async function setTarget(target: TestTarget): Promise<void> {
    const before = state.value
    if (!before || before.testTarget === target) return
    state.value = {
      ...before,
      testTarget: target,
      checks: before.checks.filter(({ mode }) => mode !== 'test'),
    }
    await api.paypal.setTestTarget({ target }).catch(failures.report)
    await load()
  }

  return {
    state,
    destination,
    connection,
    missing,
    apiAccount,
    needsCaller,
    hasCaller,
    checking: computed(() => running.value !== null),
    needsPassphrase,
    load,
    check,
    cancel,
    unlocked,
    setTarget,
  }
}
