/**
 * What a page asks of the REST surface: sentences in English beside their codes, whatever languages
 * its browser reads. The page says them in its own language by the codes.
 */
export const IN_ENGLISH = { 'accept-language': 'en' }
