import { readdir, readFile } from 'node:fs/promises'

/** The processes of a group that are still there, as `/proc` lists them; zombies have ended. */
export async function groupMembers(group: number): Promise<number[]> {
  const members: number[] = []
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => null)
    // The name in brackets may hold anything; the state, the parent and the group follow it.
    const [state, , own] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? []
    if (Number(own) === group && state !== 'Z') members.push(Number(name))
  }
  return members
}
