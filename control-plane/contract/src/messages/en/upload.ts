/** Why a file that was sent as a picture is not taken. */
export const upload = {
  'picture-file-large': 'The picture is larger than {{megabytes:whole}} MB.',
  'picture-file-empty': 'The file is empty.',
  'picture-kind': 'Upload a PNG, JPEG or WebP picture.',
  'picture-sides':
    'The picture is {{width:whole}}x{{height:whole}} pixels. At most {{most:whole}}x{{most:whole}} are taken.',
  'picture-animated': 'The picture is animated. Upload a still one.',
  'picture-damaged': 'The picture is damaged or cut off. Upload it again.',
  'picture-detailed':
    'Kept without loss, the picture takes more than the {{megabytes:whole}} MB that hosts take. Make it smaller.',
} as const
