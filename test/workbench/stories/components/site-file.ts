import SiteFileCard from '../../../../src-renderer/components/site-file/SiteFileCard.vue'
import { WRITTEN_FILE } from '../../data/replacement.ts'
import { SAMPLE_SITE } from '../../data/site.ts'
import { story } from '../../story.ts'

export default {
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
