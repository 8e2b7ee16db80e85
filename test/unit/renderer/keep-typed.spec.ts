import { describe, expect, it } from 'vitest'
import { keepTyped } from '../../../src-renderer/composables/keep-typed.ts'
import { formOf, withSaved } from '../../../src-renderer/pages/mail/server/server-form.ts'
import { MAIL_SETTINGS } from '../../workbench/data/mail.ts'

describe('a form while others save', () => {
  it('keeps what was typed, and shows what is stored now in the unchanged fields', () => {
    const was = { subject: 'Kode', text: 'Hei' }
    const typed = { subject: 'Kode', text: 'Hei igjen' }
    expect(keepTyped(typed, was, { subject: 'Din kode', text: 'Hallo' })).toEqual({
      subject: 'Din kode',
      text: 'Hei igjen',
    })
  })

  it('mixes no connection to a mail server of two', () => {
    const now = { ...MAIL_SETTINGS, host: 'smtp.annet.example', port: 2525, senderName: 'Annet navn' }
    const before = formOf(MAIL_SETTINGS)
    const typedName = { form: { ...before, replyTo: 'svar@havbris.example' }, password: undefined }
    expect(withSaved(typedName, MAIL_SETTINGS, now)).toEqual({
      ...formOf(now),
      replyTo: 'svar@havbris.example',
    })
    for (const typed of [
      { form: { ...before, userName: 'ola' }, password: undefined },
      { form: before, password: 'hemmelig' },
    ])
      expect(withSaved(typed, MAIL_SETTINGS, now)).toEqual({ ...typed.form, senderName: 'Annet navn' })
  })
})
