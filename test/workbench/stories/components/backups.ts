import { Refusal } from '#shared/contract/refusal.ts'
import BackupList from '../../../../src-renderer/components/backups/BackupList.vue'
import BackupsCard from '../../../../src-renderer/components/backups/BackupsCard.vue'
import RestoreBackupDialog from '../../../../src-renderer/components/backups/RestoreBackupDialog.vue'
import { asBackup, backup, BACKUPS, FULL_DISK } from '../../data/backups.ts'
import { WRITTEN_PLAN } from '../../data/replacement.ts'
import { LONG_NAMED_SITE, SAMPLE_SITE } from '../../data/site.ts'
import { story } from '../../story.ts'

const DESKTOP = { kind: 'desktop', platform: 'linux' } as const
const WITH_TROUBLE = {
  ...BACKUPS,
  backups: [
    backup({
      at: '2026-03-12T09:00:00.000Z',
      reason: 'rescue',
      isRaw: true,
      verified: false,
      content: null,
      problem: 'damaged' as const,
    }),
    backup({ at: '2026-03-11T07:31:00.000Z', problem: 'newer' as const }),
    backup({
      at: '2026-03-10T07:31:00.000Z',
      content: null,
      problem: 'unavailable' as const,
      verified: false,
    }),
    backup({
      at: '2026-03-09T07:31:00.000Z',
      reason: 'other',
      content: null,
      problem: 'not-a-site' as const,
      verified: false,
    }),
    backup({ at: '2026-03-08T07:31:00.000Z', reason: 'restore' }),
  ],
}
const planned = { 'backups.plan': { plan: WRITTEN_PLAN } }
const then = asBackup(backup())

export default {
  BackupList: story(BackupList, {
    several: { answers: { 'backups.list': BACKUPS } },
    'on the desktop': { answers: { 'backups.list': BACKUPS }, host: DESKTOP },
    'with trouble': {
      answers: {
        'backups.list': { ...WITH_TROUBLE, folder: { ...BACKUPS.folder, isReadable: false } },
      },
    },
    none: { answers: { 'backups.list': { ...BACKUPS, backups: [] } } },
    'no site is open': {
      answers: { 'backups.list': { ...BACKUPS, present: null, next: null, changed: null } },
      site: null,
    },
    asked: {
      answers: { 'backups.list': BACKUPS, ...planned },
      act: async ({ click, appears }) => {
        await click('.restore')
        await appears('[data-testid=replacement-sides]')
      },
    },
  }),
  BackupsCard: story(BackupsCard, {
    'in a browser': { answers: { 'backups.list': BACKUPS } },
    'on the desktop': { answers: { 'backups.list': BACKUPS }, host: DESKTOP },
    'chosen folder': {
      answers: {
        'backups.list': {
          ...BACKUPS,
          folder: { chosen: 'Nettverksmappe for økonomi', problem: null, isReadable: true },
        },
      },
      host: DESKTOP,
    },
    'folder gone': {
      answers: {
        'backups.list': {
          ...BACKUPS,
          folder: {
            chosen: 'USB-disk',
            problem: { code: 'backups.folder-unusable', message: 'Gone.', details: { reason: 'gone' } },
            isReadable: false,
          },
        },
      },
      host: DESKTOP,
    },
    failed: {
      answers: {
        'backups.list': { ...BACKUPS, last: { at: '2026-03-12T08:30:00.000Z', error: FULL_DISK } },
      },
    },
    'sample site': {
      answers: { 'backups.list': { ...BACKUPS, present: null, next: null, changed: null } },
      site: SAMPLE_SITE,
    },
  }),
  RestoreBackupDialog: story(RestoreBackupDialog, {
    asked: { answers: planned, props: { backup: then, knownVersion: 160, busy: false } },
    'older, of a site with a long name, while none is open': {
      answers: { 'backups.plan': { plan: { ...WRITTEN_PLAN, present: null, lost: null } } },
      props: {
        backup: asBackup(
          backup({
            content: {
              name: LONG_NAMED_SITE.name,
              appVersion: null,
              dataVersion: 130,
              counts: { codes: 1_204_318, operations: 3021, messages: 0, payments: 0 },
            },
          }),
        ),
        knownVersion: 160,
        busy: false,
      },
    },
    refused: {
      answers: { 'backups.plan': new Refusal('backups.damaged', { backup: 'daily.sqlite' }) },
      props: { backup: then, knownVersion: 160, busy: false },
    },
    busy: { answers: planned, props: { backup: then, knownVersion: 160, busy: true } },
  }),
}
