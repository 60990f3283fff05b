const HOME = '/'

/** A path of our own to go to, from what a form or an address says; anything else is the home page. */
export function safeReturnTo(wanted: unknown): string {
  if (typeof wanted !== 'string' || !/^\/(?![/\\])/.test(wanted)) return HOME
  const url = URL.canParse(wanted, 'http://own') ? new URL(wanted, 'http://own') : null
  if (url?.host !== 'own' || url.pathname.startsWith('//')) return HOME
  return /^\/(login|logout|second-step)\b/.test(url.pathname) ? HOME : url.pathname + url.search
}
