import { posix, win32 } from 'node:path'
import type { SyncService, UnsafePlace } from '#shared/contract/data-folder.ts'

/** What is known of a folder and of the machine; nothing here looks at a disk. */
export interface FolderFacts {
  readonly platform: NodeJS.Platform
  /** With every link followed; on Windows a connected network drive as `\\server\share`. */
  readonly path: string
  readonly home: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** The type of the file system that it is on, as the system names it, such as `ext4`; null where it does not say. */
  readonly fileSystem: string | null
  /** Other users of the computer get into it. */
  readonly isOpen: boolean
  /** The names in a folder above it, or in itself. */
  names(folder: string): readonly string[]
}

/** Why the folder is no safe place for a database, the worst first; none where nothing is known against it. */
export function unsafePlaces(facts: FolderFacts): UnsafePlace[] {
  const found: UnsafePlace[] = []
  const service = byVariable(facts) ?? byName(facts) ?? byMarker(facts)
  if (service) found.push({ kind: 'synced', service })
  else if (isOnNetwork(facts)) found.push({ kind: 'network' })
  if (facts.isOpen) found.push({ kind: 'open' })
  return found
}

const pathsOf = ({ platform }: FolderFacts) => (platform === 'win32' ? win32 : posix)

/** Windows and macOS do not distinguish capitals in paths. */
const folded = ({ platform }: FolderFacts, path: string): string =>
  platform === 'linux' ? path : path.normalize('NFC').toLowerCase()

function isWithin(facts: FolderFacts, folder: string): boolean {
  const { relative, isAbsolute } = pathsOf(facts)
  const way = relative(folded(facts, folder), folded(facts, facts.path))
  return !way.startsWith('..') && !isAbsolute(way)
}

/** OneDrive says in the environment where its folders are, whatever they are called. */
const VARIABLES = ['OneDrive', 'OneDriveConsumer', 'OneDriveCommercial'] as const

function byVariable(facts: FolderFacts): SyncService | null {
  const said = VARIABLES.map((name) => facts.env[name]).filter((folder) => folder)
  return said.some((folder) => isWithin(facts, folder ?? '')) ? 'onedrive' : null
}

/** The usual names of their folders, with what follows for a second account. */
const NAMES: readonly (readonly [RegExp, SyncService])[] = [
  [/^OneDrive( ?[-–] ?.+)?$/i, 'onedrive'],
  [/^Dropbox( ?\(.+\))?$/i, 'dropbox'],
  [/^iCloud ?Drive$/i, 'icloud'],
  [/^Google ?Drive( ?\(.+\))?$/i, 'google-drive'],
  [/^Nextcloud\d*$/i, 'nextcloud'],
  [/^ownCloud\d*$/i, 'owncloud'],
  [/^Box( Sync)?$/, 'box'],
]
/** Below `~/Library/CloudStorage`, a folder for each account of what the system calls a provider. */
const PROVIDERS: readonly (readonly [RegExp, SyncService])[] = [
  [/^OneDrive/i, 'onedrive'],
  [/^Dropbox/i, 'dropbox'],
  [/^GoogleDrive/i, 'google-drive'],
  [/^Nextcloud/i, 'nextcloud'],
  [/^ownCloud/i, 'owncloud'],
  [/^Box/i, 'box'],
  [/./, 'other'],
]
/** The top of the drive that Google's program makes on Windows, in the languages of this application. */
const GOOGLE_TOP = /^(My Drive|Min disk|Shared drives|Delte disker)$/i

function byName(facts: FolderFacts): SyncService | null {
  const { platform, path, home } = facts
  const { join, parse, relative, sep } = pathsOf(facts)
  if (platform === 'darwin') {
    if (isWithin(facts, join(home, 'Library/Mobile Documents'))) return 'icloud'
    const provided = join(home, 'Library/CloudStorage')
    const [account = ''] = relative(provided, path).split(sep)
    if (account !== '' && isWithin(facts, provided)) return serviceNamed(PROVIDERS, account)
  }
  const names = path.slice(parse(path).root.length).split(sep)
  if (platform === 'win32' && GOOGLE_TOP.test(names[0] ?? '')) return 'google-drive'
  for (const name of names) {
    const service = serviceNamed(NAMES, name)
    // Box has no program for Linux, where the name says little.
    if (service && !(service === 'box' && platform === 'linux')) return service
  }
  return null
}

const serviceNamed = (names: readonly (readonly [RegExp, SyncService])[], name: string): SyncService | null =>
  names.find(([pattern]) => pattern.test(name))?.[1] ?? null

/** What their programs keep in the folder that they synchronize, whatever that is called. */
const MARKERS: readonly (readonly [RegExp, SyncService])[] = [
  [/^\.dropbox(\.cache)?$/, 'dropbox'],
  [/^\.tmp\.drive(up|down)load$/, 'google-drive'],
  [/^\.nextcloudsync\.log$/, 'nextcloud'],
  [/^\.owncloudsync\.log$/, 'owncloud'],
  // Both programs name their journal so.
  [/^\._?sync_[0-9a-f]{8,}\.db$/, 'nextcloud'],
  [/^\.stfolder$/, 'syncthing'],
  [/^\.box(_sync)?$/i, 'box'],
]

function byMarker(facts: FolderFacts): SyncService | null {
  const { dirname } = pathsOf(facts)
  for (let folder = facts.path; ; folder = dirname(folder)) {
    // What a program keeps for itself in a home is no sign that the home is synchronized.
    if (folded(facts, folder) === folded(facts, facts.home)) return null
    const names = facts.names(folder)
    const found = MARKERS.find(([pattern]) => names.some((name) => pattern.test(name)))
    if (found) return found[1]
    if (dirname(folder) === folder) return null
  }
}

const NETWORK = new RegExp(
  `^(${[
    ...[
      'nfs',
      'nfs4',
      'cifs',
      'smb',
      'smb2',
      'smb3',
      'smbfs',
      'ncpfs',
      'afs',
      'afpfs',
      'webdav',
      'davfs',
      'ftp',
    ],
    ...['9p', 'coda', 'ceph', 'lustre', 'beegfs', 'gpfs', 'ocfs2', 'glusterfs', 'orangefs', 'pvfs2'],
    // Folders of the computer that a virtual machine runs on.
    ...['vboxsf', 'prl_fs', 'vmhgfs'],
  ].join('|')})$`,
)
const NETWORK_PROGRAMS =
  /^(fuse|osxfuse|macfuse|fuse-t)\.?(sshfs|davfs2?|rclone|gvfsd-fuse|curlftpfs|s3fs|smbnetfs|glusterfs|ceph|cephfs|mfs|vmhgfs-fuse|google-drive-ocamlfuse|kio-fuse)$/

function isOnNetwork({ platform, path, fileSystem }: FolderFacts): boolean {
  if (platform === 'win32' && /^[\\/]{2}(?![?.][\\/])/.test(path)) return true
  if (platform === 'win32' && /^[\\/]{2}\?[\\/]UNC[\\/]/i.test(path)) return true
  const type = fileSystem?.toLowerCase() ?? ''
  return NETWORK.test(type) || NETWORK_PROGRAMS.test(type)
}
