/** What is wrong with the picture, the audio or the programmes of a source. */
export const picture = {
  'not-media': 'What comes from the source is not a stream that can be read.',
  'no-video':
    'The source has no picture, or none has come yet. A channel needs one with a picture.',
  'video-missing': 'The source announces a picture that never comes.',
  'unclear-picture': 'The picture of the source could not be made out in time.',
  'picture-too-large': 'The picture of the source is larger than 4096x2304.',
  'only-tables': 'The source sends its tables (PAT and PMT), but no picture and no audio.',
  scrambled:
    'The source is scrambled and cannot be decoded. Ask its provider for a clear stream, or put a descrambler before it.',
  encrypted:
    'The source is encrypted in a way that only players with a licence can read (SAMPLE-AES, Widevine, PlayReady, FairPlay). Ask its provider for a clear or an AES-128 stream.',
  'audio-missing': 'The source announces audio that never comes.',
  // Named as older hosts and the rules of those who read the API have it: `sound` for what is audio.
  'no-sound': 'The source sends no audio: viewers hear silence until it does.',
  'audio-track-missing':
    'The source does not have the audio track that was chosen: viewers hear its main one.',
  'further-audio-missing':
    'The source does not send all audio that viewers may choose: {{tracks}}. The main audio, or silence, is heard in its place.',
  'subtitles-missing':
    'The source does not have all subtitles that viewers may choose: {{tracks}}.',
  'subtitles-unread':
    'The source sends subtitles as pictures (DVB bitmap), and the host cannot read their letters: {{tracks}}. Install tesseract-ocr there, with the package of their language, such as tesseract-ocr-tur, and start its agent again.',
  'content-black': 'The picture is black.',
  'content-freeze': 'The picture does not move.',
  'content-silence': 'The audio is silent.',
  'content-no-audio': 'The source has stopped sending audio.',
  'content-changed': 'The picture of the source has another shape or rate than it had.',
  'content-still-card': 'The same card has been shown for a long time.',
  'content-low-bitrate': 'The source sends less than the floor that was set.',
  'content-loudness': 'The audio is louder or quieter than its target.',
  'content-clipping': 'The audio is at full scale: it is distorted.',
  'program-missing':
    'The source has no programme {{wanted}} with a picture; it has {{programs:message}}. Choose another programme of it.',
  'programs-none': 'none with a picture',
  'programs-listed': '{{numbers}}',
  'programs-listed-in-part': '{{numbers}} and others',
  'source-changed': 'The source changed its audio or picture in a way that needs a new start.',
  'decoding-failed': 'The source could not be decoded.',
} as const
