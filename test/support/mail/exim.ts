import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

export interface Exim {
  readonly port: number
  /** Every message that it has delivered. */
  delivered(): Promise<Buffer[]>
  stop(): Promise<void>
}

/** Debian's nobody and nogroup: Exim delivers nothing as root. */
const NOBODY = { uid: 65_534, gid: 65_534 }

const configuration = (folder: string, port: number, { uid, gid }: typeof NOBODY) => `
primary_hostname = mail.example
spool_directory = ${folder}/spool
log_file_path = ${folder}/%slog
pid_file_path = ${folder}/exim.pid
exim_user = ${uid}
exim_group = ${gid}
never_users =
keep_environment =
tls_advertise_hosts =
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${port}
smtputf8_advertise_hosts = *
acl_smtp_rcpt = check_recipient
acl_smtp_data = accept
smtp_accept_queue_per_connection = 0
begin acl
check_recipient:
  deny
    message = Nobody of that name here
    condition = \${if match{$local_part}{^ukjent}}
  accept
begin routers
all:
  driver = accept
  transport = folder
begin transports
folder:
  driver = appendfile
  directory = ${folder}/mail
  maildir_format
  create_directory
  user = ${uid}
  group = ${gid}
  envelope_to_add
`

/** Exim as Debian ships it, without rights and for this machine only, with a folder of its own. */
export async function startExim(): Promise<Exim> {
  const folder = await mkdtemp(join(tmpdir(), 'exim-'))
  const isRoot = process.getuid?.() === 0
  const port = await freePort()
  for (const name of ['spool', 'mail']) await mkdir(join(folder, name))
  const path = join(folder, 'exim.conf')
  await writeFile(path, configuration(folder, port, isRoot ? NOBODY : userInfo()))
  await chmod(folder, 0o755)
  if (isRoot)
    for (const name of ['', 'spool', 'mail']) await chown(join(folder, name), NOBODY.uid, NOBODY.gid)
  const exim = spawn('/usr/sbin/exim4', ['-C', path, '-bdf', '-q1m'], {
    stdio: 'ignore',
    ...(isRoot ? { uid: NOBODY.uid, gid: NOBODY.gid } : {}),
  })
  return {
    port,
    async delivered() {
      const inbox = join(folder, 'mail', 'new')
      const names = await readdir(inbox).catch(() => [])
      return await Promise.all(names.map((name) => readFile(join(inbox, name))))
    },
    async stop() {
      await ended(exim)
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function ended(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null) return
  const gone = once(process, 'exit')
  process.kill('SIGTERM')
  await gone
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
