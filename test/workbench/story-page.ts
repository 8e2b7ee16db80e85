import '@fontsource-variable/inter/opsz.css'
import '@fontsource-variable/jetbrains-mono/index.css'
import 'vuetify/styles/core'
import '../../src-renderer/theme/base.css'
import '../../src-renderer/theme/vuetify.css'
import './story-page.css'
import { type Address, readAddress, type StoryPage } from './address.ts'
import { type MountedStory, mountStory } from './mount-story.ts'
import { FOLDERS, listStories } from './stories.ts'

/** The page that draws the one story of its address, and lists below it what is wrong with it. */

// As in the application: the CSP forbids eval.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce
const problemList = document.querySelector<HTMLElement>('#problems')
let shown: MountedStory | null = null
/** Why there is none. */
let failure: readonly string[] = []

/** Draws another story without loading the page again. */
async function show({ story, language, theme }: Address): Promise<void> {
  shown?.unmount()
  shown = null
  failure = []
  document.querySelector('.v-overlay-container')?.remove()
  const into = document.querySelector('#app')?.appendChild(document.createElement('div'))
  document.querySelectorAll('#app > :not(:last-child)').forEach((old) => old.remove())
  try {
    shown = await mountStory(story, { language, theme, nonce, ...(into && { into }) })
  } catch (error) {
    failure = [String(error)]
  } finally {
    document.title = story
  }
}

const problems = () => shown?.problems ?? failure
async function showAddress(): Promise<void> {
  const address = readAddress(location.search)
  // The list begins without a story.
  if (address.story === '') return
  await show(address)
  listProblems()
}
/** Some come later, with an answer or a click. */
function listProblems(): void {
  if (problemList) problemList.textContent = problems().join('\n\n')
}
setInterval(listProblems, 500)

const page: StoryPage = { show, problems, folders: FOLDERS, listStories }
Object.assign(globalThis, { storyPage: page })

// The list changes the address of its frame in place.
addEventListener('popstate', () => void showAddress())
void showAddress()
