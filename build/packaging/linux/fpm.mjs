#!/usr/bin/env node
/**
 * Makes a .deb with Debian's own dpkg-deb, from the arguments that electron-builder gives fpm: fpm itself is downloaded
 * by electron-builder, from where many networks do not reach. Used by `npm run package` on Debian; a release is made with fpm.
 */
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const WITH_VALUE = /^(-s|-t|-d|--[a-z-]+)$/
const WITHOUT_VALUE = new Set(['--force', '--debug'])

/** Options by name, each with all of its values, and what goes where: `source=target`. */
function read(args) {
  const options = new Map()
  const files = []
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i]
    if (WITHOUT_VALUE.has(arg)) continue
    if (WITH_VALUE.test(arg)) options.set(arg, [...(options.get(arg) ?? []), args[(i += 1)]])
    else {
      const at = arg.lastIndexOf('=')
      files.push({ source: arg.slice(0, at), target: arg.slice(at + 1) })
    }
  }
  return { options, files }
}

/** A field's further lines begin with a space, and an empty one is a full stop. */
const asField = (text) =>
  text
    .trim()
    .split('\n')
    .map((line, i) => (i === 0 ? line.trim() : ` ${line.trim() || '.'}`))
    .join('\n')

const { options, files } = read(process.argv.slice(2))
const one = (name) => options.get(name)?.at(-1) ?? ''
const root = mkdtempSync(join(tmpdir(), 'deb-'))
chmodSync(root, 0o755)
try {
  for (const { source, target } of files) {
    const to = join(root, target)
    mkdirSync(dirname(to), { recursive: true })
    cpSync(source, to, { recursive: true, verbatimSymlinks: true })
    // What comes out of a temporary folder is for its owner alone.
    if (statSync(to).isFile()) chmodSync(to, 0o644)
  }
  const debian = join(root, 'DEBIAN')
  mkdirSync(debian)
  const kilobytes = execFileSync('du', ['-sk', '--exclude=DEBIAN', root], { encoding: 'utf8' }).split('\t')[0]
  const fields = {
    Package: one('--name'),
    Version: one('--version'),
    Architecture: one('--architecture'),
    Maintainer: one('--maintainer'),
    'Installed-Size': kilobytes,
    Depends: (options.get('-d') ?? []).join(', '),
    Section: 'misc',
    Priority: one('--deb-priority'),
    Homepage: one('--url'),
    Description: asField(one('--description')),
  }
  const lines = Object.entries(fields).flatMap(([name, value]) => (value ? [`${name}: ${value}\n`] : []))
  writeFileSync(join(debian, 'control'), lines.join(''))
  for (const [option, name] of [
    ['--after-install', 'postinst'],
    ['--after-remove', 'postrm'],
  ])
    writeFileSync(join(debian, name), readFileSync(one(option)), { mode: 0o755 })
  // Fast, and about as small as fpm's xz.
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zzstd', '-z3', '--build', root, one('--package')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
} finally {
  rmSync(root, { recursive: true, force: true })
}
