import { expect, it, vi } from 'vitest'
import { useNotices } from '../../src-renderer/stores/notices.ts'
import { show } from './show.ts'

/** What a person drops on any page but the one for recipients. */
function drop(...names: string[]): Event {
  const event = new Event('drop', { cancelable: true, bubbles: true })
  const files = names.map((name) => new File(['x'], name))
  Object.defineProperty(event, 'dataTransfer', { value: { types: ['Files'], files } })
  window.dispatchEvent(event)
  return event
}
const said = () => useNotices().current?.say()

it.each([
  ['en', 'Drop one file at a time.', 'None of the 3 files was opened.'],
  ['nb', 'Slipp én fil om gangen.', 'Ingen av de 3 filene ble åpnet.'],
] as const)('says that one file is opened at a time (%s)', async (language, fact, rest) => {
  const shown = await show('components/site-file/OpenedFile/nothing', { language })
  const before = shown.router.currentRoute.value.fullPath
  expect(drop('a.csv', 'b.csv', 'c.ehandel').defaultPrevented).toBe(true)
  expect(said()).toEqual({ fact, rest })
  expect(shown.router.currentRoute.value.fullPath).toBe(before)
})

it.each([
  ['en', 'logo.png', 'logo.png cannot be opened here.', /^Drop a recipient file .* or a site file/],
  ['nb', 'logo.png', 'logo.png kan ikke åpnes her.', /^Slipp en mottakerfil .* eller en nettstedsfil/],
  ['nb', 'en mappe', 'en mappe kan ikke åpnes her.', /^Slipp/],
] as const)('says what can be opened (%s: %s)', async (language, name, fact, rest) => {
  const shown = await show('components/site-file/OpenedFile/nothing', { language })
  const before = shown.router.currentRoute.value.fullPath
  expect(drop(name).defaultPrevented).toBe(true)
  expect(said()).toEqual({ fact, rest: expect.stringMatching(rest) as string })
  expect(shown.router.currentRoute.value.fullPath).toBe(before)
})

it.each(['deltakere.CSV', 'deltakere.xlsx', 'deltakere.tsv'])('opens recipients (%s)', async (name) => {
  const shown = await show('components/site-file/OpenedFile/nothing')
  drop(name)
  await vi.waitFor(() => expect(shown.router.currentRoute.value.name).toBe('create'))
  expect(useNotices().messages).toEqual([])
})
