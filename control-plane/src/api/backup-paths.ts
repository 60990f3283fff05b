import { Backup, RestoreReport } from '@cashbacktv/contract'
import { z } from 'zod'

const security = [{ Bearer: [] }]
const tags = ['backup']
const query = (name: string, schema: object, description: string) => ({
  name,
  in: 'query',
  required: false,
  schema,
  description,
})

/** The part of the OpenAPI document about backups, whose routes are no procedures. */
export function backupPaths(): Record<string, object> {
  const backup = { 'application/json': { schema: z.toJSONSchema(Backup, { io: 'input' }) } }
  const report = { 'application/json': { schema: z.toJSONSchema(RestoreReport) } }
  return {
    '/backup': {
      get: {
        operationId: 'backup-download',
        tags,
        security,
        summary:
          'Channels, their groups, presets, pictures and the settings of all, in one file; no people, keys or alerts. It holds the whole addresses of sources.',
        responses: {
          200: { description: 'The backup, written as it is read', content: backup },
        },
      },
    },
    '/backup/restore': {
      post: {
        operationId: 'backup-restore',
        tags,
        security,
        summary: 'Bring back what a backup has, or say what that would do',
        parameters: [
          query('dryRun', { type: 'boolean', default: false }, 'Change nothing'),
          query(
            'mode',
            { type: 'string', enum: ['merge', 'replace'], default: 'merge' },
            'What the file does not have is left, or deleted',
          ),
        ],
        requestBody: { required: true, content: backup },
        responses: {
          200: { description: 'What it did, or would do', content: report },
        },
      },
    },
  }
}
