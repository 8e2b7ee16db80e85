import { watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { DesktopShell } from '../../host/host.ts'
import { useSite } from '../../stores/site.ts'
import { placeToKeep } from './kept-place.ts'

/** Reports to the desktop where the window is, and what its site is called: the next start opens the own site there. */
export function useKeptPlace(shell: DesktopShell): void {
  const route = useRoute()
  const router = useRouter()
  const site = useSite()
  watch(
    () => site.site && (site.site.kind === 'own' ? router.resolve(placeToKeep(route)).fullPath : ''),
    (place) => place !== null && shell.keepPlace(place || null),
    { immediate: true },
  )
  watch(
    () => (site.site?.kind === 'own' ? site.site.name : null),
    (name) => name !== null && shell.siteNamed(name),
    { immediate: true },
  )
}
