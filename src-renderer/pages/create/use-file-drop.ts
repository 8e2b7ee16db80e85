import { ref } from 'vue'
import { isSiteFileName } from '#shared/contract/site-file.ts'
import { useDroppedFile } from '../../composables/use-dropped-file.ts'

/** A file that is dragged over the page and dropped anywhere on it; one of a whole site is left to the window. */
export function useFileDrop(take: (file: File) => void) {
  const over = ref(false)
  const dropped = useDroppedFile()
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
      const files = event.dataTransfer?.files
      if (files?.length === 1 && isSiteFileName(files[0]?.name ?? '')) return
      event.preventDefault()
      const file = files && dropped.only(files)
      if (file) take(file)
    },
  }
}
