import { ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { OutputOf } from '#shared/contract/index.ts'
import type { Person, PersonFound, privacy } from '#shared/contract/privacy.ts'
import { isRefusal } from '#shared/contract/refusal.ts'
import { errorText } from '#shared/wording/error-texts.ts'
import { useApi, useHost } from '../../api-client.ts'
import { useLanguage } from '../../language.ts'
import { wasDoneAnyway } from '../../lost/lost-answer.ts'
import { useFailures } from '../../stores/failures.ts'
import { useJobs } from '../../stores/jobs.ts'
import { type SayLastChange, showWithLast, useLastChange } from '../../stores/last-change.ts'
import { refusalFrom, useNotices } from '../../stores/notices.ts'

export type PersonHit = OutputOf<(typeof privacy)['search']>['persons'][number]

/** A person who is looked for, found, exported and erased. */
export function usePerson() {
  const { t } = useI18n()
  const { language } = useLanguage()
  const api = useApi()
  const host = useHost()
  const jobs = useJobs()
  const notices = useNotices()
  const failures = useFailures()
  const lastChange = useLastChange()
  /** Since what was found. */
  let changed: SayLastChange | undefined
  const person = shallowRef<Person | null>(null)
  const found = shallowRef<PersonFound | null>(null)
  const busy = ref(false)
  /** What moved since the plan; shown beside the new one. */
  const moved = ref('')
  let turn = 0

  /** Reads everything about a person; of several asked for in a row, the last one is shown. */
  async function find(asked: Person): Promise<void> {
    const mine = (turn += 1)
    person.value = asked
    found.value = null
    changed = lastChange.note()
    try {
      const answer = await jobs.follow(await api.privacy.find({ person: asked }))
      if (mine === turn) found.value = answer
    } catch (error) {
      if (mine === turn) leave()
      failures.report(error)
    }
  }

  function leave(): void {
    turn += 1
    person.value = null
    found.value = null
    moved.value = ''
  }

  async function save(format: 'xlsx' | 'json'): Promise<void> {
    if (!person.value || busy.value) return
    busy.value = true
    try {
      const file = await host.saveFile({ suggestedName: `${t('privacy.file')}.${format}` })
      if (!file) return
      const order = { person: person.value, file: file.token, format, language: language.value }
      await jobs.follow(await api.privacy.export(order))
      await host.deliver(file)
      notices.done(() => ({ fact: t('privacy.exported', { name: file.name }) }))
    } catch (error) {
      failures.report(error)
    } finally {
      busy.value = false
    }
  }

  /** True when it was done. What moved since the plan is read again. */
  async function erase(): Promise<boolean> {
    if (!person.value || !found.value) return false
    busy.value = true
    moved.value = ''
    try {
      const order = { person: person.value, expect: found.value.total, language: language.value }
      await jobs.follow(await api.privacy.erase(order))
      notices.done(() => ({ fact: t('privacy.erased'), rest: t('privacy.backups.remain') }))
      leave()
      return true
    } catch (error) {
      if (isRefusal(error, 'plan.moved')) {
        const { fact } = errorText(refusalFrom(error), language.value)
        const shown = showWithLast(moved, fact, changed)
        await find(person.value)
        await shown
      } else failures.report(error)
      return wasDoneAnyway(error)
    } finally {
      busy.value = false
    }
  }

  return { person, found, busy, moved, find, leave, save, erase }
}
