import { expect, it } from 'vitest'
import { typeInMountInfo, typeInMountList, typeOfNumber } from '#backend/areas/data-folder/file-system.ts'

const MOUNT_INFO = `22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
27 22 0:24 / /home/kari/felles\\040mappe rw,relatime shared:2 - cifs //nas/felles rw,vers=3.1.1
28 22 0:25 / /mnt/a rw - tmpfs tmpfs rw
29 28 0:26 / /mnt/a rw shared:9 master:3 - nfs4 nas:/a rw
30 22 0:27 / /home/kari/over rw - fuse.sshfs kari@nas: rw
`

it.each([
  ['/home/kari/data', 'ext4'],
  ['/home/kari/felles mappe/ehandel', 'cifs'],
  ['/home/kari/felles mappe', 'cifs'],
  ['/home/kari/felles mapper', 'ext4'],
  ['/mnt/a/data', 'nfs4'],
  ['/home/kari/over/data', 'fuse.sshfs'],
  ['/', 'ext4'],
])('finds the file system of %s in Linux’s table', (path, type) => {
  expect(typeInMountInfo(MOUNT_INFO, path)).toBe(type)
})

const MOUNT_LIST = `/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
//kari@nas._smb._tcp.local/felles on /Volumes/felles (smbfs, nodev, nosuid, mounted by kari)
nas:/b on /Volumes/b (gammel) (nfs)
`

it.each([
  ['/Users/kari/data', 'apfs'],
  ['/Volumes/felles/ehandel', 'smbfs'],
  ['/Volumes/felles2/ehandel', 'apfs'],
  ['/Volumes/b (gammel)/ehandel', 'nfs'],
])('finds the file system of %s in what a Mac lists', (path, type) => {
  expect(typeInMountList(MOUNT_LIST, path)).toBe(type)
})

it('finds nothing in what is no table', () => {
  for (const text of ['', 'nonsense', ' - ', '1 2 3 - ext4']) {
    expect(typeInMountInfo(text, '/data')).toBeNull()
    expect(typeInMountList(text, '/data')).toBeNull()
  }
})

it('knows network file systems by their numbers, also where the number counts as negative', () => {
  expect(typeOfNumber(0x6969)).toBe('nfs')
  expect(typeOfNumber(0xff534d42 | 0)).toBe('cifs')
  expect(typeOfNumber(0xef53)).toBeNull()
})
