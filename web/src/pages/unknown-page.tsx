// Says that there is no page at the address, and leads to one.
import type { JSX } from 'solid-js'
import { pageAddress } from '../address.ts'
import { texts } from '../language.ts'

export function UnknownPage(): JSX.Element {
  return (
    <div class="page story">
      <h1 tabindex="-1">{texts().unknownPage}</h1>
      <p>
        <a href={pageAddress('start')}>{texts().toStart}</a>
      </p>
    </div>
  )
}
