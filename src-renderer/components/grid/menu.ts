import type { Component } from 'vue'
import type { GridColumn } from './columns.ts'

/** The place that a context menu was opened at; `row` is null while it has not been read. */
export interface GridPlace<Row> {
  readonly row: Row | null
  readonly position: number
  readonly column: GridColumn<Row>
}

/** An entry of a grid's menu. */
export interface GridMenuItem {
  readonly key: string
  readonly title: string
  readonly icon?: Component
  /** Printed at the right: "Ctrl C". */
  readonly keys?: string
  readonly disabled?: boolean
  readonly danger?: boolean
  /** Set for an entry that is on or off. */
  readonly checked?: boolean
  run(): void
}

/** Groups are separated by a line; empty ones are left out. */
export type GridMenuGroups = readonly (readonly GridMenuItem[])[]
