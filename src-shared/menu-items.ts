import { z } from 'zod'

/** The part of the application menu that an entry of the window is in; `about` ends Help, and on a Mac begins the first menu. */
export const MENU_SECTIONS = ['codes', 'site', 'edit', 'find', 'pages', 'help', 'about'] as const
export type MenuSection = (typeof MENU_SECTIONS)[number]

/** An entry of the application menu that the window carries out. The window says what there is, in its language. */
export const menuItemSchema = z.strictObject({
  /** What comes back when it is chosen. */
  id: z.string().min(1).max(60),
  section: z.enum(MENU_SECTIONS),
  label: z.string().min(1).max(120),
  /** Printed beside it, as Electron writes keys; the page itself listens for them. */
  accelerator: z
    .string()
    .regex(/^(?:CmdOrCtrl\+)?(?:Alt\+)?(?:Shift\+)?(?:[A-Z0-9]|F[1-9]|F1[0-2]|Enter)$/)
    .nullable(),
  enabled: z.boolean(),
})
export type MenuItem = z.output<typeof menuItemSchema>
