/** Who asks the origin for a destination: it counts no viewer by this name. */
export const RESTREAM_AGENT = 'cashbacktv-restream'
