/** Rejects where it cannot be built. */
export function bundleServer(entry: string, outfile: string): Promise<void>
