type Errors = (statuses: (401 | 403 | 404 | 409 | 422)[]) => Record<string, object>

const security = [{ Bearer: [] }]
const tags = ['uploads']
const uuid = { type: 'string', format: 'uuid' }
const id = { name: 'id', in: 'path', required: true, schema: uuid }
const uploaded = {
  type: 'object',
  properties: {
    id: uuid,
    sha256: { type: 'string', description: 'How a slate names the picture' },
    width: { type: 'integer', minimum: 1, maximum: 10_000 },
    height: { type: 'integer', minimum: 1, maximum: 10_000 },
  },
  required: ['id', 'sha256', 'width', 'height'],
}
const form = {
  type: 'object',
  properties: { file: { type: 'string', format: 'binary' } },
  required: ['file'],
}

/** The part of the OpenAPI document about pictures, whose routes are no procedures. */
export function uploadPaths(errors: Errors): Record<string, object> {
  return {
    '/uploads/logo': {
      post: {
        operationId: 'uploads-logo',
        summary: 'Upload a logo',
        tags,
        security,
        requestBody: { required: true, content: { 'multipart/form-data': { schema: form } } },
        responses: {
          201: { description: 'Kept', content: { 'application/json': { schema: uploaded } } },
          413: { description: 'Larger than 5 MB' },
          415: { description: 'No PNG, JPEG or WebP' },
          ...errors([401, 403, 422]),
        },
      },
    },
    '/uploads/{id}': {
      parameters: [id],
      get: {
        operationId: 'uploads-get',
        summary: 'The picture',
        tags,
        security,
        responses: {
          200: { description: 'The picture', content: { 'image/png': {} } },
          ...errors([401, 404]),
        },
      },
      delete: {
        operationId: 'uploads-delete',
        summary: 'Delete a picture',
        tags,
        security,
        responses: { 204: { description: 'Done' }, ...errors([401, 403, 404, 409]) },
      },
    },
  }
}
