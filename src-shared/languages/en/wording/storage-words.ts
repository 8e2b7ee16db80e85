import type { FileReason, StoragePlace, StorageReason } from '../../../contract/storage-reasons.ts'
import type { ErrorText } from '../../../wording/error-texts.ts'

const PLACES: Readonly<Record<StoragePlace, string>> = {
  data: 'the data folder',
  backups: 'the backups folder',
  logs: 'the log folder',
  transfers: 'the folder for uploads and downloads',
  settings: 'the folder for your preferences',
}

/** A folder's name inside a sentence. */
export const placeName = (place: StoragePlace): string => PLACES[place]

const atStart = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const REASONS: Readonly<Record<StorageReason, (place: string) => ErrorText>> = {
  denied: (place) => ({
    fact: `You have no permission to read and write in ${place}.`,
    remedy: 'Give yourself permission, or ask whoever administers this computer, then try again.',
  }),
  'read-only': (place) => ({
    fact: `The disk with ${place} can only be read.`,
    remedy: 'Remove its write protection, or move the folder to another disk, then try again.',
  }),
  'not-a-folder': (place) => ({
    fact: `There is a file where ${place} should be.`,
    remedy: 'Move the file or give it another name, then try again.',
  }),
  'not-a-file': (place) => ({
    fact: `In ${place}, a folder has the name of one of the program’s files.`,
    remedy: 'Move that folder or give it another name, then try again.',
  }),
  'path-too-long': (place) => ({
    fact: `The path to ${place} is too long.`,
    remedy: 'Move the folder closer to the top of the disk, or shorten the names on the way, then try again.',
  }),
  'dangling-link': (place) => ({
    fact: `${atStart(place)}, or something in it, is a link to something that does not exist.`,
    remedy: 'Connect the disk that it leads to, or correct the link, then try again.',
  }),
  'io-error': (place) => ({
    fact: `The disk with ${place} reported an error.`,
    remedy:
      'Check that it is properly connected, then try again. If this goes on, copy the folder to another disk soon.',
  }),
  gone: (place) => ({
    fact: `${atStart(place)}, or a file of the program in it, is not there.`,
    remedy: 'Connect the disk that it lies on, or put it back, then try again.',
  }),
  quota: (place) => ({
    fact: `Your quota on the disk with ${place} is used up.`,
    remedy: 'Delete what you do not need, or ask for more, then try again.',
  }),
  'too-large': (place) => ({
    fact: `A file in ${place} has reached the largest size that is allowed there.`,
    remedy:
      'Move the folder to a disk that accepts larger files, or have the limit raised by whoever administers this computer, then try again.',
  }),
  'in-use': (place) => ({
    fact: `Another program has a file in ${place} open and lets nobody else use it.`,
    remedy:
      'Wait until it is done, or close it. It may be a virus scanner, a backup program or a synchronization. Then try again.',
  }),
  'no-locks': (place) => ({
    fact: `${atStart(place)} is on a disk that cannot lock files, most likely a network folder.`,
    remedy: 'Move it to a disk of this computer. Backups may be on the network.',
  }),
  server: () => ({
    fact: 'The database server refuses, or cannot be reached.',
    remedy: 'Check that it is running and that you may use it, then try again.',
  }),
  other: (place) => ({
    fact: `The system does not let the program read and write in ${place}.`,
    remedy: 'Check that the disk is connected and that you may write to the folder, then try again.',
  }),
}

/** What is wrong with a folder, and what to do. */
export function unavailableText(reason: StorageReason, place: StoragePlace): ErrorText {
  const { fact, remedy } = REASONS[reason](placeName(place))
  return { fact, remedy: `Nothing was changed. ${remedy}` }
}

/** Why a file was not saved, after a colon. */
export const unwritableWords: Readonly<Record<FileReason, string>> = {
  full: 'the disk is full',
  denied: 'you have no permission to write there',
  'read-only': 'the disk can only be read',
  'not-a-folder': 'a part of its path is a file, not a folder',
  'not-a-file': 'a folder has that name',
  exists: 'a folder of that name is there already, and is not empty',
  'path-too-long': 'its path or its name is too long',
  'dangling-link': 'it is a link to something that does not exist',
  'io-error': 'the disk reported an error',
  gone: 'the folder no longer exists',
  quota: 'your quota on the disk is used up',
  'too-large': 'it is larger than a file may be there',
  'in-use': 'another program has it open',
  other: 'the system does not allow it',
}
