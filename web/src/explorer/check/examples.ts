// Texts to try the check with, one a language. They were written for this page and say the same in each: the total of 2024 has
// two digits swapped (8.75 was published), boxes are called containers, and Zhaoqing has no figure to check by.
import type { Language } from '../../../../src/base/language.ts'

export interface Example {
  readonly on: string
  readonly text: string
}

const on = '2025-02-20'

export const examples: Readonly<Record<Language, Example>> = {
  en: {
    on,
    text: `From 2019 to 2023 the nine mainland cities of the Greater Bay Area traded goods worth 37.34 trillion yuan: exports came to 23.37 trillion yuan and imports to 13.97 trillion yuan.
In 2024 the imports and exports of the nine cities reached 8.57 trillion yuan, an increase of 10.1 percent.
Shenzhen accounted for 45.8 percent of the total trade of the nine cities from 2019 to 2023.
Guangdong made 2.53 million new energy vehicles in 2023.
Combined Ports and One Port Pass moved more than 480,000 containers in 2023.
Last year the trade of Zhaoqing came to 40 billion yuan.`,
  },
  'zh-Hans': {
    on,
    text: `2019年至2023年，大湾区内地九市进出口37.34万亿元，其中出口23.37万亿元，进口13.97万亿元。
2024年九市进出口8.57万亿元，同比增长10.1%。
2019年至2023年，深圳占九市进出口总值的45.8%。
2023年，广东生产新能源汽车253万辆。
2023年，组合港和一港通运送超过48万个集装箱。
去年，肇庆进出口400亿元。`,
  },
  'zh-Hant': {
    on,
    text: `2019年至2023年，大灣區內地九市進出口37.34萬億元，其中出口23.37萬億元，進口13.97萬億元。
2024年九市進出口8.57萬億元，同比增長10.1%。
2019年至2023年，深圳佔九市進出口總值的45.8%。
2023年，廣東生產新能源汽車253萬輛。
2023年，組合港和一港通運送超過48萬個集裝箱。
去年，肇慶進出口400億元。`,
  },
  pt: {
    on,
    text: `De 2019 a 2023 o comércio externo das nove cidades somou 37,34 biliões de yuans: exportações de 23,37 biliões de yuans e importações de 13,97 biliões de yuans.
Em 2024 as importações e exportações das nove cidades atingiram 8,57 biliões de yuans, mais 10,1% do que no ano anterior.
De 2019 a 2023 Shenzhen representou 45,8% do comércio externo total das nove cidades.
Em 2023 Guangdong produziu 2,53 milhões de veículos de nova energia.
Em 2023 os Portos Combinados e o One Port Pass movimentaram mais de 480 000 contentores.
No ano passado o comércio externo de Zhaoqing somou 40 mil milhões de yuans.`,
  },
}
