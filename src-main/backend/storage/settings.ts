/** What is kept under names, as text: the settings of the site, and what else is one value. */
export interface SettingsReader {
  all(): Promise<ReadonlyMap<string, string>>
  find(name: string): Promise<string | null>
}

export interface SettingsWriter {
  write(values: Readonly<Record<string, string>>): Promise<void>
}
