type BannerFacts = {
  url: string
  adminEmail: string
  /** Shown once, on the first start, when no password was given. */
  generatedAdminPassword: string | null
  demo: boolean
}

/** What a person who has just typed `npm start` needs to know. */
export function banner(facts: BannerFacts): string {
  const lines = ['', '  CashbackTV Transcoder is on air.', '', `  Web app   ${facts.url}`]
  lines.push(`  E-mail    ${facts.adminEmail}`)
  if (facts.generatedAdminPassword !== null) {
    lines.push(`  Password  ${facts.generatedAdminPassword}   (shown only this once)`)
  }
  lines.push(`  API       ${facts.url}/api/docs`)
  if (facts.demo) lines.push(`  Demo      ${facts.url}/streams/demo/index.m3u8`)
  return `${lines.join('\n')}\n\n`
}
