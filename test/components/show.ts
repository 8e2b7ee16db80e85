import { afterEach, expect } from 'vitest'
import { type MountedStory, type MountOptions, mountStory } from '../workbench/mount-story.ts'

const mounted: MountedStory[] = []

/** Draws a story, in English where nothing else is said. It is taken away after the test, and must have had no problem. */
export async function show(id: string, options: MountOptions = {}): Promise<MountedStory> {
  const shown = await mountStory(id, { language: 'en', ...options })
  mounted.push(shown)
  return shown
}

afterEach(() => {
  const ended = mounted.splice(0)
  for (const { unmount } of ended) unmount()
  expect(ended.flatMap(({ problems }) => problems)).toEqual([])
})

/** What is read of the first element that the selector fits; empty where there is none. */
export const textOf = (selector: string): string => textsOf(selector)[0] ?? ''
/** What is read of each element that the selector fits. */
export const textsOf = (selector: string): string[] =>
  [...document.querySelectorAll(selector)].map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim())
