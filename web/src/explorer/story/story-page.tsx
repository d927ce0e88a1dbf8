// A story: its text in the reader's language with every number a button, recomputed when it is opened, and its claims as tables.
import { createMemo, For, Show, type JSX } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { holding, recompute, type ClaimView, type Recomputed } from '../../../../src/app/statistics/recompute.ts'
import { readStory, type Story } from '../../../../src/app/statistics/story.ts'
import type { FigureBook } from '../../../../src/domain/statistics/index.ts'
import { address, step } from '../../address.ts'
import { formatInteger, language, texts } from '../../language.ts'
import { Notice } from '../../parts/notices.tsx'
import { AsOfField } from '../as-of-field.tsx'
import type { Figures } from '../figures.ts'
import { NothingHere } from '../place-page.tsx'
import { VerdictMark, VerdictSign } from '../verdict-mark.tsx'
import { WithFigures } from '../with-figures.tsx'
import { ClaimDialog } from './claim-dialog.tsx'
import { ClaimsTable } from './claims-table.tsx'
import { storyBlocks, type Block, type Inline } from './story-text.ts'

export function StoryPage(props: { readonly id: string }): JSX.Element {
  return (
    <WithFigures part="story" title={texts().stories.title} fetch={async () => (await import('./story-files.ts')).storyFiles(props.id)}>
      {(figures, files) => <StoryRead figures={figures} files={files} id={props.id} />}
    </WithFigures>
  )
}

function StoryRead(props: { readonly figures: Figures; readonly files: ReadonlyMap<string, string>; readonly id: string }): JSX.Element {
  const book = createMemo(() => props.figures.bookAsOf(address().asOf))
  const story = createMemo((): Story | undefined => {
    const read = props.files.size === 0 ? undefined : readStory(props.files, book())
    return read?.ok === true ? read.value : undefined
  })
  return (
    <Show when={story()} fallback={<NothingHere title={texts().stories.unknown(props.id)} />}>
      {(found) => <StoryView figures={props.figures} book={book()} story={found()} markdown={props.files.get(`${language()}.md`) ?? props.files.get('en.md') ?? ''} />}
    </Show>
  )
}

interface StoryViewProps {
  readonly figures: Figures
  readonly book: FigureBook
  readonly story: Story
  readonly markdown: string
}

function StoryView(props: StoryViewProps): JSX.Element {
  const done = createMemo(() => recompute(props.story, props.book, props.figures.messages, language()))
  const claims = createMemo(() => new Map(done().claims.map((claim) => [claim.id, claim])))
  const blocks = createMemo(() => storyBlocks(props.markdown))
  const open = (id: string): void => step({ claim: id })
  return (
    <>
      <article class="story told">
        <For each={blocks()}>
          {(block) => (
            <>
              <BlockView block={block} claims={claims()} onOpen={open} />
              <Show when={block.kind === 'heading' && block.level === 1}>
                <Recount done={done()} size={props.figures.size} />
              </Show>
            </>
          )}
        </For>
      </article>
      <ClaimsTable title={texts().stories.claims} claims={done().claims.filter(({ of }) => of !== 'story')} blocks={blocks()} onOpen={open} isOpen />
      <ClaimsTable title={texts().stories.ownClaims} claims={done().claims.filter(({ of }) => of === 'story')} blocks={blocks()} onOpen={open} isOpen={false} />
      <AsOfField book={props.figures.bookAsOf('')} />
      <Show when={claims().get(address().claim)} keyed>
        {(claim: ClaimView) => <ClaimDialog claim={claim} source={props.story.claims.find(({ id }) => id === claim.id)} book={props.book} messages={props.figures.messages} />}
      </Show>
    </>
  )
}

/** How many of the story's own numbers hold, as just computed. */
function Recount(props: { readonly done: Recomputed; readonly size: number }): JSX.Element {
  const own = (): readonly ClaimView[] => props.done.claims.filter(({ of }) => of === 'story')
  const issues = () => props.done.issues.filter(({ path }) => path.startsWith(`${language()}.md`))
  return (
    <div class="recount stack">
      <p role="status">
        <VerdictMark
          verdict={props.done.holds ? 'recomputes' : 'differs'}
          word={texts().stories.recomputed(own().filter(({ verdict }) => holding.has(verdict)).length, own().length)}
        />
      </p>
      <Show when={issues().length > 0}>
        <Notice kind="look">
          <div class="stack">
            <p>{texts().stories.issues}</p>
            <For each={issues()}>{({ reason }) => <p>{reason}</p>}</For>
          </div>
        </Notice>
      </Show>
      <p class="quiet small on-screen">
        {texts().stories.numberHelp} {texts().stories.size(formatInteger(Math.round(props.size / 1000)))}
      </p>
      <p class="on-screen">
        <button type="button" class="minor" onClick={() => print()}>
          {texts().stories.print}
        </button>
      </p>
    </div>
  )
}

interface TextProps {
  readonly claims: ReadonlyMap<string, ClaimView>
  readonly onOpen: (id: string) => void
}

function BlockView(props: TextProps & { readonly block: Block }): JSX.Element {
  const { block } = props
  switch (block.kind) {
    case 'heading':
      return (
        <Dynamic component={`h${block.level}`} tabindex={block.level === 1 ? -1 : undefined}>
          {block.text}
        </Dynamic>
      )
    case 'paragraph':
      return (
        <p>
          <Inlines inlines={block.inlines} claims={props.claims} onOpen={props.onOpen} />
        </p>
      )
    case 'list':
      return (
        <ul class="points">
          <For each={block.items}>
            {(inlines) => (
              <li>
                <Inlines inlines={inlines} claims={props.claims} onOpen={props.onOpen} />
              </li>
            )}
          </For>
        </ul>
      )
  }
}

function Inlines(props: TextProps & { readonly inlines: readonly Inline[] }): JSX.Element {
  return (
    <For each={props.inlines}>
      {(inline) => {
        switch (inline.kind) {
          case 'text':
            return inline.text
          case 'strong':
            return <strong>{inline.text}</strong>
          case 'claim':
            return <ClaimButton id={inline.id} words={inline.text} claim={props.claims.get(inline.id)} onOpen={props.onOpen} />
        }
      }}
    </For>
  )
}

function ClaimButton(props: { readonly id: string; readonly words: string; readonly claim: ClaimView | undefined; readonly onOpen: (id: string) => void }): JSX.Element {
  return (
    <Show when={props.claim} fallback={props.words}>
      {(claim) => (
        <button type="button" class="claim" aria-haspopup="dialog" data-claim={props.id} onClick={() => props.onOpen(props.id)}>
          {props.words}
          <VerdictSign verdict={claim().verdict} />
          <span class="unseen">{` (${claim().verdictText})`}</span>
        </button>
      )}
    </Show>
  )
}
