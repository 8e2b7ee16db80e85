import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readWithOpenpyxl } from '../../support/openpyxl.ts'
import { expect, test } from '../fixtures.ts'
import { mailPage, queueFromFile, RECIPIENTS } from '../support/mail-page.ts'

test.use({ ownHost: true })

test('without a server: files in a folder or a zip, a workbook for merging, and a person’s word', async ({
  app,
  hostKind,
}) => {
  const { page } = app
  const mail = mailPage(page)
  await queueFromFile(app, RECIPIENTS)
  await mail.open()
  async function save(format: 'folder' | 'zip' | 'xlsx', name: string): Promise<string> {
    const path = join(app.dataFolder, name)
    await app.saveTo(path)
    await page.getByTestId('save-files').click()
    await page.getByTestId(`save-files-${format}`).click()
    await expect(mail.notice()).toContainText(`5 meldinger skrevet til ${name.slice(0, 6)}`)
    if (format !== 'folder') await app.saved()
    return path
  }

  const workbook = await save('xlsx', 'fletting.xlsx')
  const cells = (await readWithOpenpyxl(workbook)).rows.flat().map(({ value }) => value)
  expect(cells).toEqual(expect.arrayContaining(RECIPIENTS.map(([, email]) => email)))
  if (hostKind === 'electron') {
    const folder = await save('folder', 'e-post')
    const files = (await readdir(folder)).filter((name) => name.endsWith('.eml'))
    expect(files).toHaveLength(5)
    expect(await readFile(join(folder, files[0] ?? ''), 'latin1')).toMatch(/^Message-ID: </im)
  } else {
    const zip = await readFile(await save('zip', 'e-post.zip'))
    expect(zip.subarray(0, 2).toString()).toBe('PK')
    expect(zip.toString('latin1').match(/\.eml/g)?.length).toBe(10)
  }

  await mail.counted({ 'I kø': 5 })
  await page.getByTestId('hand-over').getByRole('button', { name: 'Merk 5 som sendt' }).click()
  await expect(mail.notice()).toContainText('5 meldinger merket som sendt.')
  await mail.counted({ 'I kø': 0, Sendt: 5 })
  await expect(page.getByTestId('hand-over')).toHaveCount(0)
})
