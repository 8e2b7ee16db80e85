import type { SecretsReader, SecretsWriter } from '../secrets.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { query } from './query.ts'

export const secretsReader = (connection: ReadConnection): SecretsReader => ({
  async box() {
    return await connection.get('secrets.box', query.selectFrom('secret_box').select(['seal', 'wrapped']))
  },
  async list() {
    return await connection.all('secrets.all', query.selectFrom('secret').selectAll().orderBy('name'))
  },
  async find(name) {
    const one = query.selectFrom('secret').selectAll().where('name', '=', name)
    return await connection.get('secrets.find', one)
  },
  async count() {
    const count = query.selectFrom('secret').select(({ fn }) => fn.countAll<number>().as('count'))
    return (await connection.get('secrets.count', count))?.count ?? 0
  },
})

export const secretsWriter = (connection: WriteConnection): SecretsWriter => ({
  async writeBox(box) {
    const write = query
      .insertInto('secret_box')
      .values({ id: 1, ...box })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(box))
    await connection.erase('secrets.write-box', write)
  },
  async insert(secret) {
    await connection.run('secrets.insert', query.insertInto('secret').values(secret))
  },
  async reseal(secrets) {
    for (const { name, sealed } of secrets)
      await connection.erase(
        'secrets.reseal',
        query.updateTable('secret').set({ sealed }).where('name', '=', name),
      )
  },
  async dropAll() {
    await connection.erase('secrets.drop-box', query.deleteFrom('secret_box'))
    await connection.erase('secrets.drop', query.deleteFrom('secret'))
  },
})
