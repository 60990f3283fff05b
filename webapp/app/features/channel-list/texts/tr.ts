/** Yakın zamanda silinenlerin Türkçe metinleri. */
export const trDeleted = {
  deleted: {
    intro:
      'Silinen kanal {{hours}} saat boyunca geri getirilebilir: olduğu gibi döner, açıksa yeniden yayına girer.',
    emptyTitle: 'Yakın zamanda silinen yok',
    emptyText: 'Silinenler {{hours}} saat boyunca burada kalır.',
    at: 'Silindi:',
    by: '{{email}} tarafından',
    until: 'son geri getirme:',
    on: 'Yeniden yayına girer',
    off: 'Kapalı kalır',
    taken:
      '/{{slug}} adresini artık başka bir kanal kullanıyor. Önce o kanala başka bir adres verin.',
    restore: 'Geri getir',
    restoreNamed: '{{name}} kanalını geri getir',
    back: '{{name}} geri geldi.',
  },
}
