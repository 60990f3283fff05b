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
export function uploadPaths(): Record<string, object> {
  return {
    '/uploads/logo': {
      post: {
        operationId: 'uploads-logo',
        summary: 'Upload a logo: a PNG, JPEG or WebP of at most 5 MB',
        tags,
        security,
        requestBody: { required: true, content: { 'multipart/form-data': { schema: form } } },
        responses: {
          201: { description: 'Kept', content: { 'application/json': { schema: uploaded } } },
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
        },
      },
      delete: {
        operationId: 'uploads-delete',
        summary: 'Delete a picture',
        tags,
        security,
        responses: { 204: { description: 'Done' } },
      },
    },
  }
}
