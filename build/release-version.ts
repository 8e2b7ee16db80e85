import manifest from '../package.json' with { type: 'json' }
import { exitWith } from './run.ts'

/** Of the release workflow: the tag must be that of the version which is packaged. */
const [tag] = process.argv.slice(2)
if (tag !== `v${manifest.version}`)
  exitWith(`The tag is “${tag ?? ''}”, and package.json has version ${manifest.version}.`)
