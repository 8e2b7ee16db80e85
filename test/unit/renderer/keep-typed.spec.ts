import { describe, expect, it } from 'vitest'
import { keepTyped, savedOtherwise } from '../../../src-renderer/composables/keep-typed.ts'
import { formOf, SERVER_FIELDS, withSaved } from '../../../src-renderer/pages/mail/server/server-form.ts'
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

  it('names what both changed, and nothing else', () => {
    const was = { subject: 'Kode', text: 'Hei' }
    const is = { subject: 'Din kode', text: 'Hallo' }
    const named = (typed: typeof was) =>
      savedOtherwise(['subject', 'text'], { kept: keepTyped(typed, was, is), was, is })
    expect(named({ subject: 'Kode', text: 'Hei igjen' })).toEqual(['text'])
    expect(named({ subject: 'Din kode', text: 'Hei' })).toEqual([])
    expect(
      savedOtherwise(['subject', 'text'], { kept: { ...was, text: 'Hei igjen' }, was, is: was }),
    ).toEqual([])
  })

  it('names the parts of a connection that saving puts back', () => {
    const now = { ...MAIL_SETTINGS, port: 2525, senderName: 'Annet navn' }
    const [was, is] = [formOf(MAIL_SETTINGS), formOf(now)]
    const kept = withSaved(
      { form: { ...was, host: 'smtp.eget.example' }, password: undefined },
      MAIL_SETTINGS,
      now,
    )
    expect(savedOtherwise(SERVER_FIELDS, { kept, was, is })).toEqual(['port'])
  })
})
