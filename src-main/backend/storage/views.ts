import type { View } from '#shared/contract/views.ts'

export interface ViewsReader {
  /** In the order of their making. */
  list(): Promise<View[]>
  find(id: number): Promise<View | undefined>
  /** The id of the view that has this name, without regard to case. */
  named(name: string): Promise<number | undefined>
  /** The largest id that a view was ever given, removed views included; 0 before the first. */
  lastIssuedId(): Promise<number>
}

export interface ViewsWriter {
  /** Writes the view, a new one or in the place of the one that has the id; answers with its id. */
  write(view: Omit<View, 'id'> & { id?: number | undefined }): Promise<number>
  delete(id: number): Promise<void>
}
