// The browser's side of Lingding starts here.
import { render } from 'solid-js/web'
import { App } from './app.tsx'
import './styles/tokens.css'
import './styles/base.css'
import './styles/layout.css'
import './styles/desk.css'
import './styles/form.css'
import './styles/text-editor.css'
import './styles/filing-bar.css'
import './styles/filings.css'
import './styles/count.css'
import './styles/print.css'

const root = document.querySelector('#root')
if (root === null) throw new Error('index.html has #root')
render(() => <App />, root)
