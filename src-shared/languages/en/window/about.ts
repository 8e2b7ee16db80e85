/** The dialog about the program. */
export const about = {
  title: 'About E-commerce Admin',
  version: 'Version {version}',
  what: 'For the person who administers payments on a site with events, training and recordings. Everything is stored on this computer.',
  on: 'Running on {versions}',
  notes: 'Release notes',
  licenses: 'Licenses',
  report: 'Problem report',
  showData: 'Show data folder',
  showLog: 'Show log',
  back: 'Back',
  saveReport: 'Save report',
  whatReport:
    'This is the whole report. It has no names, addresses or codes in it. Read it before you save it and send it to somebody.',
  whatNotes: 'What has changed since the previous version.',
  whatLicenses: 'Software and fonts by others that are part of the program, with their licenses.',
  missing: 'This text does not come with the program when it runs from its source.',
  reportFile: 'E-commerce Admin problem report.txt',
  saved: 'The problem report is saved.',
  notShown: 'The file manager of this computer could not be opened.',
}
