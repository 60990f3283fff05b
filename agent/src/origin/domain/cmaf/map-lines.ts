/**
 * What a playlist says before a segment of CMAF: where the initialisation section of its run is. It is said
 * again after each discontinuity, even where it is the same (rule 8.20 of Apple's authoring rules for HLS).
 */
export function mapLines(): (uri: string, isDiscontinuity: boolean) => string[] {
  let said: string | null = null
  return (uri, isDiscontinuity) => {
    if (uri === said && !isDiscontinuity) return []
    said = uri
    return [`#EXT-X-MAP:URI="${uri}"`]
  }
}
