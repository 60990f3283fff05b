/** Where who is logged in finds the stream or the picture of a channel that not everyone may watch. */
export function watchPath(channelId: string, what: 'playlist' | 'picture'): string {
  return `/channels/${channelId}/watch/${what}`
}
