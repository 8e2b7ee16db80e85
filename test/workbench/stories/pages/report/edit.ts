import type { DateOrderQuestion } from '../../../../../src-renderer/pages/report/edit/date-order-question.ts'
import DateOrderDialog from '../../../../../src-renderer/pages/report/edit/DateOrderDialog.vue'
import { TODAY } from '../../../data/site.ts'
import { story } from '../../../story.ts'

const question: DateOrderQuestion = { example: '05/06/2026', usual: 'month', answer: () => undefined }

export default {
  DateOrderDialog: story(DateOrderDialog, {
    'month first as usual': { props: { modelValue: question, today: TODAY } },
    'day first as usual': { props: { modelValue: { ...question, usual: 'day' }, today: TODAY } },
  }),
}
