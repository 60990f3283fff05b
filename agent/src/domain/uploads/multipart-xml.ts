import type { ListedPart } from './upload-plan.ts'

/** Id of an upload that was created; null where the answer has none. */
export function uploadIdIn(xml: string): string | null {
  return textIn(xml, 'UploadId')
}

/** One page of `ListParts`, and from which part the next one goes on; null where it is the last. */
export function listedPartsIn(xml: string): { parts: ListedPart[]; next: string | null } {
  const parts = [...xml.matchAll(/<Part>([\s\S]*?)<\/Part>/g)].flatMap(([, part = '']) => {
    const [number, bytes] = [Number(textIn(part, 'PartNumber')), Number(textIn(part, 'Size'))]
    const etag = textIn(part, 'ETag')
    return etag !== null && number > 0 ? [{ number, bytes, etag }] : []
  })
  const isCut = textIn(xml, 'IsTruncated') === 'true'
  return { parts, next: isCut ? textIn(xml, 'NextPartNumberMarker') : null }
}

/** Body of `CompleteMultipartUpload`. */
export function completion(parts: readonly Pick<ListedPart, 'number' | 'etag'>[]): string {
  const listed = parts.map(({ number, etag }) => {
    return `<Part><PartNumber>${number}</PartNumber><ETag>${escaped(etag)}</ETag></Part>`
  })
  return `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${listed.join('')}</CompleteMultipartUpload>`
}

function textIn(xml: string, name: string): string | null {
  const found = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]
  return found === undefined ? null : unescaped(found)
}

const SIGNS = [
  ['&quot;', '"'],
  ['&#34;', '"'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&apos;', "'"],
  ['&amp;', '&'],
] as const

function unescaped(text: string): string {
  return SIGNS.reduce((rest, [entity, sign]) => rest.replaceAll(entity, sign), text)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
