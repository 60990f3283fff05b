/** CLASS of the date ranges in which a playlist of the past shows a slate (RFC 8216 4.3.2.7). */
export const SLATE_CLASS = 'tv.cashback.slate'
