// What Lingding is, in a few sentences and one picture, and the samples to begin with.
import { createResource, For, Show, type JSX } from 'solid-js'
import { pageAddress } from '../address.ts'
import { getExamples, type Example } from '../api/reading.ts'
import { MarkLegend } from '../filing/provenance-mark.tsx'
import { language, named, texts } from '../language.ts'
import { Answered, SampleBadge } from '../parts/notices.tsx'
import { principal, session } from '../session/session.ts'
import { SignInChoices } from '../session/sign-in-choices.tsx'
import { FlowPicture } from './flow-picture.tsx'

export function StartPage(): JSX.Element {
  const [examples, again] = createResource(language, getExamples)
  return (
    <div class="page start">
      <section class="story">
        <h1 tabindex="-1">{texts().start.title}</h1>
        <p class="lead">{texts().start.lead}</p>
        <ol class="points">
          <For each={texts().start.points}>{(point) => <li>{point}</li>}</For>
        </ol>
      </section>
      <Show when={session() !== undefined && principal() === null}>
        <SignInChoices title={texts().session.title} />
      </Show>
      <FlowPicture />
      <section aria-labelledby="samples-title">
        <h2 id="samples-title">{texts().start.samplesTitle}</h2>
        <p>{texts().start.samplesText}</p>
        <Answered answer={examples()} again={() => void again.refetch()}>
          {(value) => (
            <Show when={value().examples.length > 0} fallback={<p class="quiet">{texts().start.noSamples}</p>}>
              <ul class="cards">
                <For each={value().examples}>{(example) => <SampleCard example={example} />}</For>
              </ul>
            </Show>
          )}
        </Answered>
      </section>
      <section class="own" aria-labelledby="own-title">
        <h2 id="own-title">{texts().start.ownTitle}</h2>
        <p>{texts().start.ownText}</p>
        <p>
          <a class="button" href={pageAddress('desk')}>
            {texts().start.ownOpen}
          </a>
        </p>
      </section>
      <section aria-labelledby="marks-title">
        <h2 id="marks-title">{texts().marks.title}</h2>
        <p>{texts().marks.intro}</p>
        <MarkLegend />
      </section>
    </div>
  )
}

function SampleCard(props: { readonly example: Example }): JSX.Element {
  return (
    <li class="card">
      <h3>{props.example.title}</h3>
      <p class="card-facts">
        <SampleBadge />
        <span class="quiet">{routeOf(props.example)}</span>
      </p>
      <a class="button main" href={pageAddress('desk', props.example.id)} aria-label={`${texts().start.open}${texts().colon}${props.example.title}`}>
        {texts().start.open}
      </a>
    </li>
  )
}

function routeOf({ direction, counterpart }: Example): string {
  return [named(texts().start.route, direction), named(texts().shipments.counterparts, counterpart)].join(' · ')
}
