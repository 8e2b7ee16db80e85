import { describe, expect, it } from 'vitest'
import { type FolderFacts, unsafePlaces } from '#backend/areas/data-folder/unsafe-place.ts'

const HOMES: Readonly<Record<string, string>> = {
  linux: '/home/kari',
  darwin: '/Users/kari',
  win32: 'C:\\Users\\kari',
}

function placeOf(
  platform: 'linux' | 'darwin' | 'win32',
  path: string,
  rest: Partial<FolderFacts> & { marked?: readonly [folder: string, name: string] } = {},
): string | null {
  const { marked } = rest
  const [unsafe] = unsafePlaces({
    platform,
    path,
    home: HOMES[platform] ?? '',
    env: {},
    fileSystem: null,
    isOpen: false,
    names: (folder) => (marked?.[0] === folder ? ['notes.txt', marked[1]] : []),
    ...rest,
  })
  return unsafe?.kind === 'synced' ? unsafe.service : (unsafe?.kind ?? null)
}

describe('a folder that a program synchronizes', () => {
  it.each([
    ['win32', 'C:\\Users\\kari\\OneDrive\\ehandel', 'onedrive'],
    ['win32', 'C:\\Users\\kari\\OneDrive - Fjordkurs AS\\ehandel', 'onedrive'],
    ['win32', 'D:\\onedrive\\ehandel', 'onedrive'],
    ['win32', 'C:\\Users\\kari\\Dropbox (Personlig)\\ehandel', 'dropbox'],
    ['win32', 'C:\\Users\\kari\\iCloudDrive\\ehandel', 'icloud'],
    ['win32', 'G:\\Min disk\\ehandel', 'google-drive'],
    ['win32', 'G:\\My Drive\\ehandel', 'google-drive'],
    ['win32', 'C:\\Users\\kari\\Nextcloud\\ehandel', 'nextcloud'],
    ['win32', 'C:\\Users\\kari\\Box\\ehandel', 'box'],
    ['darwin', '/Users/kari/Library/Mobile Documents/com~apple~CloudDocs/ehandel', 'icloud'],
    ['darwin', '/Users/kari/Library/CloudStorage/OneDrive-Fjordkurs/ehandel', 'onedrive'],
    ['darwin', '/Users/kari/Library/CloudStorage/GoogleDrive-kari@example.com/Min disk/e', 'google-drive'],
    ['darwin', '/Users/kari/Library/CloudStorage/Dropbox/ehandel', 'dropbox'],
    ['darwin', '/Users/kari/Library/CloudStorage/ProtonDrive-kari/ehandel', 'other'],
    ['darwin', '/Users/kari/Google Drive/ehandel', 'google-drive'],
    ['linux', '/home/kari/Dropbox/ehandel', 'dropbox'],
    ['linux', '/home/kari/Nextcloud2/ehandel', 'nextcloud'],
    ['linux', '/home/kari/ownCloud', 'owncloud'],
  ] as const)('is known by its name on %s: %s', (platform, path, service) => {
    expect(placeOf(platform, path)).toBe(service)
  })

  it.each([
    ['linux', '/home/kari/.local/share/ecommerce-admin'],
    ['linux', '/home/kari/Dropboxes/ehandel'],
    ['linux', '/home/kari/Box/ehandel'],
    ['win32', 'C:\\Users\\kari\\box\\ehandel'],
    ['linux', '/home/kari/My Drive/ehandel'],
    ['linux', '/home/kari/not OneDrive/ehandel'],
    ['darwin', '/Users/kari/Library/Application Support/ecommerce-admin'],
    ['darwin', '/Users/kari/Library/CloudStorage'],
    ['win32', 'C:\\Users\\kari\\AppData\\Local\\ecommerce-admin'],
    ['win32', 'C:\\Data\\Min disk\\ehandel'],
    ['win32', '\\\\?\\C:\\Data\\ehandel'],
  ] as const)('is not taken for one by a name that is like it on %s: %s', (platform, path) => {
    expect(placeOf(platform, path)).toBeNull()
  })

  it.each(['OneDrive', 'OneDriveConsumer', 'OneDriveCommercial'])(
    'is known by %s, whatever it is called',
    (name) => {
      const env = { [name]: 'D:\\Sky' }
      expect(placeOf('win32', 'd:\\sky\\ehandel', { env })).toBe('onedrive')
      expect(placeOf('win32', 'D:\\Sky', { env })).toBe('onedrive')
      for (const path of ['D:\\Skyer\\ehandel', 'E:\\Sky\\ehandel', 'D:\\'])
        expect(placeOf('win32', path, { env })).toBeNull()
      expect(placeOf('win32', 'D:\\Sky', { env: { [name]: '' } })).toBeNull()
    },
  )

  it.each([
    ['.dropbox', 'dropbox'],
    ['.dropbox.cache', 'dropbox'],
    ['.tmp.drivedownload', 'google-drive'],
    ['.nextcloudsync.log', 'nextcloud'],
    ['.owncloudsync.log', 'owncloud'],
    ['.sync_0f3a9c11d2e4.db', 'nextcloud'],
    ['._sync_0f3a9c11d2e4.db', 'nextcloud'],
    ['.stfolder', 'syncthing'],
  ] as const)('is known by %s in it or above it', (name, service) => {
    const path = '/srv/arbeid/ehandel/data'
    for (const folder of [path, '/srv/arbeid'])
      expect(placeOf('linux', path, { marked: [folder, name] })).toBe(service)
    expect(placeOf('linux', path, { marked: ['/srv/annet', name] })).toBeNull()
  })

  it('is not the home in which a program keeps its own settings', () => {
    expect(placeOf('linux', '/home/kari/data', { marked: ['/home/kari', '.dropbox'] })).toBeNull()
  })
})

describe('a folder on the network', () => {
  it.each([
    'nfs',
    'nfs4',
    'cifs',
    'smb3',
    'smbfs',
    'SMBFS',
    'webdav',
    '9p',
    'afpfs',
    'vboxsf',
    'ceph',
    'fuse.sshfs',
    'fuse.rclone',
    'fuse.davfs2',
    'fuse.gvfsd-fuse',
    'macfuse.sshfs',
  ])('is known by its file system %s', (fileSystem) => {
    expect(placeOf('linux', '/mnt/felles/ehandel', { fileSystem })).toBe('network')
  })

  it.each([
    'ext4',
    'btrfs',
    'xfs',
    'zfs',
    'tmpfs',
    'overlay',
    'apfs',
    'hfs',
    'ntfs',
    'fuseblk',
    'fuse.portal',
    'exfat',
    null,
  ])('is not one with %s', (fileSystem) =>
    expect(placeOf('linux', '/mnt/felles/ehandel', { fileSystem })).toBeNull(),
  )

  it.each(['\\\\nas\\felles\\ehandel', '//nas/felles/ehandel', '\\\\?\\UNC\\nas\\felles\\ehandel'])(
    'is known on Windows by its path %s',
    (path) => expect(placeOf('win32', path)).toBe('network'),
  )

  it('is called by its service where that is known', () => {
    expect(placeOf('linux', '/home/kari/OneDrive', { fileSystem: 'fuse.rclone' })).toBe('onedrive')
  })
})
