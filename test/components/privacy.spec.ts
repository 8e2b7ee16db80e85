import { expect, it, vi } from 'vitest'
import { Refusal } from '#shared/contract/refusal.ts'
import { useNotices } from '../../src-renderer/stores/notices.ts'
import { sinceFirstLook } from '../workbench/data/history.ts'
import { DUE, FOUND, HITS } from '../workbench/data/privacy.ts'
import { show, textOf, textsOf } from './show.ts'

const PAGE = 'pages/privacy/PrivacyPage/a person'
const LATEST = /Latest change: 21 codes extended.* \(Kari Nordmann, 09:41/
const OPENED = '.v-overlay--active'

it('finds persons as one types, and Enter chooses the first', async () => {
  const shown = await show('pages/privacy/PersonSearch/found')
  expect(textsOf('[data-testid=person-hit] strong')).toEqual(HITS.map(({ names }) => names[0]))
  shown.find('[data-field=person] input').focus()
  await shown.press('Enter')
  expect(shown.emitted.choose).toEqual([[{ addresses: [HITS[0]?.address], names: [] }]])
})

it('looks for an address that nobody has in texts alone', async () => {
  const shown = await show('pages/privacy/PersonSearch/nobody')
  await shown.click('[data-testid=find-in-texts]')
  expect(shown.emitted.choose).toEqual([[{ addresses: ['ukjent@example.com'], names: [] }]])
})

it('says what erasing does, and erases what the plan counted', async () => {
  const shown = await show(PAGE)
  await shown.click('[data-testid=erase-person]')
  await shown.appears(`${OPENED} [data-testid=erase-now]`)
  expect(textOf(OPENED)).toContain('Name and address are replaced in 5 places.')
  expect(textOf(OPENED)).toContain('This cannot be undone.')
  await shown.click('[data-testid=erase-now]')
  await vi.waitFor(() => expect(useNotices().current?.say().fact).toBe('The personal data are erased.'))
  expect(shown.host.inputsOf('privacy.erase')).toEqual([
    { person: { addresses: [HITS[0]?.address], names: [] }, expect: FOUND.total, language: 'en' },
  ])
  expect(document.querySelector('[data-testid=person]')).toBeNull()
})

it('counts again what has changed since the plan, and erases nothing', async () => {
  const shown = await show(PAGE)
  const moved = new Refusal('plan.moved', { planned: 5, now: 6, of: 'person' })
  shown.host.answer({ 'privacy.erase': moved, 'privacy.find': { ...FOUND, total: 6 } })
  await shown.click('[data-testid=erase-person]')
  await shown.click('[data-testid=erase-now]')
  await vi.waitFor(() => expect(textOf(OPENED)).toContain('it was in 5 places, now it is in 6'))
  await vi.waitFor(() => expect(textOf(OPENED)).toContain('replaced in 6 places'))
})

it('says who changed what since the plan of an erasure', async () => {
  const shown = await show(PAGE, { answers: { 'history.list': sinceFirstLook } })
  const moved = new Refusal('plan.moved', { planned: 5, now: 6, of: 'person' })
  shown.host.answer({ 'privacy.erase': moved, 'privacy.find': { ...FOUND, total: 6 } })
  await shown.click('[data-testid=erase-person]')
  await shown.click('[data-testid=erase-now]')
  await vi.waitFor(() => expect(textOf(OPENED)).toMatch(LATEST))
})

it('says how many backups there are only once that is known, and none of the own site in the sample', async () => {
  await show('pages/privacy/BackupsHint/reading')
  expect(document.body.textContent).not.toContain('There are none now.')
  const { host } = await show('pages/privacy/BackupsHint/of the sample')
  expect(document.body.textContent).toContain('There are none now.')
  expect(host.inputsOf('backups.list')).toEqual([])
})

it('keeps the button off while a message is being sent', async () => {
  await show('pages/privacy/PersonDetails/under way')
  expect(document.querySelector<HTMLButtonElement>('[data-testid=erase-person]')?.disabled).toBe(true)
  expect(textOf('[data-testid=person]')).toContain('The outcome of something is still unknown.')
})

it('erases those whose retention period is over only after a plan', async () => {
  const shown = await show('pages/privacy/RetentionCard/asking', {
    answers: { 'privacy.applyRetention': { operationId: 3, persons: 38, counts: FOUND.counts } },
  })
  expect(shown.host.inputsOf('privacy.applyRetention')).toEqual([])
  expect(textOf(OPENED)).toContain('Names and addresses of 38 persons are replaced.')
  await shown.click('[data-testid=erase-expired-now]')
  await vi.waitFor(() =>
    expect(shown.host.inputsOf('privacy.applyRetention')).toEqual([{ expect: 38, language: 'en' }]),
  )
})

it('says who changed what since the plan of what is over, and shows the new figures', async () => {
  const shown = await show('pages/privacy/RetentionCard/asking', {
    answers: {
      'history.list': sinceFirstLook,
      'privacy.applyRetention': new Refusal('plan.moved', { planned: 38, now: 37, of: 'persons' }),
    },
  })
  shown.host.answer({ 'privacy.planRetention': { ...DUE, persons: 37 } })
  await shown.click('[data-testid=erase-expired-now]')
  await vi.waitFor(() => expect(textOf(OPENED)).toMatch(LATEST))
  await vi.waitFor(() => expect(textOf(OPENED)).toContain('of 37 persons are replaced.'))
})
