import { Refusal } from '#shared/contract/refusal.ts'
import FindDialog from '../../../../../src-renderer/pages/report/find/FindDialog.vue'
import FoundValues from '../../../../../src-renderer/pages/report/find/FoundValues.vue'
import { LONG_CODE } from '../../../data/codes.ts'
import { keptList, PASTED, SOME_MISSING } from '../../../data/report.ts'
import { pending } from '../../../fake-host.ts'
import { type OnScreen, story } from '../../../story.ts'

const pasted = async ({ type, click }: OnScreen) => {
  await type('textarea', PASTED)
  await click('button[type=submit]')
}
const MANY_MISSING = keptList({
  values: 100_000,
  kind: 'addresses',
  found: 88_102,
  notFound: Array.from({ length: 1000 }, (_, i) => `kurs${i + 1}@havbrs.example`),
  notFoundCount: 11_786,
  duplicates: 112,
})
const room = { width: 512 }

export default {
  FindDialog: story(FindDialog, {
    'nothing pasted yet': { props: { modelValue: true } },
    'nothing to find': {
      props: { modelValue: true },
      act: ({ click }) => click('button[type=submit]'),
    },
    finding: { props: { modelValue: true }, answers: { 'report.keepList': pending }, act: pasted },
    'some not found': {
      props: { modelValue: true },
      answers: { 'report.keepList': SOME_MISSING },
      act: async (on) => {
        await pasted(on)
        await on.appears('[data-missing]')
      },
    },
    'too many values': {
      props: { modelValue: true },
      answers: {
        'report.keepList': new Refusal('report.list-too-long', { values: 120_000, limit: 100_000 }),
      },
      act: async (on) => {
        await pasted(on)
        await on.appears('[aria-invalid]')
      },
    },
    'a very long text': {
      props: { modelValue: true, pasted: 'kurs@havbris.example\n'.repeat(20_000) },
      answers: { 'report.keepList': pending },
      act: async ({ appears }) => void (await appears('.held')),
    },
  }),
  FoundValues: story(FoundValues, {
    'all found': { props: { kept: keptList() }, room },
    'some not found': { props: { kept: SOME_MISSING }, room },
    'more not found than are listed': { props: { kept: MANY_MISSING }, room },
    'none found': {
      props: {
        kept: keptList({ values: 1, found: 0, notFound: [LONG_CODE.code], notFoundCount: 1 }),
      },
      room,
    },
  }),
}
