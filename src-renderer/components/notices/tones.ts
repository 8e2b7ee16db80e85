import { CircleAlert, CircleCheck, CircleHelp, Info } from '@lucide/vue'
import type { Notice } from '../../stores/notices.ts'

export const TONE_ICONS: Readonly<Record<Notice['tone'], typeof Info>> = {
  done: CircleCheck,
  failed: CircleAlert,
  hint: Info,
  unclear: CircleHelp,
}
