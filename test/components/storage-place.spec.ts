import { describe, expect, it, vi } from 'vitest'
import { Refusal } from '#shared/contract/refusal.ts'
import { useNotices } from '../../src-renderer/stores/notices.ts'
import { useStoragePlace } from '../../src-renderer/stores/storage-place.ts'
import { IN_FOLDER, SITE } from '../workbench/data/site.ts'
import { show, textOf, textsOf } from './show.ts'

const CARD = 'pages/settings/StoragePlaceCard'
const LOGIN = {
  host: 'db.vestlia.example',
  port: 5432,
  database: 'ehandel',
  user: 'kari',
  tls: true,
  certificate: null,
  password: 'hemmelig-42',
}
const present = () => textOf('[data-testid=present-place]')
const choices = () => textsOf('[role=radio]')
const buttons = () => textsOf('[data-testid=database-form] .v-btn')

describe('where the site is stored', () => {
  it('is on this computer, with the folder; a database can be entered', async () => {
    const shown = await show(`${CARD}/on this computer`)
    await vi.waitFor(() => expect(present()).toContain('“ecommerce-admin”'))
    expect(document.querySelector('form')).toBeNull()
    await shown.click('[role=radio]:last-child')
    expect(document.querySelectorAll('[data-testid=database-form] input')).toHaveLength(6)
    expect(document.querySelector<HTMLInputElement>('[data-field=databasePort] input')?.value).toBe('5432')
    expect(document.querySelector<HTMLInputElement>('[data-field=databasePassword] input')?.type).toBe(
      'password',
    )
    expect(shown.host.inputsOf('storagePlace.check')).toEqual([])
  })

  it('is in a database, which can be left again', async () => {
    const shown = await show(`${CARD}/in a database, looking back`, {
      answers: { 'storagePlace.leave': { site: SITE, place: IN_FOLDER } },
    })
    expect(present()).toContain('“ehandel” at db.vestlia.example, port 5432')
    expect(present()).toContain('keychain')
    expect(document.querySelector('form')).toBeNull()
    await shown.click('.v-btn:not(.bg-primary)')
    expect(shown.host.inputsOf('storagePlace.leave')).toEqual([{}])
    await vi.waitFor(() => expect(present()).toContain('“ecommerce-admin”'))
    expect(useNotices().current?.say().fact).toBe('The site on this computer is open.')
  })

  it('is moved to this computer, after what that means has been read', async () => {
    const shown = await show(`${CARD}/in a database, looking back`, {
      answers: { 'storagePlace.moveBack': { site: SITE, place: IN_FOLDER } },
    })
    expect(textsOf('li')).toHaveLength(5)
    expect(textOf('li')).toContain('“ecommerce-admin”')
    await shown.click('.v-btn.bg-primary')
    expect(shown.host.inputsOf('storagePlace.moveBack')).toEqual([{}])
    await vi.waitFor(() => expect(useNotices().current?.say().fact).toBe('The site is on this computer now.'))
    expect(document.querySelector('ul')).toBeNull()
  })

  it('is named by the start, and not to be changed then', async () => {
    await show(`${CARD}/in a database that the start named`)
    await vi.waitFor(() => expect(present()).toContain('ehandel'))
    expect(choices()).toEqual([])
    expect(textOf('.hint')).toContain('ECOMMERCE_ADMIN_DATABASE')
  })

  it('is not changed while the sample is open', async () => {
    await show(`${CARD}/the sample is open`)
    await vi.waitFor(() => expect(present()).not.toBe(''))
    expect(choices()).toEqual([])
  })
})

describe('a database that is entered', () => {
  it('is not checked while something is missing, which is said at the field', async () => {
    const shown = await show('pages/settings/DatabaseForm/incomplete')
    expect(textsOf('p.error')).toHaveLength(4)
    expect(shown.host.inputsOf('storagePlace.check')).toEqual([])
  })

  it('is checked by Enter; what is in the way is said in plain words', async () => {
    const shown = await show(`${CARD}/not reachable`)
    expect(shown.host.inputsOf('storagePlace.check')).toEqual([LOGIN])
    await vi.waitFor(() => expect(textOf('.found')).toContain('The server cannot be reached.'))
    expect(buttons()).toEqual(['Choose file', 'Check connection'])
    shown.host.answer({ 'storagePlace.check': { found: 'empty' } })
    shown.find('[data-field=databaseUser] input').focus()
    await shown.press('Enter')
    expect(shown.host.inputsOf('storagePlace.check')).toHaveLength(2)
  })

  it('is joined where it holds a site, and the password is not kept in the form', async () => {
    const place = { ...IN_FOLDER, database: { ...LOGIN, certificate: false }, namedBy: 'choice' as const }
    const shown = await show(`${CARD}/a database with a site`, {
      answers: { 'storagePlace.join': { site: SITE, place } },
    })
    expect(textOf('.found')).toContain('1,204 codes, 312 operations and no messages')
    await shown.click('[data-testid=database-form] .v-btn.bg-primary')
    expect(shown.host.inputsOf('storagePlace.join')).toEqual([{ ...LOGIN, expect: 'site' }])
    await vi.waitFor(() => expect(useStoragePlace().isChosen).toBe(true))
    expect(document.querySelector('form')).toBeNull()
  })

  it('is said to hold something else, where it does by then', async () => {
    const shown = await show(`${CARD}/an empty database`, {
      answers: { 'storagePlace.join': new Refusal('storagePlace.moved', {}) },
    })
    await shown.click('[data-testid=database-form] .v-btn.bg-primary + .v-btn')
    expect(shown.host.inputsOf('storagePlace.join')).toEqual([{ ...LOGIN, expect: 'empty' }])
    await vi.waitFor(() => expect(useNotices().current?.tone).toBe('failed'))
    expect(present()).toContain('ecommerce-admin')
  })

  it('takes the whole site where it is empty', async () => {
    const place = { ...IN_FOLDER, database: { ...LOGIN, certificate: false }, namedBy: 'choice' as const }
    const shown = await show(`${CARD}/an empty database`, {
      answers: { 'storagePlace.move': { site: SITE, place } },
    })
    expect(buttons()).toEqual([
      'Choose file',
      'Move this site there',
      'Begin a new site there',
      'Check connection',
    ])
    await shown.click('[data-testid=database-form] .v-btn.bg-primary')
    expect(shown.host.inputsOf('storagePlace.move')).toEqual([LOGIN])
    await vi.waitFor(() => expect(useNotices().current?.say().fact).toBe('The site is in the database now.'))
    expect(document.querySelector('form')).toBeNull()
  })

  it('is to be checked again once it was changed', async () => {
    const shown = await show(`${CARD}/an empty database`)
    expect(buttons()).toContain('Begin a new site there')
    await shown.type('[data-field=databaseName] input', 'annen')
    expect(buttons()).not.toContain('Begin a new site there')
    expect(textOf('.found')).toBe('')
  })

  it('says where the password is not kept', async () => {
    await show('pages/settings/DatabaseForm/no keychain')
    await vi.waitFor(() => expect(textsOf('.hint').join()).toContain('ECOMMERCE_ADMIN_DATABASE_PASSWORD'))
  })
})
