import { CalendarPlus, CircleMinus, TriangleAlert } from '@lucide/vue'
import { h } from 'vue'
import { Refusal } from '#shared/contract/refusal.ts'
import PlanLine from '../../../../src-renderer/components/plan/PlanLine.vue'
import PlanList from '../../../../src-renderer/components/plan/PlanList.vue'
import SkippedList from '../../../../src-renderer/components/plan/SkippedList.vue'
import { story } from '../../story.ts'

const examples = ['VESTLIA-7301', 'VESTLIA-7302', 'VESTLIA-7303', 'VESTLIA-7304']

export default {
  PlanLine: story(PlanLine, {
    good: {
      props: ({ say }) => ({
        icon: CalendarPlus,
        tone: 'good',
        fact: say({ nb: '21 koder', en: '21 codes' }),
      }),
      slots: { default: () => '30.06.2026' },
      within: 'ul',
    },
    warning: {
      props: { icon: TriangleAlert, tone: 'warning' },
      slots: {
        default: () => 'Noe har endret seg siden opptellingen. · Something has changed since it was counted.',
      },
      within: 'ul',
    },
    plain: {
      props: ({ say }) => ({ icon: CircleMinus, fact: say({ nb: '2 koder', en: '2 codes' }) }),
      within: 'ul',
    },
  }),
  PlanList: story(PlanList, {
    counting: { props: ({ t }) => ({ failure: null, moved: '', counting: t('mail.send.counting') }) },
    counted: {
      props: { failure: null, moved: '', counting: null },
      slots: { default: () => h(PlanLine, { icon: CalendarPlus, fact: '21' }) },
    },
    moved: {
      props: ({ say }) => ({
        failure: null,
        moved: say({ nb: 'Antallet er nå 20, ikke 21.', en: 'There are 20 now, not 21.' }),
        counting: null,
      }),
      slots: { default: () => h(PlanLine, { icon: CalendarPlus, fact: '20' }) },
    },
    failed: { props: { failure: new Refusal('report.unknown-result-set', {}), moved: '', counting: null } },
  }),
  SkippedList: story(SkippedList, {
    few: {
      props: ({ say }) => ({
        left: { count: 2, examples: examples.slice(0, 2) },
        fact: say({ nb: '2 koder hoppes over,', en: '2 codes are skipped,' }),
        why: say({ nb: 'de er slettet:', en: 'they are deleted:' }),
      }),
      within: 'ul',
    },
    many: {
      props: ({ say }) => ({
        left: { count: 1204, examples },
        fact: say({ nb: '1 204 koder hoppes over,', en: '1,204 codes are skipped,' }),
        why: say({ nb: 'de varer lenger:', en: 'they last longer:' }),
      }),
      within: 'ul',
    },
  }),
}
