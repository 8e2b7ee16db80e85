import { describe, expect, it } from 'vitest'
import { grantState } from '../../../../src-renderer/components/provider-form/grant-state.ts'

const SALES = 'salg@fjordkurs.example'
const OTHER = 'betaling@fjordkurs.example'
const none = { grant: undefined, login: SALES, saved: SALES, live: false }
const given = { ...none, grant: { account: SALES } }

describe('the permission of a PayPal login', () => {
  it('can be confirmed once its login is saved', () => {
    expect(grantState(none)).toEqual({ kind: 'not', obstacle: null })
    expect(grantState({ ...none, live: true })).toEqual({ kind: 'not', obstacle: null })
  })

  it.each(['', '  ', 'salg@fjordkurs', 'salg'])('needs a login first: %j', (login) => {
    expect(grantState({ ...none, login })).toEqual({ kind: 'not', obstacle: 'no-login' })
  })

  it('needs an unsaved login saved first, which Production allows only in Test', () => {
    expect(grantState({ ...none, login: OTHER })).toEqual({ kind: 'not', obstacle: 'unsaved' })
    expect(grantState({ ...none, saved: '' })).toEqual({ kind: 'not', obstacle: 'unsaved' })
    expect(grantState({ ...none, login: OTHER, live: true })).toEqual({ kind: 'not', obstacle: 'live' })
  })

  it('is the same login in any letter case, and with a space that is not stored', () => {
    expect(grantState({ ...given, login: ' Salg@Fjordkurs.example ' })).toEqual({
      kind: 'given',
      obstacle: null,
    })
    expect(grantState({ ...none, login: 'SALG@fjordkurs.example' }).obstacle).toBeNull()
  })

  it('does not go over to another login', () => {
    expect(grantState({ ...given, login: OTHER })).toEqual({ kind: 'other', obstacle: 'unsaved' })
    expect(grantState({ ...given, login: OTHER, saved: OTHER })).toEqual({ kind: 'other', obstacle: null })
    expect(grantState({ ...given, login: OTHER, live: true })).toEqual({ kind: 'other', obstacle: 'live' })
  })
})
