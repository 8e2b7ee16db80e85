import { readFile } from 'node:fs/promises'
import { findWords } from './find-words.ts'
import { inRoot } from './paths.ts'
import { run } from './run.ts'

/** Part of `npm run lint`: names each word of build/banned-words.ts that is used, with what to write instead. */
const folders = ['src-main', 'src-preload', 'src-renderer', 'src-shared', 'build', 'test', 'docs']
const rootFiles = ['*.md', '*.ts', 'package.json']
const checked = /\.(ts|vue|mjs|css|html|md|json)$/
const notChecked = /^test\/fixtures\/|^build\/banned-words\.ts$|^test\/unit\/build\/banned-words\.spec\.ts$/

const { stdout } = await run('git', ['ls-files', '-co', '--exclude-standard', ...folders, ...rootFiles], {
  cwd: inRoot(),
})
const files = stdout
  .split('\n')
  .filter((file) => checked.test(file) && !notChecked.test(file) && file !== 'package-lock.json')
let count = 0
for (const file of files) {
  const text = await readFile(inRoot(file), 'utf8').catch(() => '')
  for (const { line, found, use } of [...findWords('', file), ...findWords(file, text)]) {
    count += 1
    console.error(`${file}:${line} has “${found}”: use ${use}`)
  }
}
if (count > 0) console.error(`${count} banned words (build/banned-words.ts)`)
process.exit(count > 0 ? 1 : 0)
