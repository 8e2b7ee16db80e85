import ReviewTable from '../../../../src-renderer/components/review/ReviewTable.vue'
import { CONTENT, DIFFERENCES, LONG_SETTINGS } from '../../data/commerce.ts'
import { story } from '../../story.ts'

const room = { width: 760 }

export default {
  ReviewTable: story(ReviewTable, {
    differences: { props: { differences: DIFFERENCES, content: CONTENT, edit: false }, room },
    'the same shown': {
      props: { differences: DIFFERENCES, content: CONTENT, edit: true },
      room,
      act: ({ click }) => click('.same'),
    },
    nothing: {
      props: { differences: [], content: { ...CONTENT, settings: LONG_SETTINGS }, edit: false },
      room,
    },
  }),
}
