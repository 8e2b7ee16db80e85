import { z } from 'zod'

export const languageSchema = z.enum(['nb', 'en'])
export type Language = z.output<typeof languageSchema>

/** How this person wants the window, kept by the host; nothing of the site. */
export const preferencesSchema = z.object({
  language: languageSchema.catch('nb'),
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
})
export type Preferences = z.output<typeof preferencesSchema>
