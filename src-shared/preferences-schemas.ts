import { z } from 'zod'
import { LANGUAGES, readPreferences } from './preferences.ts'

export const languageSchema = z.enum(LANGUAGES)
export const preferencesSchema = z.looseObject({}).transform((kept) => readPreferences(kept, () => []))
