import { expect, test } from 'vitest'
import { turkishNoCapacity } from './no-capacity.ts'

test.each([
  [
    'This host has no room for it. It needs 0.50 cores and 0.26 of 1.76 are free. In use: News 1.00, Sport 0.50, 3 more. It starts by itself when there is room.',
    'Sunucuda yer yok: 0,50 çekirdek gerekiyor, 1,76 çekirdekten 0,26 boş. Kullananlar: News 1,00; Sport 0,50; 3 kanal daha. Yer açılınca kendiliğinden başlar.',
  ],
  [
    'This host has no room for it. It needs 300 MB of memory and 100 MB are free. In use: News 1.00. It starts by itself when there is room.',
    'Sunucuda yer yok: 300 MB bellek gerekiyor, 100 MB boş. Kullananlar: News 1,00. Yer açılınca kendiliğinden başlar.',
  ],
  [
    'No host has room for this channel. Cores free: a 0.40 of 3.52, b 0.00 of 3.52. It starts by itself when there is room.',
    'Hiçbir sunucuda yer yok. Boş çekirdek: a 0,40 / 3,52; b 0,00 / 3,52. Yer açılınca kendiliğinden başlar.',
  ],
  [
    'This host has no room for it. It needs 9.99 cores and 0.26 of 1.76 are free. In use: Kanal 2, 1.50 Mb/s 0.50, Idle 0.00. It starts by itself when there is room.',
    'Sunucuda yer yok: 9,99 çekirdek gerekiyor, 1,76 çekirdekten 0,26 boş. Kullananlar: Kanal 2, 1.50 Mb/s 0,50. Yer açılınca kendiliğinden başlar.',
  ],
  [
    'This host has no room for it. It needs 9.99 cores and 1.76 of 1.76 are free. In use: Idle 0.00. It starts by itself when there is room.',
    'Sunucuda yer yok: 9,99 çekirdek gerekiyor, 1,76 çekirdekten 1,76 boş. Yer açılınca kendiliğinden başlar.',
  ],
  [
    'This host has no room for it. It needs 0.50 cores and 0.00 of 0.60 are free. In use: Radio 1. It starts 0.50, Sport 0.50. Other programs take 1.40. It starts by itself when there is room.',
    'Sunucuda yer yok: 0,50 çekirdek gerekiyor, 0,60 çekirdekten 0,00 boş. Kullananlar: Radio 1. It starts 0,50; Sport 0,50. Başka programlar 1,40 çekirdek kullanıyor. Yer açılınca kendiliğinden başlar.',
  ],
])('a wait for room is said in Turkish with its figures', (english, turkish) => {
  expect(turkishNoCapacity(english)).toBe(turkish)
})

test('another sentence is left to its code', () => {
  expect(turkishNoCapacity('Something else.')).toBeNull()
})
