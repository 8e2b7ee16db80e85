import { ref } from 'vue'
import { isSiteFileName } from '#shared/contract/site-file.ts'

/** A file that is dragged over the page and dropped anywhere on it; one of a whole site is left to the window. */
export function useFileDrop(take: (file: File) => void) {
  const over = ref(false)
  const carriesFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true

  return {
    over,
    onDragOver(event: DragEvent): void {
      if (!carriesFile(event)) return
      event.preventDefault()
      over.value = true
    },
    onDragLeave(event: DragEvent): void {
      const { currentTarget, relatedTarget } = event
      const inside =
        currentTarget instanceof Node &&
        relatedTarget instanceof Node &&
        currentTarget.contains(relatedTarget)
      if (!inside) over.value = false
    },
    onDrop(event: DragEvent): void {
      if (!carriesFile(event)) return
      over.value = false
      const file = event.dataTransfer?.files[0]
      if (file && isSiteFileName(file.name)) return
      event.preventDefault()
      if (file) take(file)
    },
  }
}
