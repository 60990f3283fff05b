/** What answers with the time (`urn:mpeg:dash:utc:http-iso:2014`). */
export const CLOCK_PATH = '/streams/_/clock'
/** The same from where the manifest of a channel is. */
export const CLOCK_ADDRESS = '../_/clock'
