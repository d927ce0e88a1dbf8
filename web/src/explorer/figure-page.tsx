// The receipt of a number: what it is, how it is made, from which printed figures, as of which day. The recipe can be changed;
// the address holds it all.
import { createEffect, createMemo, createSignal, on, Show, type JSX } from 'solid-js'
import { functionNames, maxRecipeLength } from '../../../src/domain/statistics/index.ts'
import { address, pageAddress, step } from '../address.ts'
import { formatInteger, texts } from '../language.ts'
import { AsOfField } from './as-of-field.tsx'
import type { Figures } from './figures.ts'
import { NoNumber, NumberFound } from './receipt-parts.tsx'
import { receiptOf, saidReceipt } from './receipt-of.ts'
import { asTitle, recipeInWords } from './said.ts'
import { WithFigures } from './with-figures.tsx'

const example = 'share(total[Shenzhen, 2023], total[GBA9, 2023])'

export function FigurePage(): JSX.Element {
  return (
    <WithFigures part="explorer" title={texts().explorer.receipt.title} fetch={() => Promise.resolve()}>
      {(figures) => <ReceiptView figures={figures} />}
    </WithFigures>
  )
}

function ReceiptView(props: { readonly figures: Figures }): JSX.Element {
  const book = createMemo(() => props.figures.bookAsOf(address().asOf))
  const recipe = (): string => address().recipe.trim()
  const receipt = createMemo(() => (recipe() === '' ? undefined : receiptOf(recipe(), book())))
  createEffect(
    on(
      () => address().recipe,
      () => {
        scrollTo(0, 0)
        document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
      },
      { defer: true },
    ),
  )
  return (
    <>
      <h1 tabindex="-1">
        {recipe() === '' ? texts().explorer.receipt.title : asTitle(recipeInWords(book(), recipe()))}
      </h1>
      <Show
        when={receipt()}
        keyed
        fallback={
          <p>
            {texts().explorer.receipt.empty}{' '}
            <a href={pageAddress('figure', '', { recipe: example })}>
              <code>{example}</code>
            </a>
          </p>
        }
      >
        {(found) => (found.ok ? <NumberFound answer={found.value} book={book()} messages={props.figures.messages} again={<AgainButton figures={props.figures} />} /> : <NoNumber none={found.issues} book={book()} messages={props.figures.messages} />)}
      </Show>
      <section class="panel stack on-screen" aria-labelledby="recipe-title">
        <h2 id="recipe-title">{texts().explorer.receipt.recipe}</h2>
        <RecipeForm />
        <AsOfField book={props.figures.bookAsOf('')} />
      </section>
    </>
  )
}

function RecipeForm(): JSX.Element {
  const [typed, setTyped] = createSignal(address().recipe)
  createEffect(on(() => address().recipe, (recipe) => setTyped(recipe)))
  const compute = (event: SubmitEvent): void => {
    event.preventDefault()
    step({ recipe: typed().trim() })
  }
  return (
    <form class="recipe-form" onSubmit={compute}>
      <label for="recipe">{texts().explorer.receipt.recipe}</label>
      <textarea
        id="recipe"
        rows="3"
        spellcheck={false}
        autocomplete="off"
        maxlength={maxRecipeLength}
        aria-describedby="recipe-help"
        value={typed()}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
          event.preventDefault()
          event.currentTarget.form?.requestSubmit()
        }}
      />
      <p id="recipe-help" class="quiet small">
        {texts().explorer.receipt.recipeHelp} <code>{functionNames.join(', ')}</code>
      </p>
      <p>
        <button type="submit" class="main">
          {texts().explorer.receipt.compute}
        </button>
      </p>
    </form>
  )
}

/** Reads the tables and evaluates the recipe anew, and says what came of it. */
function AgainButton(props: { readonly figures: Figures }): JSX.Element {
  const [said, setSaid] = createSignal('')
  createEffect(on([() => address().recipe, () => address().asOf], () => setSaid('')))
  const recompute = (): void => {
    const { recipe, asOf } = address()
    const { receipt: words } = texts().explorer
    const shown = saidReceipt(receiptOf(recipe, props.figures.bookAsOf(asOf)), props.figures.bookAsOf(asOf))
    const book = props.figures.readAgain(asOf)
    const value = saidReceipt(receiptOf(recipe, book), book)
    setSaid(value === '' ? words.recomputedNone : value === shown ? words.recomputed(value, formatInteger(book.figures.length)) : words.recomputedOther(value))
  }
  return (
    <p class="again on-screen">
      <button type="button" onClick={recompute}>
        {texts().explorer.receipt.again}
      </button>
      <span role="status">{said()}</span>
    </p>
  )
}
