import ConfirmUnchecked from '../../../../src-renderer/components/review/ConfirmUnchecked.vue'
import LiveCheckList from '../../../../src-renderer/components/review/LiveCheckList.vue'
import ReviewChecks from '../../../../src-renderer/components/review/ReviewChecks.vue'
import ReviewTable from '../../../../src-renderer/components/review/ReviewTable.vue'
import { CONTENT, DIFFERENCES, LONG_SETTINGS } from '../../data/commerce.ts'
import { CHECKED, DOUBTFUL, NEVER_CHECKED } from '../../data/review.ts'
import { liveChecksSchema } from '#shared/contract/review.ts'
import { story } from '../../story.ts'

const form = { width: 760 }
const side = { width: 288 }
const checks = (of: typeof CHECKED) => liveChecksSchema.parse(of)

export default {
  ConfirmUnchecked: story(ConfirmUnchecked, {
    one: { props: { modelValue: false, unchecked: ['account'] }, room: side },
    all: { props: { modelValue: false, unchecked: ['account', 'api-account', 'grant'] }, room: side },
    nothing: { props: { modelValue: false, unchecked: [] }, room: side },
  }),
  LiveCheckList: story(LiveCheckList, {
    'all good': { props: { checks: checks(CHECKED), obstacle: null, canTest: true }, room: side },
    'never checked': {
      props: { checks: checks(NEVER_CHECKED), obstacle: null, canTest: true },
      room: side,
    },
    'another account checked': {
      props: {
        checks: checks({
          ...NEVER_CHECKED,
          account: { checked: null, otherAt: '2026-03-10T08:30:00.000Z' },
        }),
        obstacle: null,
      },
      room: side,
    },
    'nothing good': { props: { checks: checks(DOUBTFUL), obstacle: null }, room: side },
    checking: {
      props: { checks: checks(NEVER_CHECKED), obstacle: null, checking: true },
      room: side,
    },
    'cannot be asked': {
      props: { checks: checks(NEVER_CHECKED), obstacle: 'Enter the site’s API account first.' },
      room: side,
    },
    'to be read only': { props: { checks: checks(CHECKED) }, room: side },
  }),
  ReviewChecks: story(ReviewChecks, {
    complete: { props: { missing: [], content: CONTENT }, room: { width: 320 } },
    'something missing': {
      props: { missing: ['merchantName', 'password', 'cards'], content: CONTENT },
      room: { width: 320 },
    },
  }),
  ReviewTable: story(ReviewTable, {
    differences: { props: { differences: DIFFERENCES, content: CONTENT, edit: false }, room: form },
    'the same shown': {
      props: { differences: DIFFERENCES, content: CONTENT, edit: true },
      room: form,
      act: ({ click }) => click('.same'),
    },
    'in test': {
      props: { differences: DIFFERENCES, content: CONTENT, edit: true, mode: 'test' },
      room: form,
    },
    nothing: {
      props: { differences: [], content: { ...CONTENT, settings: LONG_SETTINGS }, edit: false },
      room: form,
    },
  }),
}
