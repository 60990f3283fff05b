/** Fixed sentences of the API about fields, in Turkish. Sentences with figures in them come as they are. */
export const TURKISH_SENTENCES: ReadonlyMap<string, string> = new Map([
  ['Enter an e-mail address.', 'Bir e-posta adresi girin.'],
  ['Enter a password.', 'Bir parola girin.'],
  ['Give the channel a name.', 'Kanala bir ad verin.'],
  [
    'One size is published, and several were given. Leave one, and make a channel of its own for each other size.',
    'Tek bir boyut yayınlanır, birden çok boyut verildi. Birini bırakın; öbür boyutların her biri için ayrı bir kanal oluşturun.',
  ],
  ['Give the size that is published.', 'Yayınlanacak boyutu verin.'],
  ['A channel needs at least one source.', 'Bir kanalın en az bir kaynağı olmalıdır.'],
  [
    'Use 1 to 63 lower case letters, digits or hyphens, starting with a letter or a digit.',
    'Harf ya da rakamla başlayan, 1-63 küçük harf, rakam ya da tire kullanın.',
  ],
  ['Use at least 12 characters.', 'En az 12 karakter kullanın.'],
  ['Use at most 2000 characters.', 'En çok 2000 karakter kullanın.'],
  ['This is not your password.', 'Bu sizin parolanız değil.'],
  ['This person does not exist.', 'Böyle bir kullanıcı yok.'],
  ['Somebody has an account with this address already.', 'Bu adresle açılmış bir hesap zaten var.'],
  [
    'This is the last administrator. Make somebody else an administrator first.',
    'Bu, son yönetici. Önce başka birini yönetici yapın.',
  ],
  [
    'This link was used before, is too old, or was replaced by a newer one. Ask an administrator for another.',
    'Bu bağlantı kullanılmış, süresi dolmuş ya da yerine yenisi verilmiş. Bir yöneticiden yenisini isteyin.',
  ],
  ['Write a network as 10.0.0.0/8 or fd00::/8.', 'Ağı 10.0.0.0/8 ya da fd00::/8 biçiminde yazın.'],
  [
    'There is no such channel, or it was deleted too long ago.',
    'Böyle bir kanal yok ya da silineli çok oldu.',
  ],
  [
    'Another channel took the slug meanwhile. Try again.',
    'Bu arada başka bir kanal bu adresi aldı. Yeniden deneyin.',
  ],
  ['A memory limit is a whole number of bytes.', 'Bellek sınırı bir sayı olmalıdır.'],
  ['A memory limit is 64 MB or more.', 'Bellek sınırı en az 64 MB olmalıdır.'],
  [
    'A CPU limit is a whole percentage of one core.',
    'CPU sınırı, bir çekirdeğin tam sayı yüzdesidir.',
  ],
  ['A CPU limit is 5 % or more.', 'CPU sınırı en az %5 olmalıdır.'],
  ['A CPU limit is 10000 % or less.', 'CPU sınırı en çok %10000 olabilir.'],
  ['The picture is larger than 5 MB.', 'Resim 5 MB’tan büyük.'],
  ['The file is larger than 64 MB.', 'Dosya 64 MB’tan büyük.'],
  [
    'Too much is being sent at the moment. Try again.',
    'Şu anda çok fazla veri gönderiliyor. Yeniden deneyin.',
  ],
  [
    'The body did not arrive in time. Send it again.',
    'Gönderilen veri zamanında ulaşmadı. Yeniden gönderin.',
  ],
  ['This channel does not exist.', 'Böyle bir kanal yok.'],
])
