import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'
import { electronFlags } from '../../../build/electron.ts'
import { until } from '../../support/condition.ts'
import { repeated, writeWorkbook } from '../../support/hostile-files.ts'
import { packageElectron } from '../support/packaged-electron.ts'
import { root } from '../support/root.ts'
import { expect, test } from '../fixtures.ts'

async function buildProject(folder: string): Promise<string> {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: folder,
      target: 'node20',
      rolldownOptions: {
        input: {
          main: join(root, 'test/support/packaged-workbooks/main.ts'),
          backend: join(root, 'test/support/packaged-workbooks/backend.ts'),
          'workbook-child': join(root, 'src-main/backend/areas/tables/workbook/workbook-child.ts'),
        },
        external: ['electron'],
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  })
  const manifest = { name: 'packaged-workbooks', version: '0.0.0', type: 'module', main: 'main.js' }
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest))
  return folder
}

/** The command lines of all processes of this program. */
async function processesOf(executable: string): Promise<string[]> {
  const lines = (await readdir('/proc'))
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''))
  return (await Promise.all(lines)).filter((line) => line.startsWith(executable))
}

test.skip(process.platform !== 'linux', 'looks at /proc, and packages as on Linux')

test('a packaged application reads workbooks in processes of their own, with limits', async ({
  dataFolder,
}, testInfo) => {
  const project = await buildProject(testInfo.outputPath('project'))
  const executable = await packageElectron(project, testInfo.outputPath('packaged'))
  await mkdir(dataFolder, { recursive: true })
  const heavy = join(dataFolder, 'heavy.xlsx')
  await writeWorkbook(heavy, repeated(`<row>${'<c><v>1</v></c>'.repeat(400)}</row>`, 120))
  const cut = join(dataFolder, 'cut.xlsx')
  const whole = join(root, 'test/fixtures/recipients/1000-recipients.xlsx')
  await writeFile(cut, (await readFile(whole)).subarray(0, 15_000))
  await writeFile(join(dataFolder, 'workbooks.json'), JSON.stringify([whole, heavy, cut, whole]))

  const child = spawn(executable, [...electronFlags(), '--data', dataFolder], { stdio: 'ignore' })
  const ended = once(child, 'exit')
  try {
    const outcomes = join(dataFolder, 'outcomes.json')
    await until('the workbooks are read', () => existsSync(outcomes), 60_000)
    expect(JSON.parse(await readFile(outcomes, 'utf8'))).toEqual([
      1001,
      'file.unpacks-too-large',
      'file.damaged',
      1001,
      'job.cancelled',
    ])
    // Neither a workbook's process is left, nor is the application there twice.
    const processes = await processesOf(executable)
    const utilities = processes.filter((line) => line.includes('node.mojom.NodeService'))
    expect(utilities).toHaveLength(1)
    expect(processes.filter((line) => !line.includes('--type='))).toHaveLength(1)
  } finally {
    child.kill('SIGKILL')
    await ended
  }
})
