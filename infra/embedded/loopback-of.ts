/** An agent beside its control plane dials in over loopback, also when all addresses are listened on. */
export function loopbackOf(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:')
}
