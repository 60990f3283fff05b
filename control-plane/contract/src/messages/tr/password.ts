import type { password as english } from '../en/password.ts'

export const password: Readonly<Record<keyof typeof english, string>> = {
  'password-common':
    'Bu parola ilk denenenler arasında. Birbiriyle ilgisiz birkaç sözcük daha iyidir.',
  'password-pattern':
    'Bu, hep aynı parçanın ya da yan yana tuşların yinelenmesi. Birbiriyle ilgisiz birkaç sözcük daha iyidir.',
  'password-product': 'Parolada bu ürünün adını kullanmayın.',
  'password-personal': 'Parolada adınızı ve adresinizi kullanmayın.',
}
