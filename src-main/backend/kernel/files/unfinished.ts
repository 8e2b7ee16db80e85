/** What a file or folder is called while it is written, beside the one whose place it takes; `attempt` where a name is taken. */
export const unfinishedName = (name: string, pid: number, attempt: number): string =>
  `.${name.slice(0, 100)}.${pid}-${attempt}.part`

/** Those among `names` that were written for the file `name`, each with the process that wrote it. */
export function unfinishedOf(name: string, names: readonly string[]): { name: string; pid: number }[] {
  const before = `.${name.slice(0, 100)}.`
  return names.flatMap((one) => {
    const pid = one.startsWith(before) ? /^(\d+)-\d+\.part$/.exec(one.slice(before.length))?.[1] : undefined
    return pid === undefined ? [] : [{ name: one, pid: Number(pid) }]
  })
}
