export type TestCard = { width: number; height: number; framesPerSecond: number }

/** `testcard://1280x720@25`, the built-in source; without a rate 25. Null when it cannot be made. */
export function parseTestCard(href: string): TestCard | null {
  const match = /^testcard:\/\/(\d{2,4})x(\d{2,4})(?:@(\d{1,2}(?:\.\d{1,3})?))?\/?$/i.exec(href)
  if (!match) return null
  const [width, height, framesPerSecond] = [
    Number(match[1]),
    Number(match[2]),
    Number(match[3] ?? 25),
  ]
  const even = width % 2 === 0 && height % 2 === 0
  const inBounds = width >= 64 && width <= 3840 && height >= 64 && height <= 2160
  if (!even || !inBounds || framesPerSecond < 1 || framesPerSecond > 60) return null
  return { width, height, framesPerSecond }
}
