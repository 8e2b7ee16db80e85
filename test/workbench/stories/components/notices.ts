import NoticeList from '../../../../src-renderer/components/notices/NoticeList.vue'
import NoticesMenu from '../../../../src-renderer/components/notices/NoticesMenu.vue'
import NoticeItem from '../../../../src-renderer/components/notices/NoticeItem.vue'
import { useJobs } from '../../../../src-renderer/stores/jobs.ts'
import { type Notice, useNotices } from '../../../../src-renderer/stores/notices.ts'
import { operation } from '../../data/history.ts'
import { instant } from '../../data/site.ts'
import { useApi } from '../../../../src-renderer/api-client.ts'
import { type Answers, pending } from '../../fake-host.ts'
import { story } from '../../story.ts'

const notice = (given: Partial<Notice>): Notice => ({
  id: 1,
  at: instant('2026-03-12T08:40:00.000Z'),
  tone: 'done',
  say: () => ({ fact: '21 koder slettet.', rest: '2 slettede koder ble hoppet over.' }),
  undo: null,
  page: 'report',
  inLine: true,
  ...given,
})
/** 3 is undone, 2 can be, 1 cannot be any more. */
const operations: Answers = {
  'history.list': ({ before }) => {
    const id = (before ?? 4) - 1
    const given = { id, undoable: id !== 1, undoneBy: id === 3 ? 4 : null }
    return { total: 3, operations: [operation({ kind: 'delete-codes', changed: 21, skipped: [] }, given)] }
  },
}
function several(): void {
  const notices = useNotices()
  notices.done(() => ({ fact: '9 koder slettet.' }), 1)
  notices.failed(() => ({ fact: 'Filen kunne ikke leses.', rest: 'Velg en annen fil.' }))
  notices.done(() => ({ fact: '21 koder slettet.', rest: '2 slettede koder ble hoppet over.' }), 2)
  notices.done(() => ({ fact: '4 koder slettet.' }), 3)
  notices.done(() => ({ fact: 'report.xlsx', link: { label: 'Utboks', to: { name: 'outbox' } } }))
}
const waitingSave = { requestId: 'request-0001', method: 'site.update', waitsFor: 'promo.create' }
const job = {
  jobId: 'job-1',
  method: 'promo.extend',
  progress: { done: 312, total: 488 },
  waitsFor: null,
  cancelling: false,
}

export default {
  NoticeItem: story(NoticeItem, {
    done: { props: { notice: notice({}) } },
    'can be undone': { props: { notice: notice({ undo: 2 }) }, answers: operations },
    'failed, narrow': { props: { notice: notice({ tone: 'failed' }) }, room: { width: 320 } },
  }),
  NoticeList: story(NoticeList, {
    empty: {},
    several: { answers: operations, before: several },
    'with a save that waits': {
      answers: { 'jobs.list': [{ ...job, method: 'promo.create' }], 'site.update': pending },
      before: (host) => {
        const [api, jobs] = [useApi(), useJobs()]
        void jobs.load().then(() => host.emit({ name: 'requests.onWaiting', payload: waitingSave }))
        void api.site.update({ name: 'Fjordkurs' })
      },
      act: async ({ appears }) => void (await appears('.job + .job')),
    },
    'with a job': {
      answers: { ...operations, 'jobs.list': [job] },
      before: () => {
        void useJobs().load()
        several()
      },
      act: async ({ appears }) => void (await appears('.job')),
    },
  }),
  NoticesMenu: story(NoticesMenu, {
    closed: { props: { modelValue: false } },
    open: {
      props: { modelValue: false },
      answers: operations,
      before: several,
      room: { height: 480 },
      act: async ({ click, appears }) => {
        await click('[data-testid=open-messages]')
        await appears('[data-testid=messages]')
      },
    },
  }),
}
