import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startDebianPostgres, TEST_SECRETS_KEY } from '@cashbacktv/db/test'
import { onTestFinished } from 'vitest'
import { startS3Server } from '../../../agent/test/s3-server.ts'

const run = promisify(execFile)

export type BackupStage = Awaited<ReturnType<typeof startBackupStage>>

/** A database, a pair of keys of age (`identity` in `folder` is the secret one), and the scripts with what they need. */
export async function startBackupStage() {
  const folder = mkdtempSync(join(tmpdir(), 'backup-'))
  execFileSync('age-keygen', ['-o', join(folder, 'identity')], { stdio: 'ignore' })
  const recipient = /age1[a-z0-9]+/.exec(readFileSync(join(folder, 'identity'), 'utf8'))?.[0] ?? ''
  const database = await startDebianPostgres()
  return {
    folder,
    databaseUrl: database.url,
    script(name: string, args: string[], env: Record<string, string>) {
      const known = {
        PATH: process.env.PATH,
        BACKUP_RECIPIENT: recipient,
        SECRETS_KEY: TEST_SECRETS_KEY,
      }
      return run(join(import.meta.dirname, '..', name), args, { env: { ...known, ...env } })
    },
    /** A store that speaks S3, and how rclone is told of it. */
    async remoteStore() {
      const store = await startS3Server()
      onTestFinished(store.close)
      const { endpoint, region, bucket, accessKey, secret } = store.bucket
      const remote = {
        HOME: folder,
        RCLONE_CONFIG_S3_TYPE: 's3',
        RCLONE_CONFIG_S3_PROVIDER: 'Other',
        RCLONE_CONFIG_S3_ENDPOINT: endpoint,
        RCLONE_CONFIG_S3_REGION: region,
        RCLONE_CONFIG_S3_ACCESS_KEY_ID: accessKey,
        RCLONE_CONFIG_S3_SECRET_ACCESS_KEY: secret,
        // This one has its bucket, and takes uploads in parts alone.
        RCLONE_CONFIG_S3_NO_CHECK_BUCKET: 'true',
        RCLONE_CONFIG_S3_UPLOAD_CUTOFF: '0',
      }
      return { store, remote, to: `s3:${bucket}/cashbacktv` }
    },
    async close() {
      await database.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
