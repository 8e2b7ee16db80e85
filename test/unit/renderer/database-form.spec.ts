import { describe, expect, it } from 'vitest'
import { loginIn, newForm, wrongFields } from '../../../src-renderer/pages/settings/database-form.ts'

const form = (changes: Partial<ReturnType<typeof newForm>> = {}) => ({
  ...newForm(),
  host: ' db.vestlia.example ',
  database: 'ehandel',
  user: 'kari',
  password: ' med mellomrom ',
  ...changes,
})

describe('a database that is typed', () => {
  it('is what the backend takes; the password is taken as it is', () => {
    expect(loginIn(form())).toEqual({
      host: 'db.vestlia.example',
      port: 5432,
      database: 'ehandel',
      user: 'kari',
      password: ' med mellomrom ',
      tls: true,
    })
    expect(loginIn(form({ host: '::1', tls: false }))).toMatchObject({ host: '::1', tls: false })
  })

  it('has nothing but port and TLS at first', () => {
    expect(wrongFields(newForm())).toEqual(['host', 'database', 'user', 'password'])
    expect(loginIn(newForm())).toBeNull()
  })

  it.each([
    ['host', 'postgresql://db'],
    ['host', 'db one'],
    ['host', '/var/run'],
    ['port', '0'],
    ['port', '65536'],
    ['port', '54e2'],
    ['port', ''],
    ['database', 'a/b'],
    ['user', ' '],
    ['password', ''],
  ] as const)('%s cannot be “%s”', (field, typed) => {
    expect(wrongFields(form({ [field]: typed }))).toEqual([field])
  })
})
