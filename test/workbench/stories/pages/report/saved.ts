import NameDialog from '../../../../../src-renderer/pages/report/saved/NameDialog.vue'
import SavedTab from '../../../../../src-renderer/pages/report/saved/SavedTab.vue'
import { LONG_VIEW, view } from '../../../data/report.ts'
import { type OnScreen, story, type Words } from '../../../story.ts'

const saving = ({ t }: Words) => ({
  modelValue: true,
  view: 'new',
  title: t('panels.views.saveTitle'),
  what: [t('panels.views.saveWhat'), t('panels.views.listWhat')],
  save: async () => 'done' as const,
})
const submit = async (on: OnScreen) => {
  await on.type('#name-of-view input', LONG_VIEW.name)
  await on.click('button[type=submit]')
}
const tab = { shown: false, changed: false }

export default {
  NameDialog: story(NameDialog, {
    saving: { props: saving },
    renaming: {
      props: ({ t }) => ({
        modelValue: true,
        view: '3',
        title: t('panels.views.renameTitle'),
        name: LONG_VIEW.name,
        save: async () => 'done' as const,
      }),
    },
    'no name': { props: saving, act: ({ click }) => click('button[type=submit]') },
    'name taken': {
      props: (words) => ({ ...saving(words), save: async () => 'taken' as const }),
      act: submit,
    },
    'being saved': {
      props: (words) => ({ ...saving(words), save: () => new Promise<'done'>(() => undefined) }),
      act: submit,
    },
  }),
  SavedTab: story(SavedTab, {
    'not shown': { props: { ...tab, view: view() } },
    shown: { props: { ...tab, view: view(), shown: true } },
    'changed, menu open': {
      props: { view: view(), shown: true, changed: true },
      act: ({ click }) => click('.more'),
    },
    'long name': { props: { view: LONG_VIEW, shown: true, changed: true } },
  }),
}
