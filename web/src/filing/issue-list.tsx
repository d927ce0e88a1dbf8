// What has to be mended or looked at: a word and a shape for the weight, where, why, by which source, what would pass.
import { For, Show, type JSX } from 'solid-js'
import type { RenderedIssue } from '../../../src/base/message.ts'
import { texts } from '../language.ts'
import type { FieldGuide } from './field-link.tsx'

export function countOf(issues: readonly RenderedIssue[], severity: string): number {
  return issues.filter((each) => (each.severity === 'error') === (severity === 'error')).length
}

/** `2 things to mend, 1 thing to look at`, for the live region. */
export function issueSummary(issues: readonly RenderedIssue[]): string {
  const [errors, warnings] = [countOf(issues, 'error'), countOf(issues, 'warning')]
  const parts = [errors === 0 ? texts().issues.none : texts().issues.errors(errors)]
  if (warnings > 0) parts.push(texts().issues.warnings(warnings))
  return parts.join(' · ')
}

/** `whole` names what an issue without a place is about; the shipment when absent. */
export function IssueList(props: { readonly issues: readonly RenderedIssue[]; readonly guide?: FieldGuide; readonly whole?: string | undefined }): JSX.Element {
  return (
    <ol class="issues">
      <For each={props.issues}>{(each) => <IssueItem issue={each} guide={props.guide} whole={props.whole} />}</For>
    </ol>
  )
}

function IssueItem(props: { readonly issue: RenderedIssue; readonly guide: FieldGuide | undefined; readonly whole: string | undefined }): JSX.Element {
  const isError = (): boolean => props.issue.severity === 'error'
  return (
    <li class={isError() ? 'issue alarm' : 'issue look'}>
      <p class="issue-head">
        <span class="severity">
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d={isError() ? 'M8 1.5L14.5 8 8 14.5 1.5 8z' : 'M8 2l6.5 12h-13z'} />
          </svg>
          {isError() ? texts().issues.error : texts().issues.warning}
        </span>{' '}
        <IssuePlace path={props.issue.path} guide={props.guide} whole={props.whole} />
      </p>
      <p>{props.issue.reason}</p>
      <Show when={props.issue.fix}>
        <p>
          <strong>
            {texts().issues.fix}
            {texts().colon}
          </strong>
          {props.issue.fix}
        </p>
      </Show>
      <p class="quiet small">
        {texts().issues.rule}
        {texts().colon}
        <code>{props.issue.rule}</code>
        <Show when={props.issue.source}>
          {' · '}
          {texts().issues.source}
          {texts().colon}
          {props.issue.source}
        </Show>
      </p>
    </li>
  )
}

function IssuePlace(props: { readonly path: string; readonly guide: FieldGuide | undefined; readonly whole: string | undefined }): JSX.Element {
  return (
    <Show when={props.path !== ''} fallback={props.whole ?? texts().issues.whole}>
      <Show when={props.guide} fallback={<code>{props.path}</code>}>
        {(guide) => (
          <button type="button" class="link" onClick={() => guide().show(props.path)}>
            {guide().labelOf(props.path)} <code>{props.path}</code>
          </button>
        )}
      </Show>
    </Show>
  )
}
