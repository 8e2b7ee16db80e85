import type { UpdateState } from '#shared/updates.ts'
import UpdateDialog from '../../../../src-renderer/components/updates/UpdateDialog.vue'
import UpdateStrip from '../../../../src-renderer/components/updates/UpdateStrip.vue'
import { story } from '../../story.ts'

const offered = {
  version: '1.2.0',
  notes:
    '- Recipient files are opened by a double click.\n- The report remembers its columns.\n\n### Corrected\n\n- Dates of a leap year.',
}
const at = (update: UpdateState) => ({ host: { kind: 'desktop', platform: 'linux', update } }) as const
const dialog = (update: UpdateState) => ({ ...at(update), props: { modelValue: true } })

export default {
  UpdateStrip: story(UpdateStrip, {
    available: at({ state: 'available', ...offered }),
    nothing: at({ state: 'none' }),
  }),
  UpdateDialog: story(UpdateDialog, {
    available: dialog({ state: 'available', ...offered }),
    downloading: dialog({ state: 'downloading', done: 0.42, ...offered }),
    ready: dialog({ state: 'ready', ...offered }),
    installing: dialog({ state: 'installing', ...offered }),
    damaged: dialog({ state: 'failed', why: 'damaged', ...offered }),
  }),
}
