import ValueView from '../../../../src-renderer/components/differences/ValueView.vue'
import { story } from '../../story.ts'

const name = { part: 'settings', field: 'merchantName' } as const
const footer = { part: 'settings', field: 'footer' } as const
const cards = { part: 'options', provider: 'payflow-pro', field: 'cards' } as const
const express = { part: 'options', provider: 'payflow-pro', field: 'express' } as const
const names = { before: 'Vestlia Kurs', after: 'Vestlia Kurs AS' }
const footers = {
  before: 'Kurset kan avbestilles inntil 14 dager før det begynner.',
  after: 'Kurset kan avbestilles inntil 7 dager før det begynner, mot et gebyr.',
}
const mixed = {
  before: 'Velkommen til kurset.\n\nمرحبا بكم في الدورة.',
  after: 'Velkommen til kurset.\n\nمرحبا بكم في دورة Webex.\nVi sees!',
}
const choice = { before: ['visa', 'diners'], after: ['visa', 'mastercard', 'amex'] } as const

export default {
  ValueView: story(ValueView, {
    'before, whole': { props: { place: name, ...names, side: 'before' } },
    'after, whole': { props: { place: name, ...names, side: 'after' } },
    'before, word by word': { props: { place: footer, ...footers, side: 'before' } },
    'after, word by word': { props: { place: footer, ...footers, side: 'after' } },
    'each paragraph in its own direction': { props: { place: footer, ...mixed, side: 'after' } },
    'cards before': { props: { place: cards, ...choice, side: 'before' } },
    'cards after': { props: { place: cards, ...choice, side: 'after' } },
    'on or off': { props: { place: express, before: false, after: true, side: 'after' } },
    empty: { props: { place: name, before: '', after: 'Vestlia Kurs', side: 'before' } },
  }),
}
