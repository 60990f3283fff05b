type BannerFacts = {
  url: string
  email: string
  /** Shown once, on the first start, when no password was given. */
  password: string | null | undefined
  demo: boolean
}

/** What a person who has just typed `npm start` needs to know. */
export function banner(facts: BannerFacts): string {
  const lines = ['', '  CashbackTV Transcoder is on air.', '', `  Web app   ${facts.url}`]
  lines.push(`  E-mail    ${facts.email}`)
  if (typeof facts.password === 'string') {
    lines.push(`  Password  ${facts.password}   (shown only this once)`)
  }
  lines.push(`  API       ${facts.url}/api/docs`)
  if (facts.demo) lines.push(`  Demo      ${facts.url}/streams/demo/index.m3u8`)
  return `${lines.join('\n')}\n\n`
}
