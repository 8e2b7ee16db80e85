/** Updates of the program itself. */
export const updates = {
  card: 'Updates',
  wanted: 'Look for updates once a day',
  hint: 'Nothing is downloaded or installed before you choose it.',
  asked:
    'The server for updates is asked which version is the newest. It learns nothing about you or the site.',
  check: 'Look now',
  checking: 'Looking for an update…',
  available: 'Version {version} can be installed.',
  nothingYet: 'Nothing has been downloaded yet.',
  look: 'See what is new',
  later: 'Not now',
  title: 'Version {version}',
  notes: 'Release notes',
  download: 'Download',
  downloading: 'Downloading: {percent}%',
  ready:
    'The update has been downloaded and checked. It is installed when you choose it, and the program starts again. Everything that you have saved stays as it is.',
  install: 'Install now',
  installUnsaved: 'Install without a backup',
  noBackup:
    'No backup could be made of the site that is open. The update has been downloaded and checked, and is not installed yet.',
  preparing: 'Making a backup before the update is installed…',
  installing: 'The update is being installed. The computer may ask for your password.',
  failed: {
    offline: 'This computer has no connection to the server. Try again when it is online.',
    'no-answer': 'The server did not answer for half a minute. Try again later.',
    server: 'The server did not give an update that can be used. Try again later.',
    interrupted: 'The download was interrupted. Download it again.',
    damaged: 'The file is not the one that was published, and was not installed. Download it again.',
    'not-installed':
      'The update was not installed. The version that you have is unchanged. Download it again to try once more.',
  },
}
