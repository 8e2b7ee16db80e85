import { z } from 'zod'
import { draftContentSchema, draftKeySchema, DRAFT_LIMIT } from '#shared/contract/drafts.ts'
import { operationDetailsSchema, operations } from '#shared/contract/operations.ts'
import { sealSchema } from '#shared/contract/seal.ts'
import { siteSettings, type SettingDefinition } from '#shared/contract/site-settings.ts'
import { AUTHOR_NAME_LIMIT, authorNameSchema } from '#shared/domain/author-name.ts'
import { clientIdSchema } from '#shared/wire.ts'
import { VIEW_NAME_LIMIT, viewSchema } from '#shared/contract/views.ts'
import { SCRIPT } from '#backend/kernel/current-request.ts'
import { OWN_SETTINGS } from '../../own-settings.ts'
import type { DraftTable, SecretBoxTable, SecretTable } from '../../sql/commerce-schema.ts'
import type { OperationTable, ReportViewTable, RequestTable, SettingTable } from '../../sql/schema.ts'
import { id, json, moment, optional, tableRules, text, whole, word } from './column-rules.ts'

/** Bytes of a key, sealed secret or box, which are short. */
const SEALED = 20_000
/** Details name each batch of a creation: a list of recipients can be cut into hundreds of thousands of them. */
const LONGEST_DETAILS = 16_000_000

/**
 * What undo and redo go back to is earlier, so that going back ends. Each is looked up by its number: a list of all
 * earlier ones, made again for each row, would take hours in a file of many.
 */
const isNoEarlier = (field: 'operationId' | 'undo'): string =>
  `NOT EXISTS (SELECT 1 FROM operation AS earlier
    WHERE earlier.id = operation.details ->> '$.${field}' AND earlier.id < operation.id)`

export const operationRules = tableRules<OperationTable>({
  columns: {
    id,
    kind: word(z.enum(Object.keys(operations))),
    at: moment,
    details: json(LONGEST_DETAILS, operationDetailsSchema),
    undone_by: optional(id),
    client: optional(text(64, z.union([clientIdSchema, z.literal(SCRIPT)]))),
    author: optional(text(AUTHOR_NAME_LIMIT, authorNameSchema)),
  },
  misfits: [
    `kind IS NOT details ->> '$.kind'`,
    `kind IN ('undo', 'redo') AND ${isNoEarlier('operationId')}`,
    `kind = 'redo' AND ${isNoEarlier('undo')}`,
    `undone_by <= id`,
  ],
})

/** What is kept under each name that is known. */
const settings: Readonly<Record<string, (value: string) => boolean>> = {
  ...Object.fromEntries(
    Object.entries<SettingDefinition>(siteSettings).map(([key, definition]) => [key, isSetting(definition)]),
  ),
  ...Object.fromEntries(
    Object.entries(OWN_SETTINGS).map(([key, schema]) => [
      key,
      (value: string) => schema.safeParse(value).success,
    ]),
  ),
}

/** Whether the setting is written so by the program; what is kept under a name that is not known can be anything. */
export const fitsSetting = (key: string, value: string): boolean =>
  Object.hasOwn(settings, key) ? settings[key]?.(value) === true : true

/** What is written of it is what a person may set it to, or what it is before anybody has. */
function isSetting(definition: SettingDefinition): (value: string) => boolean {
  const { type } = definition
  const schema = definition.control === null ? type.schema : definition.accepts
  return (stored) => {
    const value = type.decode(stored)
    const isKnown = value === definition.default || schema.safeParse(value).success
    return isKnown && type.encode(value) === stored
  }
}

export const settingRules = tableRules<SettingTable>({
  columns: { key: text(64), value: text(1_000_000) },
  together: [{ columns: ['value', 'key'], fits: ({ key, value }) => fitsSetting(key, value) }],
})

/** The names of the settings that are known. */
export const KNOWN_SETTINGS: readonly string[] = Object.keys(settings)

export const requestRules = tableRules<RequestTable>({
  columns: { id: text(200), method: word(z.string()), at: moment, operation_id: optional(id) },
})

export const reportViewRules = tableRules<{ [C in keyof ReportViewTable]: unknown }>({
  columns: {
    id,
    name: text(VIEW_NAME_LIMIT, viewSchema.shape.name),
    name_key: text(6 * VIEW_NAME_LIMIT),
    content: json(100_000, viewSchema.omit({ id: true, name: true })),
  },
})

export const draftRules = tableRules<DraftTable>({
  columns: {
    key: text(64, draftKeySchema),
    content: json(DRAFT_LIMIT, draftContentSchema),
    saved_at: moment,
  },
})

export const secretRules = tableRules<SecretTable>({
  columns: { name: text(200), sealed: text(SEALED), target: text(SEALED) },
})

export const secretBoxRules = tableRules<SecretBoxTable>({
  columns: { id: whole(z.literal(1)), seal: word(sealSchema), wrapped: json(SEALED, z.json()) },
})
