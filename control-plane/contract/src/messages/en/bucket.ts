/** What is said of the bucket that files of recordings are uploaded to. */
export const bucket = {
  'bucket-none':
    'No bucket is set up. An administrator names one under Settings, Recordings; then it is tried again.',
  'bucket-endpoint-form':
    'The address of the server begins with https:// or http:// and has no path, such as https://s3.eu-central-1.amazonaws.com.',
  'bucket-name-form':
    'The name of a bucket has 3 to 63 characters: small letters, digits, dots and hyphens.',
  'bucket-prefix-form':
    'Folders have letters, digits, dots, hyphens and underscores, with / between, and begin with a letter or digit.',
  'bucket-region-form': 'A region has small letters, digits and hyphens, such as eu-central-1.',
  'bucket-key-form': 'A key has visible characters of ASCII, without blanks.',
  'bucket-secret-missing':
    'Give the secret key. One that is kept stays with its server, its bucket and its access key.',
  'bucket-wrong-key': 'The bucket refuses the access key or its secret. Check both.',
  'bucket-denied':
    'The access key may not do this in the bucket. Its policy has to allow putting, reading and deleting objects and aborting uploads.',
  'bucket-missing':
    'The server has no such bucket. Check its name, its region and how it is addressed.',
  'bucket-region': 'The bucket is in another region, or the address is of another one. Check both.',
  'bucket-clock':
    'The clocks are too far apart: the server takes nothing that is signed more than 15 minutes off. Set the clock of this machine.',
  'bucket-taken': 'An object of another recording has this name. It is tried again under another.',
  'bucket-busy': 'The server of the bucket is busy or broken ({{answer}}). It is tried again.',
  'bucket-answer': 'The server of the bucket answers {{answer}}.',
  'bucket-certificate':
    'The certificate of the server of the bucket is not trusted here ({{error}}).',
  'bucket-network':
    'The server of the bucket is in a network that is refused. An administrator allows it under Settings, System, or as SOURCE_ALLOW_CIDRS.',
  'bucket-no-address': 'The name of the server of the bucket is not known here.',
  'bucket-unreachable': 'The server of the bucket is not reached ({{error}}).',
  'bucket-upload-broken': 'The upload ended without a word ({{detail}}). It is tried again.',
} as const
