import { z } from 'zod'
import { says } from '../messages/says.ts'
import { ToldMessage } from '../messages/told-message.ts'
import { changeOf } from '../schema/change-of.ts'

/** `http://` or `https://` and a server, without a path or a user: what is below it is the bucket's. */
const Endpoint = z
  .string()
  .trim()
  .max(300)
  .regex(/^https?:\/\/[A-Za-z0-9.:[\]-]+$/, { error: says('bucket-endpoint-form'), abort: true })

/** Folders that an address keeps as they are. */
const Prefix = z
  .string()
  .trim()
  .max(200)
  .regex(/^(?:\w[\w.-]*(?:\/\w[\w.-]*)*)?$/, { error: says('bucket-prefix-form') })

const BucketName = z
  .string()
  .trim()
  .max(63)
  .regex(/^[a-z0-9][a-z0-9.-]+[a-z0-9]$/, { error: says('bucket-name-form') })

/** Visible ASCII, as it goes into a header. */
const AccessKey = z
  .string()
  .trim()
  .max(128)
  .regex(/^[!-~]+$/, { error: says('bucket-key-form') })
const Secret = z
  .string()
  .trim()
  .max(256)
  .regex(/^[!-~]+$/, { error: says('bucket-key-form') })

/** Where files of recordings are uploaded to: a bucket of Amazon S3, or of a server that is like it. */
export const RecordingBucket = z.object({
  endpoint: Endpoint,
  region: z
    .string()
    .trim()
    .max(64)
    .regex(/^[a-z0-9-]+$/, { error: says('bucket-region-form') })
    .default('us-east-1'),
  bucket: BucketName,
  prefix: Prefix.default(''),
  /** `path`: `https://server/bucket/…`; `host`: `https://bucket.server/…`. */
  addressing: z.enum(['path', 'host']).default('path'),
  accessKey: AccessKey,
  /** Never shown again. */
  secret: Secret,
})
export type RecordingBucket = z.infer<typeof RecordingBucket>

/** As people and the audit may see it. */
export const ShownRecordingBucket = RecordingBucket.omit({ secret: true })
export type ShownRecordingBucket = z.infer<typeof ShownRecordingBucket>

/**
 * Body of `PUT /settings/recording-bucket`: what is left out stays, the secret only with its server and
 * key. Null: none.
 */
export const PutRecordingBucketInput = z
  .strictObject({
    bucket: changeOf(
      z.strictObject({
        ...RecordingBucket.shape,
        endpoint: Endpoint.refine((text) => URL.canParse(text), {
          error: says('bucket-endpoint-form'),
        }),
      }),
    )
      .nullable()
      .optional(),
  })
  .meta({
    examples: [
      {
        bucket: {
          endpoint: 'https://s3.eu-central-1.amazonaws.com',
          region: 'eu-central-1',
          bucket: 'recordings',
          prefix: 'tv',
          addressing: 'path',
          accessKey: 'AKIAIOSFODNN7EXAMPLE',
          secret: 'wJalrXUtnFEMI/K7MDENG',
        },
      },
    ],
  })
export type PutRecordingBucketInput = z.infer<typeof PutRecordingBucketInput>

export const RecordingBucketView = z.object({
  bucket: ShownRecordingBucket.nullable(),
})
export type RecordingBucketView = z.infer<typeof RecordingBucketView>

/** What came of putting a small object into the bucket and deleting it again. */
export const RecordingBucketTry = z.object({
  ok: z.boolean(),
  /** In milliseconds. */
  tookMs: z.int().nonnegative(),
  /** Why it failed. */
  problem: ToldMessage.nullable(),
})
export type RecordingBucketTry = z.infer<typeof RecordingBucketTry>
