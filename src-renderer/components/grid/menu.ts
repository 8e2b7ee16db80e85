import type { Component } from 'vue'
import type { GridColumn } from './columns.ts'

/** The place that a context menu was opened at; `row` is null while it has not been read. */
export interface GridPlace<Row> {
  readonly row: Row | null
  readonly position: number
  readonly column: GridColumn<Row>
  /** The rows of the range that it was opened in, or the one row. */
  readonly rows: readonly [from: number, end: number]
  /** The corner that the menu hangs from. */
  readonly point: readonly [x: number, y: number]
  /** A row by its position; undefined where it has not been read. */
  at(position: number): Row | null | undefined
}

/** An entry of a grid's menu. */
export interface GridMenuItem {
  readonly key: string
  readonly title: string
  readonly icon?: Component
  /** Printed at the right: "Ctrl C". */
  readonly keys?: string
  readonly disabled?: boolean
  /** Why it would do nothing; it can be reached all the same, so that this is read. */
  readonly why?: string | undefined
  readonly danger?: boolean
  /** Set for an entry that is on or off. */
  readonly checked?: boolean
  run(): void
}

/** Groups are separated by a line; empty ones are left out. */
export type GridMenuGroups = readonly (readonly GridMenuItem[])[]
