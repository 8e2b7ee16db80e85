import type { SecretsReader, SecretsWriter } from '../secrets.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { query } from '../sql/query.ts'

export const secretsReader = (connection: ReadConnection): SecretsReader => ({
  async box() {
    return connection.get('secrets.box', query.selectFrom('secret_box').select(['seal', 'wrapped']))
  },
  async list() {
    return connection.all('secrets.all', query.selectFrom('secret').selectAll())
  },
  async find(name) {
    return connection.get('secrets.find', query.selectFrom('secret').selectAll().where('name', '=', name))
  },
  async count() {
    const count = query.selectFrom('secret').select(({ fn }) => fn.countAll<number>().as('count'))
    return connection.get('secrets.count', count)?.count ?? 0
  },
})

export const secretsWriter = (connection: WriteConnection): SecretsWriter => ({
  async writeBox(box) {
    connection.erase('secrets.write-box', query.replaceInto('secret_box').values({ id: 1, ...box }))
  },
  async insert(secret) {
    connection.run('secrets.insert', query.insertInto('secret').values(secret))
  },
  async reseal(secrets) {
    for (const { name, sealed } of secrets)
      connection.erase('secrets.reseal', query.updateTable('secret').set({ sealed }).where('name', '=', name))
  },
  async dropAll() {
    connection.erase('secrets.drop-box', query.deleteFrom('secret_box'))
    connection.erase('secrets.drop', query.deleteFrom('secret'))
  },
})
