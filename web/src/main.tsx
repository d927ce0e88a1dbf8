// The browser's side of Lingding starts here.
import { render } from 'solid-js/web'
import { address } from './address.ts'
import { App } from './app.tsx'
import { speak } from './language.ts'
import { startOutbox } from './offline/outbox.ts'
import { watchConnection } from './offline/connection.ts'
import { startSession } from './session/session.ts'
import './styles/tokens.css'
import './styles/base.css'
import './styles/layout.css'
import './styles/desk.css'
import './styles/form.css'
import './styles/text-editor.css'
import './styles/filing-bar.css'
import './styles/filings.css'
import './styles/count.css'
import './styles/round.css'
import './styles/print.css'

const root = document.querySelector('#root')
if (root === null) throw new Error('index.html has #root')
watchConnection()
await speak(address().language)
startSession()
startOutbox()
render(() => <App />, root)
// Only over https or on this machine; elsewhere the desk needs its server.
if ('serviceWorker' in navigator) void navigator.serviceWorker.register('./service-worker.js').catch(() => undefined)
