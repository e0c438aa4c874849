import { kindsIn, productsIn } from './mentions.ts'
import { weightyWords } from './words.ts'

/** What sort of answer a question wants. */
export type Sort =
  | 'hello'
  | 'thanks'
  | 'help'
  | 'crd'
  | 'fields'
  | 'compareKinds'
  | 'compareProducts'
  | 'howTo'
  | 'useCase'
  | 'useCases'
  | 'product'
  | 'products'
  | 'kinds'
  | 'versions'
  | 'changelog'
  | 'interfaces'
  | 'search'

interface Asked {
  question: string
  products: string[]
  kinds: string[]
  path?: string
}

/** The path of a use case, whole or without its ends. */
export const useCaseFile =
  /\buse-cases\/[\w/-]+(?:\.md)?|\b[a-z]+(?:-[a-z]+)*\/[a-z]+(?:-[a-z]+)+\.md\b/

const compares =
  /\bdiffer|\bcompar|\bversus\b|\bvs\b|\bor\b|\bchoose\b|\bbetter\b|\binstead of\b|\bbetween\b/i
const wantsList = /\b(which|what|list|all|show|every)\b/i

/** The first rule that fits decides: the order is from the particular to the general. */
const rules: readonly [Sort, (asked: Asked) => boolean][] = [
  [
    'hello',
    ({ question }) =>
      /^(hi|hello|hey|good (morning|afternoon|evening|day))\b[\s,!.]*(there|all|everybody)?[\s,!.]*$/i.test(
        question,
      ),
  ],
  [
    'thanks',
    ({ question }) =>
      /^(thanks|thank you|thx|great|perfect|ok(ay)?|cool|bye|goodbye)\b.{0,24}$/i.test(question),
  ],
  [
    'help',
    ({ question, kinds, products }) =>
      kinds.length + products.length === 0 &&
      /\b(what|how) can you (do|help)\b|\bwho are you\b|\bwhat are you\b|\bwhat do you (do|know)\b|^help\b/i.test(
        question,
      ),
  ],
  ['useCase', ({ question }) => useCaseFile.test(question)],
  ['compareKinds', ({ question, kinds }) => kinds.length > 1 && compares.test(question)],
  [
    'compareProducts',
    ({ question, products, kinds }) =>
      products.length > 1 && kinds.length === 0 && compares.test(question),
  ],
  [
    'changelog',
    ({ question, kinds }) =>
      kinds.length === 0 &&
      /\bchange ?log\b|\bwhat('s| is| has| was)? (new|changed)\b|\brelease notes\b|\bchanged (in|since)\b/i.test(
        question,
      ),
  ],
  [
    'versions',
    ({ question, kinds }) =>
      kinds.length === 0 &&
      /\bversions?\b|\b(latest|newest|last) release\b|\breleases\b|\breleased\b/i.test(question),
  ],
  ['useCases', ({ question }) => wantsList.test(question) && /\buse[ -]?cases\b/i.test(question)],
  ['products', ({ question }) => wantsList.test(question) && /\bproducts\b/i.test(question)],
  [
    'kinds',
    ({ question, kinds }) =>
      kinds.length === 0 &&
      wantsList.test(question) &&
      /\bcrds\b|\bkinds\b|\bcustom resources\b|\bcrd map\b/i.test(question),
  ],
  [
    'howTo',
    ({ question }) =>
      /\bhow (do|can|could|would|should|might) (i|we|you|one|somebody|people)\b|\bhow to\b|\bexamples?\b|\byaml\b|\bmanifest\b|\bset(ting)? up\b|\bsample\b|\bconfigure\b/i.test(
        question,
      ),
  ],
  ['fields', ({ kinds, path }) => kinds.length > 0 && path !== undefined],
  ['crd', (asked) => asked.kinds.length > 0 && (defines.test(asked.question) || isBare(asked))],
  [
    'interfaces',
    ({ question, products }) =>
      products.length > 0 &&
      /\bports?\b|\bendpoints?\b|\bheaders?\b|\bstatus\b|\bwire\b|\bsessions?\b|\berror|\bmetrics\b|\bhelm\b|\bcommand line\b|\bapi spec|\bcel\b|\bapprovals?\b|\bevents\b|\bsign-?in\b|\b[45]\d\d\b/i.test(
        question,
      ),
  ],
  ['product', ({ question, products }) => products.length === 1 && aboutProduct(question)],
  ['search', () => true],
]

/** Asks what something is, as opposed to something about it. */
const defines =
  /\bwhat('s| is| are)\b|\bexplain|\bdescribe|\btell me\b|\babout\b|\bpurpose\b|\bfields?\b|\bschema\b|\brequired\b|\bmandatory\b/i

/** Whether a question says hardly more than the name of a kind. */
const isBare = ({ question }: Asked): boolean =>
  weightyWords(question).length - kindsIn(question).length - productsIn(question).length <= 1

export const sortOf = (asked: Asked): Sort => rules.find(([, fits]) => fits(asked))?.[0] ?? 'search'

/** "What is kgateway?" and its like, and questions of a few words that only name it. */
const aboutProduct = (question: string): boolean =>
  /\bwhat('s| is| are)\b|\btell me\b|\babout\b|\bexplain\b|\bdescribe\b|\bwho\b|\blicen[cs]e|\brepo(sitory)?\b|\bsource code\b|\bdocs\b|\bdocumentation\b|\benterprise\b|\bgood for\b|\bused for\b/i.test(
    question,
  ) || question.split(/\s+/).length <= 4
