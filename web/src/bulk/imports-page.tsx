// Workbooks of many shipments: the template, sending one in, and those that were sent in before.
import { createResource, createSignal, Show, type JSX } from 'solid-js'
import { go } from '../address.ts'
import { maxWorkbookBytes, getImports, postImport, templateAddress } from '../api/imports.ts'
import { language, texts } from '../language.ts'
import { Answered, Notice } from '../parts/notices.tsx'
import { owner } from '../session/session.ts'
import { ActOutcome, createAct, type Act } from '../settings/act.tsx'
import { ForSenders } from './allowed.tsx'
import { ImportList } from './import-list.tsx'
import { leaveNews, takeNews } from './import-news.ts'
import '../styles/settings.css'
import '../styles/imports.css'

export function ImportsPage(): JSX.Element {
  return (
    <ForSenders>
      <Workbooks />
    </ForSenders>
  )
}

function Workbooks(): JSX.Element {
  const act = createAct()
  const news = takeNews()
  const [isOver, setIsOver] = createSignal(false)
  const [sending, setSending] = createSignal('')
  const [imports, again] = createResource(
    () => [language(), owner()] as const,
    ([tongue]) => getImports(tongue),
  )
  const send = async (files: readonly File[]): Promise<void> => {
    const file = files[0]
    if (file === undefined || act.isBusy()) return
    if (files.length > 1) return act.say(texts().imports.send.oneOnly)
    if (file.size > maxWorkbookBytes) return act.say(texts().imports.send.tooLarge(file.name))
    act.say('')
    setSending(file.name)
    await act.run(
      () => postImport(file, language()),
      ({ id, state }) => {
        if (state !== 'reading') leaveNews(texts().imports.send.again)
        go('import', id)
        return ''
      },
    )
    setSending('')
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setIsOver(false)
    void send([...(event.dataTransfer?.files ?? [])])
  }
  const over = (event: DragEvent): void => {
    event.preventDefault()
    setIsOver(true)
  }
  return (
    <div class="page imports" classList={{ over: isOver() }} onDragOver={over} onDragLeave={() => setIsOver(false)} onDrop={drop}>
      <h1 tabindex="-1">{texts().imports.title}</h1>
      <p class="quiet">{texts().imports.lead}</p>
      <Show when={news !== ''}>
        <Notice kind="plain" role="status">
          <p>{news}</p>
        </Notice>
      </Show>
      <div class="import-ways">
        <section class="panel stack" aria-labelledby="send-title">
          <h2 id="send-title">{texts().imports.send.title}</h2>
          <SendPart act={act} sending={sending()} onFiles={(files) => void send(files)} />
        </section>
        <section class="panel stack" aria-labelledby="template-title">
          <h2 id="template-title">{texts().imports.template.title}</h2>
          <p>{texts().imports.template.text}</p>
          <p>
            <a class="button" href={templateAddress(language())} download="">
              {texts().imports.template.download}
            </a>
          </p>
        </section>
      </div>
      <section class="stack" aria-labelledby="sent-title">
        <h2 id="sent-title">{texts().imports.list.title}</h2>
        <Answered answer={imports.latest} again={() => void again.refetch()}>
          {(value) => <ImportList imports={value().imports} again={() => void again.refetch()} />}
        </Answered>
      </section>
    </div>
  )
}

/** The file is chosen with a button, so that it is named in the reader's language and works with every key. */
function SendPart(props: { readonly act: Act; readonly sending: string; readonly onFiles: (files: readonly File[]) => void }): JSX.Element {
  let input: HTMLInputElement | undefined
  const chosen = (): void => {
    props.onFiles([...(input?.files ?? [])])
    // The same file may be chosen again.
    if (input !== undefined) input.value = ''
  }
  return (
    <>
      <div class="drop">
        <button type="button" class="main" aria-describedby="send-help" aria-disabled={props.sending !== ''} onClick={() => (props.sending === '' ? input?.click() : undefined)}>
          {texts().imports.send.choose}
        </button>
        <input ref={(element) => (input = element)} type="file" hidden accept=".xlsx,.xlsm,.csv,.txt" onChange={chosen} />
        <p class="quiet" id="send-help">
          {texts().imports.send.drop}
        </p>
      </div>
      <div role="status">
        <Show when={props.sending}>
          {(name) => (
            <>
              <p>{texts().imports.send.sending(name())}</p>
              <progress aria-label={texts().imports.send.sending(name())} />
            </>
          )}
        </Show>
      </div>
      <ActOutcome act={props.act} whole={texts().imports.whole} away={texts().imports.send.away} />
    </>
  )
}
