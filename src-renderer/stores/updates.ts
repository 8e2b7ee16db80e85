import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { UpdateState } from '#shared/updates.ts'
import { useApi, useHost } from '../api-client.ts'
import { useFailures } from './failures.ts'
import { useJobs } from './jobs.ts'
import { useSite } from './site.ts'

/** Updates of the program, where it has an address to look for them. Used by what is shown where `host.updates` is there. */
export const useUpdates = defineStore('updates', () => {
  const api = useApi()
  const host = useHost()
  const jobs = useJobs()
  const site = useSite()
  const failures = useFailures()
  const state = ref<UpdateState>({ state: 'none' })
  const wanted = ref(true)
  const dialog = ref(false)
  /** A backup is made before the installation. */
  const preparing = ref(false)
  /** It could not be made: whether to install without one is the person's to say, since the update may be the remedy. */
  const noBackup = ref(false)
  /** A version that was put off: it is not offered again before the next start. */
  const putOff = ref<string | null>(null)

  const carefully = (work: Promise<unknown> | undefined) => void work?.catch(failures.report)

  host.updates?.onState((next) => (state.value = next))
  carefully(
    host.updates?.get().then((now) => {
      state.value = now.state
      wanted.value = now.wanted
    }),
  )

  /** With a backup before, so that there is a way back from the new version. The sample site needs none. */
  async function install(): Promise<void> {
    if (!noBackup.value && site.site?.kind !== 'sample') {
      preparing.value = true
      try {
        await jobs.follow(await api.backups.create({}))
      } catch (error) {
        noBackup.value = true
        throw error
      } finally {
        preparing.value = false
      }
    }
    await host.updates?.install()
  }

  return {
    state,
    preparing,
    noBackup,
    wanted,
    dialog,
    /** What there is to offer, with its version; null for nothing. */
    offered: computed(() => {
      const now = state.value
      return 'version' in now && now.version !== undefined && now.version !== putOff.value
        ? now.version
        : null
    }),
    setWanted(next: boolean): void {
      wanted.value = next
      carefully(host.updates?.setWanted(next))
    },
    check: () => carefully(host.updates?.check()),
    download: () => carefully(host.updates?.download()),
    cancel: () => carefully(host.updates?.cancel()),
    install: () => carefully(install()),
    later(): void {
      if ('version' in state.value) putOff.value = state.value.version ?? null
      dialog.value = false
    },
  }
})
