import type { bucket as english } from '../en/bucket.ts'

export const bucket: Readonly<Record<keyof typeof english, string>> = {
  'bucket-none':
    'Hiçbir depo (bucket) ayarlanmadı. Bir yönetici Ayarlar > Kayıtlar sayfasında belirtince yeniden denenecek.',
  'bucket-endpoint-form':
    'Sunucunun adresi https:// ya da http:// ile başlar ve yolu yoktur; örneğin https://s3.eu-central-1.amazonaws.com.',
  'bucket-name-form':
    'Bir deponun adı 3-63 karakterdir: küçük harfler, rakamlar, noktalar ve kısa çizgiler.',
  'bucket-prefix-form':
    'Klasörlerde harf, rakam, nokta, kısa çizgi ve alt çizgi bulunur, aralarında / olur; harf ya da rakamla başlarlar.',
  'bucket-region-form':
    'Bir bölgede küçük harf, rakam ve kısa çizgi bulunur; örneğin eu-central-1.',
  'bucket-key-form': 'Bir anahtarda görünür ASCII karakterleri bulunur, boşluk bulunmaz.',
  'bucket-secret-missing':
    'Gizli anahtarı verin. Saklanan anahtar; sunucusu, deposu ve erişim anahtarıyla birlikte kalır.',
  'bucket-wrong-key':
    'Depo, erişim anahtarını ya da gizli anahtarı kabul etmiyor. İkisini de denetleyin.',
  'bucket-denied':
    'Erişim anahtarının depoda buna izni yok. İlkesi nesne koymaya, okumaya, silmeye ve yüklemeleri iptal etmeye izin vermeli.',
  'bucket-missing':
    'Sunucuda böyle bir depo yok. Adını, bölgesini ve nasıl adreslendiğini denetleyin.',
  'bucket-region': 'Depo başka bir bölgede ya da adres başka bir bölgenin. İkisini de denetleyin.',
  'bucket-clock':
    'Saatler birbirinden çok farklı: sunucu, 15 dakikadan fazla kaymış bir imzayı kabul etmez. Bu makinenin saatini ayarlayın.',
  'bucket-taken': 'Başka bir kaydın nesnesi bu adı taşıyor. Başka bir adla yeniden denenecek.',
  'bucket-busy': 'Deponun sunucusu meşgul ya da bozuk ({{answer}}). Yeniden denenecek.',
  'bucket-answer': 'Deponun sunucusu şöyle yanıtlıyor: {{answer}}.',
  'bucket-certificate': 'Deponun sunucusunun sertifikasına burada güvenilmiyor ({{error}}).',
  'bucket-network':
    'Deponun sunucusu, reddedilen bir ağda. Bir yönetici bu ağa Ayarlar > Sistem sayfasında ya da SOURCE_ALLOW_CIDRS ile izin verir.',
  'bucket-no-address': 'Deponun sunucusunun adı burada bilinmiyor.',
  'bucket-unreachable': 'Deponun sunucusuna ulaşılamıyor ({{error}}).',
  'bucket-upload-broken': 'Yükleme bir şey demeden bitti ({{detail}}). Yeniden denenecek.',
}
