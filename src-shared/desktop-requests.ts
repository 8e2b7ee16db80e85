import { z } from 'zod'
import { menuItemSchema } from './menu-items.ts'
import { preferencesSchema } from './preferences-schemas.ts'

const nothing = z.undefined()

/** What the desktop's page may ask of the main process: each channel, and the shape of what it sends. */
export const asks = {
  /** Chooses a file; a token comes back, never a path. */
  'dialog.open': z.strictObject({ extensions: z.array(z.string().regex(/^[a-z0-9]{1,8}$/i)).max(20) }),
  'dialog.save': z.strictObject({ suggestedName: z.string().min(1).max(200) }),
  /** Chooses a folder to write into; a token comes back, never a path. */
  'dialog.folder': nothing,
  /** Saves what the page would print as a PDF, where the person chooses. */
  'page.pdf': z.strictObject({ suggestedName: z.string().min(1).max(200) }),
  /** Sent by the preload only: the page hands over a File and never sees its path. */
  'file.dropped': z.strictObject({ path: z.string().min(1).max(32_768) }),
  /** The file that a person asked to open, by the system or a second start; null for none. */
  'file.opened': nothing,
  'preferences.set': preferencesSchema,
  'spelling.state': nothing,
  /** How far the work is that takes a while; null where there is none. */
  'work.show': z
    .strictObject({
      progress: z.number().min(0).max(1).nullable(),
      labels: z.array(z.string().min(1).max(200)).min(1).max(20),
    })
    .nullable(),
  'work.ended': z.strictObject({ title: z.string().min(1).max(200), text: z.string().max(500) }),
  /** Where the window is, for the next start; null where it should begin at its first page. */
  'place.keep': z.string().max(4000).nullable(),
  /** What the open site is called, for the menu of other sites’ windows. */
  'site.named': z.string().max(200),
  'window.minimize': nothing,
  'window.toggle-maximize': nothing,
  'window.close': nothing,
  'menu.popup': nothing,
  /** The entries of the application menu that the page carries out. */
  'menu.set': z.array(menuItemSchema).max(100),
  'external.open': z.strictObject({ url: z.string().max(2048) }),
  /** A port to the backend, where it runs; it comes as a message of its own, the state as the answer. */
  'backend.port': nothing,
  'backend.retry': nothing,
  'update.get': nothing,
  /** Whether it looks for updates by itself. */
  'update.set-wanted': z.strictObject({ wanted: z.boolean() }),
  'update.check': nothing,
  'update.download': nothing,
  'update.cancel': nothing,
  'update.install': nothing,
} as const
