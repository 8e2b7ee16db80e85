/** The section of the changelog about `version`, or the one about what is not released yet, without its heading. */
export function releaseNotes(changelog: string, version: string): string {
  const sections = changelog.split(/^## /m).slice(1)
  const about = (name: string) => sections.find((section) => /^\S*/.exec(section)?.[0] === name)
  const section = about(version) ?? about('Unreleased') ?? ''
  return section.replace(/^.*\n/, '').trim()
}
