import type { Widen } from '../../../i18n/texts.ts'
import type { enDocs } from './en.ts'

export const trDocs: Widen<typeof enDocs> = {
  docs: {
    title: 'Belgeler',
    intro: 'Burada çalışan {{version}} sürümünün belgeleri.',
    inEnglish: 'Belgelerin metinleri İngilizcedir.',
    apiDocs: 'API’nin tüm çağrıları burada:',
    way: 'Bu sayfanın yeri',
    onThisPage: 'Bu sayfada',
    pages: 'Belgelerin sayfaları',
    chapters: '{{title}} bölümleri',
    table: 'Tablo: {{title}}',
    code: 'Kod: {{title}}',
    picture: 'Resim: {{title}}',
    copyCode: 'Kodu kopyala: {{title}}',
    turn: 'Önceki ve sonraki sayfa',
    before: 'Önceki',
    after: 'Sonraki',
  },
}
