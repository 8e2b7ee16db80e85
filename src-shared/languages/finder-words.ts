/**
 * Words that people look for and that no title has, for each thing that the palette finds, by its key: `page.outbox`,
 * `action.exportReport`, `mail.host`. A part of the key (`mail`) is for everything in it.
 */
export type FinderWords = Readonly<Record<string, string>>
