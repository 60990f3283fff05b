/** The English texts of the bucket that files of recordings are uploaded to. */
export const enBucket = {
  bucket: {
    title: 'Bucket for files of recordings',
    hint: 'Amazon S3, or a server that is like it. Hosts upload to it what is asked for.',
    endpoint: 'Address of the server',
    region: 'Region',
    bucket: 'Bucket',
    prefix: 'Folder in it',
    prefixHint: 'Empty for none. Below it each channel has a folder.',
    addressing: 'How the bucket is addressed',
    addressings: {
      path: 'In the path: server/bucket',
      host: 'In the name: bucket.server',
    },
    accessKey: 'Access key',
    secret: 'Secret key',
    secretKept:
      'Kept. Enter another to replace it. Another server, bucket or access key needs it anew.',
    save: 'Save the bucket',
    try: 'Try it',
    remove: 'Use no bucket',
    saved: 'The bucket was saved.',
    removed: 'Nothing is uploaded any more. What is in the bucket stays there.',
    tried: 'An object was put into the bucket and deleted, in {{ms}} ms.',
    tryFailed: 'The bucket cannot be used. It was tried for {{ms}} ms.',
  },
}
