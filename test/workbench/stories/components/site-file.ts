import type { z } from 'zod'
import { type InspectedSiteFile, inspectedSiteFileSchema } from '#shared/contract/site-file.ts'
import SiteFileCard from '../../../../src-renderer/components/site-file/SiteFileCard.vue'
import SiteFileDialog from '../../../../src-renderer/components/site-file/SiteFileDialog.vue'
import { WRITTEN_PLAN } from '../../data/replacement.ts'
import { LONG_NAMED_SITE, SAMPLE_SITE } from '../../data/site.ts'
import { story } from '../../story.ts'

const written: z.input<typeof inspectedSiteFileSchema> = {
  name: 'Vestlia Kurs',
  savedAt: '2026-03-10T15:20:00.000Z',
  dataVersion: 380,
  knownVersion: 380,
  counts: { codes: 1_204_318, batches: 212, revisions: 14, operations: 3021 },
  bytes: 48_200_000,
  plan: WRITTEN_PLAN,
}
const content: InspectedSiteFile = inspectedSiteFileSchema.parse(written)
const file = 'vestlia-2026-03-10.ehandel'

export default {
  SiteFileCard: story(SiteFileCard, {
    'own site': {},
    'sample site': { site: SAMPLE_SITE },
    moving: { props: { moving: true } },
    'file chosen': {
      answers: { 'siteFile.inspect': written },
      act: async ({ click, appears }) => {
        await click('.buttons button:last-child')
        await appears('[data-testid=replacement-sides]')
      },
    },
  }),
  SiteFileDialog: story(SiteFileDialog, {
    found: { props: { file, content, busy: false } },
    'older, with long names': {
      props: {
        file: `${LONG_NAMED_SITE.name}.ehandel`,
        content: { ...content, name: LONG_NAMED_SITE.name, dataVersion: 310 },
        busy: false,
      },
      site: LONG_NAMED_SITE,
    },
    busy: { props: { file, content, busy: true } },
  }),
}
