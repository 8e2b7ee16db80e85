import SiteFileCard from '../../../../src-renderer/components/site-file/SiteFileCard.vue'
import OpenedFile from '../../../../src-renderer/components/site-file/OpenedFile.vue'
import { WRITTEN_FILE } from '../../data/replacement.ts'
import { SAMPLE_SITE } from '../../data/site.ts'
import { story } from '../../story.ts'

const opening = { token: 'file-token-000001', name: 'Vestlia.ehandel', bytes: 48_200_000 }

export default {
  OpenedFile: story(OpenedFile, {
    'site file': {
      host: { kind: 'desktop', platform: 'linux', opening },
      answers: { 'siteFile.inspect': WRITTEN_FILE },
      act: async ({ appears }) => void (await appears('[data-testid=replacement-sides]')),
    },
    nothing: {},
  }),
  SiteFileCard: story(SiteFileCard, {
    'own site': {},
    'sample site': { site: SAMPLE_SITE },
    moving: { props: { moving: true } },
    'file chosen': {
      answers: { 'siteFile.inspect': WRITTEN_FILE },
      act: async ({ click, appears }) => {
        await click('.buttons button:last-child')
        await appears('[data-testid=replacement-sides]')
      },
    },
  }),
}
