// A page of workbooks for those who may send them in; the others are told who may.
import { Show, type JSX } from 'solid-js'
import { texts } from '../language.ts'
import { may, principal } from '../session/session.ts'
import { SignInChoices } from '../session/sign-in-choices.tsx'

export function ForSenders(props: { readonly children: JSX.Element }): JSX.Element {
  return (
    <Show
      when={may('bulk.import')}
      fallback={
        <div class="page imports">
          <h1 tabindex="-1">{texts().imports.title}</h1>
          <Show when={principal() !== null} fallback={<SignInChoices title={texts().session.toSee} actions={['trader', 'agent']} />}>
            <p>{texts().imports.notAllowed}</p>
          </Show>
        </div>
      }
    >
      {props.children}
    </Show>
  )
}
