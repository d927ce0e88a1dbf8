// One thread of filing-threads.ts: takes a shipment, answers with the work of filing it, and with the dossier deflated as the
// journal keeps it.
import { parentPort } from 'node:worker_threads'
import { filingWork } from '../../app/shipment/prepare-filing.ts'
import { deflate, hashOf, hashText, loadKnowledge } from '../compose.ts'
import type { TaskMessage, WorkMessage } from './filing-threads.ts'

const tools = { knowledge: loadKnowledge().knowledge, hashOf, hashText }

parentPort?.on('message', ({ number, task }: TaskMessage) => {
  const answer = answerTo(number, task)
  const document = answer.work?.kind === 'ready' ? answer.work.document : undefined
  parentPort?.postMessage(answer, document === undefined ? [] : [document.bytes.buffer as ArrayBuffer])
})
parentPort?.postMessage('ready', [])

function answerTo(number: number, task: TaskMessage['task']): WorkMessage {
  try {
    const work = filingWork(task, tools)
    if (work.kind === 'refused') return { number, work }
    const deflated = deflate(work.document.bytes)
    return { number, work: deflated === undefined ? work : { ...work, document: { ...work.document, deflated } } }
  } catch {
    return { number }
  }
}
