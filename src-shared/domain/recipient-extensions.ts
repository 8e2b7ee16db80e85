/** How the name of a recipient file may end, as dialogs offer it. */
export const RECIPIENT_EXTENSIONS = ['txt', 'csv', 'xlsx', 'xls', 'ods'] as const
/** Text, too, that systems know by a name of its own. */
const ALSO_READ = ['tsv']

/** Whether a file of this name can hold recipients; what is in it shows when it is read. */
export function isRecipientFileName(name: string): boolean {
  const ending = /\.([^.]*)$/.exec(name)?.[1]?.toLowerCase()
  return ending !== undefined && [...RECIPIENT_EXTENSIONS, ...ALSO_READ].includes(ending)
}
