import { useI18n } from 'vue-i18n'
import { isSiteFileName } from '#shared/contract/site-file.ts'
import { isRecipientFileName } from '#shared/domain/recipient-extensions.ts'
import { useLanguage } from '../language.ts'
import { useNotices } from '../stores/notices.ts'

/** Of what was dropped, the one file that can be opened; otherwise says why none is. */
export function useDroppedFile() {
  const { t } = useI18n()
  const { count } = useLanguage()
  const notices = useNotices()

  /** One file at a time is looked at: which of several was meant, nobody knows. */
  function only(files: FileList): File | null {
    const [file] = files
    const { length } = files
    if (file && length === 1) return file
    if (length > 1)
      notices.hint(() => ({
        fact: t('siteFile.dropped.several'),
        rest: t('siteFile.dropped.severalRest', { count: count(length) }),
      }))
    return null
  }

  /** Also of a kind that is opened from any page. */
  function openable(files: FileList): File | null {
    const file = only(files)
    if (!file || isSiteFileName(file.name) || isRecipientFileName(file.name)) return file
    const { name } = file
    notices.hint(() => ({
      fact: t('siteFile.dropped.unknown', { name }),
      rest: t('siteFile.dropped.unknownRest'),
    }))
    return null
  }
  return { only, openable }
}
