import { writeFile } from 'node:fs/promises'
import { settingsFileJsonSchema } from '#shared/domain/handover/settings-file.ts'
import { inRoot } from './paths.ts'

/** `npm run handover-schema`: writes docs/handover/settings.schema.json from the product. */
await writeFile(
  inRoot('docs/handover/settings.schema.json'),
  `${JSON.stringify(settingsFileJsonSchema(), null, 2)}\n`,
)
