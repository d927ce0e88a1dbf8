// What is there after filing: the record in the journal, the files to download, the printable forms.
import { For, type JSX } from 'solid-js'
import type { FilingView } from '../../../src/domain/declaration/index.ts'
import { checkpointAddress, fileAddress, printAddress, type FiledFile, type Receipt } from '../api/shipments.ts'
import { formatInteger, language, named, texts } from '../language.ts'

export function RecordFacts(props: { readonly receipt: Receipt }): JSX.Element {
  return (
    <dl class="facts">
      <div>
        <dt>{texts().shipment.position}</dt>
        <dd>
          {formatInteger(props.receipt.position)} <code>{props.receipt.chain}</code>
        </dd>
      </div>
      <div>
        <dt>{texts().shipment.id}</dt>
        <dd>
          <code>{props.receipt.id}</code>
        </dd>
      </div>
      <div>
        <dt>{texts().shipment.journal}</dt>
        <dd>
          <a href={checkpointAddress(props.receipt.chain)}>{texts().shipment.checkpoint}</a>
          <span class="quiet small block">{texts().shipment.checkpointNote}</span>
        </dd>
      </div>
    </dl>
  )
}

export function FiledFiles(props: { readonly id: string; readonly files: readonly FiledFile[] }): JSX.Element {
  return (
    <table class="files">
      <caption>{texts().shipment.files}</caption>
      <thead>
        <tr>
          <th scope="col">{texts().shipment.file}</th>
          <th scope="col">{texts().shipment.customs}</th>
          <th scope="col" class="number">
            {texts().shipment.size}
          </th>
        </tr>
      </thead>
      <tbody>
        <For each={props.files}>
          {(file) => (
            <tr>
              <th scope="row">
                <a href={fileAddress(props.id, file.name)} download={file.name}>
                  {file.name}
                </a>
              </th>
              <td>{named(texts().filings.customs, file.customs)}</td>
              <td class="number">{formatInteger(file.bytes)}</td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  )
}

export function PrintLinks(props: { readonly id: string; readonly filings: readonly FilingView[] }): JSX.Element {
  return (
    <div class="prints">
      <p class="caption" id="prints-title">
        {texts().shipment.printed}
      </p>
      <ul aria-labelledby="prints-title">
        <For each={props.filings}>
          {(filing) => (
            <li>
              <a href={printAddress(props.id, filing.kind, language())} target="_blank" rel="noreferrer" class="sentence">
                {filing.title}
              </a>
            </li>
          )}
        </For>
      </ul>
    </div>
  )
}
