// Generated from the OpenAPI document by `npm run sdk`; do not edit.
/* oxlint-disable max-lines */

import type { CallOptions, Send } from './request.ts'
import type { AnswerPage, ChangeDone, ChangePreview, ChangeWaiting, Channels, CheckedText, CodeList, Decisions, Deliveries, DeliveryProgress, Examples, Figure, FiledShipment, Form, Health, Import, Imports, Incoming, IncomingDraft, Kept, KeptProfile, KeptText, KeptTexts, Keys, NewKey, NewWebhook, OfficerDecision, OfficerFiling, OfficerQueue, Organisation, Organisations, Parked, People, Person, Preview, Profiles, ProposalDecided, Receipt, RecomputedStory, Replayed, Session, ShareGiven, ShareTaken, Shipment, ShipmentDetail, ShipmentPage, Timeline, Webhooks } from './schemas.ts'

export interface Operations {
  /** the fields of a submission */
  readonly getForm: (input?: {
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Form>
  /** the entries of a code list that hold on a day */
  readonly getCodeList: (input: {
    readonly list: string
    /** a date; today when absent */
    readonly on?: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<CodeList>
  /** sample shipments, as they stand in examples/ */
  readonly listExamples: (input?: {
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Examples>
  /** a published or computed figure with its bounds, vintage, sources and working; by measure, place and period, or by a recipe */
  readonly getFigure: (input?: {
    /** id of a measure, total */
    readonly measure?: string
    /** id, code or name of a place, GBA9 */
    readonly place?: string
    /** 2023, 2019/2023, 2023M1-11 */
    readonly period?: string
    /** preliminary, revised or final */
    readonly vintage?: string
    /** by whose rule it counts */
    readonly basis?: string
    /** share(total[Shenzhen, 2023], total[GBA9, 2023]) */
    readonly recipe?: string
    /** as it was known on that day: later releases are left out */
    readonly asOf?: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Figure>
  /** the numbers of a text, each with its subject, verdict and working; nothing of it is kept */
  readonly checkText: (input: {
    readonly body: {
      readonly text: string
      /** the date of the text, for "last year" and "so far" */
      readonly on?: string
    }
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<CheckedText>
  /** every claim of a story, recomputed by its recipe */
  readonly getStory: (input: {
    readonly story: string
    /** as it was known on that day: later releases are left out */
    readonly asOf?: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<RecomputedStory>
  /** every filing of a shipment, with issues, origins and the count; nothing is kept */
  readonly previewShipment: (input: {
    readonly body: {
      /** a shipment as YAML or JSON text */
      readonly text?: string
      readonly draft?: Shipment
    }
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Preview>
  /** files a shipment; answers when it is durable */
  readonly fileShipment: (input: {
    readonly body: {
      /** a shipment as YAML or JSON text */
      readonly text?: string
      readonly draft?: Shipment
    }
    /** the same key with the same body gives the first answer again; made for this call when absent */
    readonly idempotencyKey?: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<FiledShipment>
  /** what was filed, newest first */
  readonly listShipments: (input?: {
    /** at most this many, 1 to 500 */
    readonly limit?: number
    /** `next` of the page before */
    readonly before?: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<ShipmentPage>
  /** a filed shipment as it was received and judged */
  readonly getShipment: (input: {
    readonly id: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<ShipmentDetail>
  /** one file of a filed shipment, the very bytes that were written then */
  readonly getShipmentFile: (input: {
    readonly id: string
    readonly name: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Uint8Array>
  /** a filing to be printed, with the official box names */
  readonly printFiling: (input: {
    readonly id: string
    readonly kind: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<string>
  /** amends a filed shipment; with isPreview nothing is kept */
  readonly amendShipment: (input: {
    readonly id: string
    readonly body: {
      /** the whole shipment as it should be, YAML or JSON */
      readonly text?: string
      /** id of a share: take over what the other side says otherwise; without text the own newest text is changed so */
      readonly takeOver?: string
      /** why, in a sentence of at most 500 characters; kept */
      readonly reason?: string
      /** the revision that was looked at; another one by now is refused */
      readonly basedOn?: number
      readonly isPreview?: boolean
    }
    /** needed unless isPreview; the same key with the same body gives the first answer again; made for this call when absent */
    readonly idempotencyKey?: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<{ readonly status: 200; readonly body: ChangePreview } | { readonly status: 201; readonly body: ChangeDone } | { readonly status: 202; readonly body: ChangeWaiting }>
  /** cancels a filed shipment; with isPreview nothing is kept */
  readonly cancelShipment: (input: {
    readonly id: string
    readonly body: {
      /** why, in a sentence of at most 500 characters; kept */
      readonly reason?: string
      readonly isPreview?: boolean
    }
    /** needed unless isPreview; the same key with the same body gives the first answer again; made for this call when absent */
    readonly idempotencyKey?: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<{ readonly status: 200; readonly body: ChangePreview } | { readonly status: 201; readonly body: ChangeDone } | { readonly status: 202; readonly body: ChangeWaiting }>
  /** approves or refuses a change that somebody else of the organisation proposed; who proposed it may withdraw it */
  readonly decideProposal: (input: {
    readonly id: string
    readonly proposal: string
    readonly body: {
      readonly decision: 'approve' | 'refuse'
      /** why, in a sentence of at most 500 characters; kept */
      readonly reason: string
    }
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<ProposalDecided>
  /** what happened to a shipment, oldest first, in sentences */
  readonly getTimeline: (input: {
    readonly id: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Timeline>
  /** gives the other side its draft, by push or by a one-time code; the answer is the same whether or not it is known here */
  readonly shareShipment: (input: {
    readonly id: string
    readonly body: {
      readonly by: 'push' | 'code'
    }
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<ShareGiven>
  /** drafts that other organisations gave to yours: pushed, or taken with a code; newest first */
  readonly listIncoming: (input?: {
    /** true: only those that you have not filed from */
    readonly unfiled?: boolean
    /** at most this many, 1 to 500 */
    readonly limit?: number
    /** `next` of the page before */
    readonly before?: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Incoming>
  /** takes a draft with its one-time code; an unknown, used, expired or foreign code gives one and the same answer */
  readonly redeemCode: (input: {
    readonly body: {
      readonly code: string
    }
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<ShareTaken>
  /** a draft that was given, with where each value came from and what the filings would be */
  readonly getIncoming: (input: {
    readonly share: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<IncomingDraft>
  /** confirms and files what was given, completed, in the name of the own organisation */
  readonly confirmIncoming: (input: {
    readonly share: string
    readonly body: {
      readonly text: string
    }
    /** the same key with the same body gives the first answer again; made for this call when absent */
    readonly idempotencyKey?: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<FiledShipment>
  /** parties described once: those that the own organisation keeps, and the samples for sample shipments */
  readonly listProfiles: (input?: {
    /** `true` shows removed ones too */
    readonly removed?: boolean
    /** at most this many, 1 to 1000 */
    readonly limit?: number
    /** `next` of the page before */
    readonly after?: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Profiles>
  /** drafts of the own organisation, in order of their names */
  readonly listDrafts: (input?: {
    /** `true` shows removed ones too */
    readonly removed?: boolean
    /** at most this many, 1 to 200 */
    readonly limit?: number
    /** `next` of the page before */
    readonly after?: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<KeptTexts>
  /** templates of the own organisation, in order of their names */
  readonly listTemplates: (input?: {
    /** `true` shows removed ones too */
    readonly removed?: boolean
    /** at most this many, 1 to 200 */
    readonly limit?: number
    /** `next` of the page before */
    readonly after?: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<KeptTexts>
  /** one of the drafts, removed ones too */
  readonly getDraft: (input: {
    readonly id: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<KeptText>
  /** keeps one of the drafts, at most 10000; brings back a removed one */
  readonly keepDraft: (input: {
    readonly id: string
    readonly body: {
      /** kept as it was typed, at most 1000000 bytes */
      readonly text: string
      /** the version that was changed; 0 for a new one */
      readonly version: number
    }
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Kept>
  /** removes one of the drafts; it is still there, and PUT brings it back */
  readonly removeDraft: (input: {
    readonly id: string
    /** the version that is removed */
    readonly version?: number
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<void>
  /** one of the templates, removed ones too */
  readonly getTemplate: (input: {
    readonly id: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<KeptText>
  /** keeps one of the templates, at most 10000; brings back a removed one */
  readonly keepTemplate: (input: {
    readonly id: string
    readonly body: {
      /** kept as it was typed, at most 1000000 bytes */
      readonly text: string
      /** the version that was changed; 0 for a new one */
      readonly version: number
    }
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Kept>
  /** removes one of the templates; it is still there, and PUT brings it back */
  readonly removeTemplate: (input: {
    readonly id: string
    /** the version that is removed */
    readonly version?: number
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<void>
  /** one of the profiles, removed ones too */
  readonly getProfile: (input: {
    readonly id: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<KeptProfile>
  /** keeps one of the profiles, at most 10000; brings back a removed one */
  readonly keepProfile: (input: {
    readonly id: string
    readonly body: {
      /** members of one party */
      readonly values: Readonly<Record<string, unknown>>
      /** the version that was changed; 0 for a new one */
      readonly version: number
    }
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Kept>
  /** removes one of the profiles; it is still there, and PUT brings it back */
  readonly removeProfile: (input: {
    readonly id: string
    /** the version that is removed */
    readonly version?: number
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<void>
  /** a workbook to fill in: shipments, invoice lines, packing list, parties, codes and notes, in the language asked for */
  readonly getWorkbookTemplate: (input?: {
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Uint8Array>
  /** sends in a workbook (.xlsx or .csv, whatever it is called); the same file again is the same import */
  readonly sendWorkbook: (input: {
    /** name of the file, for the list */
    readonly name?: string
    readonly body: Uint8Array
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Import>
  /** the imports of the own organisation, newest first */
  readonly listImports: (input?: {
    /** at most this many, 1 to 200 */
    readonly limit?: number
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Imports>
  /** where an import stands: progress, columns with what they are said or thought to be, and the first problems */
  readonly getImport: (input: {
    readonly id: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Import>
  /** says which column is which field; remembered for every workbook with the same heads */
  readonly mapImport: (input: {
    readonly id: string
    readonly body: {
      readonly sheets: readonly {
        /** its place among the sheets, from 0 */
        readonly sheet: number
        /** the first row with values, from 1 */
        readonly firstRow: number
        readonly columns: readonly {
          /** A, B, … */
          readonly column: string
          /** a field path (lines[].unit), #line, #row, #profile, #party.uscc or parties.trader.profile */
          readonly path: string
        }[]
      }[]
      /** values of every shipment, by field path */
      readonly constants?: Readonly<Record<string, string>>
    }
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Import>
  /** files what was judged: all or none, or the good rows; asked again, it says how far it is */
  readonly fileImport: (input: {
    readonly id: string
    readonly body: {
      readonly policy: 'all-or-none' | 'good-rows'
    }
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Import>
  /** the same workbook with a column more, which says row by row what came of it */
  readonly getImportResult: (input: {
    readonly id: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Uint8Array>
  /** stops an import that is worked on; takes away one that is not. What was filed stays filed */
  readonly endImport: (input: {
    readonly id: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<void>
  /** answers when the journal does */
  readonly getHealth: (input?: {
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Health>
  /** the signed checkpoint of a chain of the own organisation (C2SP tlog-checkpoint); keep one, and any later change shows */
  readonly getCheckpoint: (input: {
    readonly chain: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<string>
  /** the public key that checkpoints are signed with (C2SP signed-note) */
  readonly getVerifierKey: (input?: {
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<string>
  /** who I am here, and what I may do */
  readonly getSession: (input?: {
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Session>
  /** signs out: every session of the person ends, on every device */
  readonly signOut: (input?: {
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<void>
  /** API keys of the own organisation, revoked ones too */
  readonly listKeys: (input?: {
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Keys>
  /** makes an API key; its secret is shown this once and kept nowhere */
  readonly makeKey: (input: {
    readonly body: {
      readonly label: string
      readonly roles: readonly string[]
    }
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<NewKey>
  /** revokes a key, at once and for good */
  readonly revokeKey: (input: {
    readonly id: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<void>
  /** people of the own organisation; all of them for the operator and the auditor */
  readonly listPeople: (input?: {
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<People>
  /** registers a person: who the identity provider says it is, of which organisation, with which roles */
  readonly registerPerson: (input: {
    readonly body: {
      readonly id?: string
      readonly name: string
      readonly organisation: string
      readonly roles: readonly string[]
      readonly subject: string
    }
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Person>
  /** changes roles or name of a person, or ends what they may; what is left out stays */
  readonly changePerson: (input: {
    readonly id: string
    readonly body: {
      readonly name?: string
      readonly roles?: readonly string[]
      readonly isActive?: boolean
    }
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Person>
  /** the own organisation; all of them for the operator and the auditor */
  readonly listOrganisations: (input?: {
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Organisations>
  /** registers an organisation: its own numbers, with whom it files, and who gave it a mandate */
  readonly registerOrganisation: (input: {
    readonly body: {
      readonly id: string
      readonly name: string
      readonly administrations: readonly string[]
      readonly numbers: readonly string[]
      readonly mandates: readonly string[]
    }
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Organisation>
  /** changes an organisation; what is left out stays */
  readonly changeOrganisation: (input: {
    readonly id: string
    readonly body: {
      readonly name?: string
      readonly administrations?: readonly string[]
      readonly numbers?: readonly string[]
      readonly mandates?: readonly string[]
    }
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Organisation>
  /** every allow and deny, newest first */
  readonly listDecisions: (input?: {
    /** at most this many, 1 to 1000 */
    readonly limit?: number
    /** `next` of the page before */
    readonly before?: number
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Decisions>
  /** the ways to each customs: open or closed, since when and why, and how many of the own filings wait */
  readonly listChannels: (input?: {
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Channels>
  /** answers of customs that could not be used, with the reason; those still parked first, the newest first */
  readonly listParked: (input?: {
    /** at most this many, 1 to 500 */
    readonly limit?: number
    /** `next` of the page before */
    readonly after?: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Parked>
  /** the very bytes that came in */
  readonly getParkedContent: (input: {
    readonly id: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Uint8Array>
  /** tries an answer again that could not be used */
  readonly replayParked: (input: {
    readonly id: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Replayed>
  /** what was filed with the own administration, the longest unchanged first */
  readonly listFilings: (input?: {
    /** only filings at this stage */
    readonly stage?: 'sent' | 'imported' | 'received' | 'held' | 'accepted' | 'tax-due' | 'inspection' | 'returned' | 'rejected' | 'deleted' | 'released' | 'cleared'
    /** true: only where the two sides do not agree */
    readonly differs?: boolean
    /** at most this many, 1 to 500 */
    readonly limit?: number
    /** `next` of the page before */
    readonly after?: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<OfficerQueue>
  /** one filing, the differences between the two sides, and what may be decided now */
  readonly getFiling: (input: {
    readonly organisation: string
    readonly shipment: string
    readonly filing: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<OfficerFiling>
  /** decides about a filing; it goes out as an answer of the administration */
  readonly decideFiling: (input: {
    readonly organisation: string
    readonly shipment: string
    readonly filing: string
    readonly body: {
      /** one of `decisions` of the filing */
      readonly decision: string
      /** needed where the decision says so */
      readonly reason?: string
    }
    /** the same key with the same body gives the first answer again; made for this call when absent */
    readonly idempotencyKey?: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<OfficerDecision>
  /** what customs answered, oldest first, from a cursor on */
  readonly listAnswers: (input?: {
    /** `next` of the page before, or the `cursor` of an answer; from the first when absent */
    readonly after?: string
    /** at most this many, 1 to 500 */
    readonly limit?: number
    /** seconds to wait for the next answer where there is none, 0 to 20 */
    readonly wait?: number
    /** whose, for an auditor; everybody else means their own */
    readonly organisation?: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<AnswerPage>
  /** the very bytes that customs sent, by their SHA-256 */
  readonly getAnswerContent: (input: {
    readonly shipment: string
    readonly digest: string
    /** whose, for an auditor; everybody else means their own */
    readonly organisation?: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Uint8Array>
  /** the signed receipt of a shipment; `lingding verify FILE` checks it without this platform */
  readonly getShipmentReceipt: (input: {
    readonly id: string
    /** the newest when absent */
    readonly revision?: number
    /** whose, for an auditor; everybody else means their own */
    readonly organisation?: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Receipt>
  /** the signed receipt of an answer as it was recorded */
  readonly getAnswerReceipt: (input: {
    readonly shipment: string
    readonly digest: string
    /** whose, for an auditor; everybody else means their own */
    readonly organisation?: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Receipt>
  /** the webhooks of the own organisation, and how far each was told */
  readonly listWebhooks: (input?: {
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Webhooks>
  /** subscribes an address; its secret is shown this once (Standard Webhooks, HMAC-SHA256) */
  readonly addWebhook: (input: {
    readonly body: {
      /** https:// or http://, no inside address */
      readonly address: string
      /** `filing.answered` when absent */
      readonly kinds?: readonly ('filing.answered' | 'filings.sent' | 'shipment.filed' | 'shipment.amended' | 'shipment.cancelled' | 'sides.compared')[]
      /** cursor to begin at; from now on when absent */
      readonly after?: string
    }
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<NewWebhook>
  /** ends a subscription; its secret is never used again */
  readonly removeWebhook: (input: {
    readonly id: string
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<void>
  /** the newest deliveries with their status, newest first */
  readonly listDeliveries: (input: {
    readonly id: string
    /** at most this many, 1 to 1000 */
    readonly limit?: number
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<Deliveries>
  /** delivers again: one delivery, or everything after a cursor */
  readonly redeliver: (input: {
    readonly id: string
    readonly body: {
      /** a cursor; with neither, everything since the subscription */
      readonly after?: string
      /** id of one delivery */
      readonly delivery?: string
    }
    readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  }, options?: CallOptions) => Promise<DeliveryProgress>
}

export function operations(send: Send): Operations {
  return {
    getForm: (input = {}, options) => send({ method: 'GET', path: '/api/v1/form', query: { language: input.language }, answer: 'json' }, options),
    getCodeList: (input, options) => send({ method: 'GET', path: `/api/v1/codes/${part(input.list)}`, query: { on: input.on, language: input.language }, answer: 'json' }, options),
    listExamples: (input = {}, options) => send({ method: 'GET', path: '/api/v1/examples', query: { language: input.language }, answer: 'json' }, options),
    getFigure: (input = {}, options) => send({ method: 'GET', path: '/api/v1/figure', query: { measure: input.measure, place: input.place, period: input.period, vintage: input.vintage, basis: input.basis, recipe: input.recipe, asOf: input.asOf, language: input.language }, answer: 'json' }, options),
    checkText: (input, options) => send({ method: 'POST', path: '/api/v1/text-checks', query: { language: input.language }, body: input.body, answer: 'json' }, options),
    getStory: (input, options) => send({ method: 'GET', path: `/api/v1/stories/${part(input.story)}`, query: { asOf: input.asOf, language: input.language }, answer: 'json' }, options),
    previewShipment: (input, options) => send({ method: 'POST', path: '/api/v1/preview', query: { language: input.language }, body: input.body, answer: 'json' }, options),
    fileShipment: (input, options) => send({ method: 'POST', path: '/api/v1/shipments', query: { language: input.language }, body: input.body, takesKey: true, idempotencyKey: input.idempotencyKey, answer: 'json' }, options),
    listShipments: (input = {}, options) => send({ method: 'GET', path: '/api/v1/shipments', query: { limit: input.limit, before: input.before, language: input.language }, answer: 'json' }, options),
    getShipment: (input, options) => send({ method: 'GET', path: `/api/v1/shipments/${part(input.id)}`, query: { language: input.language }, answer: 'json' }, options),
    getShipmentFile: (input, options) => send({ method: 'GET', path: `/api/v1/shipments/${part(input.id)}/files/${part(input.name)}`, query: { language: input.language }, answer: 'bytes' }, options),
    printFiling: (input, options) => send({ method: 'GET', path: `/api/v1/shipments/${part(input.id)}/print/${part(input.kind)}`, query: { language: input.language }, answer: 'text' }, options),
    amendShipment: (input, options) => send({ method: 'POST', path: `/api/v1/shipments/${part(input.id)}/amendments`, query: { language: input.language }, body: input.body, takesKey: true, idempotencyKey: input.idempotencyKey, answer: 'by status' }, options),
    cancelShipment: (input, options) => send({ method: 'POST', path: `/api/v1/shipments/${part(input.id)}/cancellation`, query: { language: input.language }, body: input.body, takesKey: true, idempotencyKey: input.idempotencyKey, answer: 'by status' }, options),
    decideProposal: (input, options) => send({ method: 'POST', path: `/api/v1/shipments/${part(input.id)}/proposals/${part(input.proposal)}`, query: { language: input.language }, body: input.body, answer: 'json' }, options),
    getTimeline: (input, options) => send({ method: 'GET', path: `/api/v1/shipments/${part(input.id)}/timeline`, query: { language: input.language }, answer: 'json' }, options),
    shareShipment: (input, options) => send({ method: 'POST', path: `/api/v1/shipments/${part(input.id)}/shares`, query: { language: input.language }, body: input.body, answer: 'json' }, options),
    listIncoming: (input = {}, options) => send({ method: 'GET', path: '/api/v1/incoming', query: { unfiled: input.unfiled, limit: input.limit, before: input.before, language: input.language }, answer: 'json' }, options),
    redeemCode: (input, options) => send({ method: 'POST', path: '/api/v1/incoming/redeem', query: { language: input.language }, body: input.body, answer: 'json' }, options),
    getIncoming: (input, options) => send({ method: 'GET', path: `/api/v1/incoming/${part(input.share)}`, query: { language: input.language }, answer: 'json' }, options),
    confirmIncoming: (input, options) => send({ method: 'POST', path: `/api/v1/incoming/${part(input.share)}/confirm`, query: { language: input.language }, body: input.body, takesKey: true, idempotencyKey: input.idempotencyKey, answer: 'json' }, options),
    listProfiles: (input = {}, options) => send({ method: 'GET', path: '/api/v1/profiles', query: { removed: input.removed, limit: input.limit, after: input.after, language: input.language }, answer: 'json' }, options),
    listDrafts: (input = {}, options) => send({ method: 'GET', path: '/api/v1/drafts', query: { removed: input.removed, limit: input.limit, after: input.after, language: input.language }, answer: 'json' }, options),
    listTemplates: (input = {}, options) => send({ method: 'GET', path: '/api/v1/templates', query: { removed: input.removed, limit: input.limit, after: input.after, language: input.language }, answer: 'json' }, options),
    getDraft: (input, options) => send({ method: 'GET', path: `/api/v1/drafts/${part(input.id)}`, query: { language: input.language }, answer: 'json' }, options),
    keepDraft: (input, options) => send({ method: 'PUT', path: `/api/v1/drafts/${part(input.id)}`, query: { language: input.language }, body: input.body, answer: 'json' }, options),
    removeDraft: (input, options) => send({ method: 'DELETE', path: `/api/v1/drafts/${part(input.id)}`, query: { version: input.version, language: input.language }, answer: 'nothing' }, options),
    getTemplate: (input, options) => send({ method: 'GET', path: `/api/v1/templates/${part(input.id)}`, query: { language: input.language }, answer: 'json' }, options),
    keepTemplate: (input, options) => send({ method: 'PUT', path: `/api/v1/templates/${part(input.id)}`, query: { language: input.language }, body: input.body, answer: 'json' }, options),
    removeTemplate: (input, options) => send({ method: 'DELETE', path: `/api/v1/templates/${part(input.id)}`, query: { version: input.version, language: input.language }, answer: 'nothing' }, options),
    getProfile: (input, options) => send({ method: 'GET', path: `/api/v1/profiles/${part(input.id)}`, query: { language: input.language }, answer: 'json' }, options),
    keepProfile: (input, options) => send({ method: 'PUT', path: `/api/v1/profiles/${part(input.id)}`, query: { language: input.language }, body: input.body, answer: 'json' }, options),
    removeProfile: (input, options) => send({ method: 'DELETE', path: `/api/v1/profiles/${part(input.id)}`, query: { version: input.version, language: input.language }, answer: 'nothing' }, options),
    getWorkbookTemplate: (input = {}, options) => send({ method: 'GET', path: '/api/v1/workbook/template', query: { language: input.language }, answer: 'bytes' }, options),
    sendWorkbook: (input, options) => send({ method: 'POST', path: '/api/v1/imports', query: { name: input.name, language: input.language }, body: input.body, bodyType: 'application/octet-stream', answer: 'json' }, options),
    listImports: (input = {}, options) => send({ method: 'GET', path: '/api/v1/imports', query: { limit: input.limit, language: input.language }, answer: 'json' }, options),
    getImport: (input, options) => send({ method: 'GET', path: `/api/v1/imports/${part(input.id)}`, query: { language: input.language }, answer: 'json' }, options),
    mapImport: (input, options) => send({ method: 'PUT', path: `/api/v1/imports/${part(input.id)}/mapping`, query: { language: input.language }, body: input.body, answer: 'json' }, options),
    fileImport: (input, options) => send({ method: 'POST', path: `/api/v1/imports/${part(input.id)}/file`, query: { language: input.language }, body: input.body, answer: 'json' }, options),
    getImportResult: (input, options) => send({ method: 'GET', path: `/api/v1/imports/${part(input.id)}/result`, query: { language: input.language }, answer: 'bytes' }, options),
    endImport: (input, options) => send({ method: 'DELETE', path: `/api/v1/imports/${part(input.id)}`, query: { language: input.language }, answer: 'nothing' }, options),
    getHealth: (input = {}, options) => send({ method: 'GET', path: '/api/v1/health', query: { language: input.language }, answer: 'json' }, options),
    getCheckpoint: (input, options) => send({ method: 'GET', path: `/api/v1/checkpoint/${part(input.chain)}`, query: { language: input.language }, answer: 'text' }, options),
    getVerifierKey: (input = {}, options) => send({ method: 'GET', path: '/api/v1/verifier-key', query: { language: input.language }, answer: 'text' }, options),
    getSession: (input = {}, options) => send({ method: 'GET', path: '/api/v1/session', query: { language: input.language }, answer: 'json' }, options),
    signOut: (input = {}, options) => send({ method: 'DELETE', path: '/api/v1/session', query: { language: input.language }, answer: 'nothing' }, options),
    listKeys: (input = {}, options) => send({ method: 'GET', path: '/api/v1/keys', query: { language: input.language }, answer: 'json' }, options),
    makeKey: (input, options) => send({ method: 'POST', path: '/api/v1/keys', query: { language: input.language }, body: input.body, answer: 'json' }, options),
    revokeKey: (input, options) => send({ method: 'DELETE', path: `/api/v1/keys/${part(input.id)}`, query: { language: input.language }, answer: 'nothing' }, options),
    listPeople: (input = {}, options) => send({ method: 'GET', path: '/api/v1/people', query: { language: input.language }, answer: 'json' }, options),
    registerPerson: (input, options) => send({ method: 'POST', path: '/api/v1/people', query: { language: input.language }, body: input.body, answer: 'json' }, options),
    changePerson: (input, options) => send({ method: 'PUT', path: `/api/v1/people/${part(input.id)}`, query: { language: input.language }, body: input.body, answer: 'json' }, options),
    listOrganisations: (input = {}, options) => send({ method: 'GET', path: '/api/v1/organisations', query: { language: input.language }, answer: 'json' }, options),
    registerOrganisation: (input, options) => send({ method: 'POST', path: '/api/v1/organisations', query: { language: input.language }, body: input.body, answer: 'json' }, options),
    changeOrganisation: (input, options) => send({ method: 'PUT', path: `/api/v1/organisations/${part(input.id)}`, query: { language: input.language }, body: input.body, answer: 'json' }, options),
    listDecisions: (input = {}, options) => send({ method: 'GET', path: '/api/v1/decisions', query: { limit: input.limit, before: input.before, language: input.language }, answer: 'json' }, options),
    listChannels: (input = {}, options) => send({ method: 'GET', path: '/api/v1/channels', query: { language: input.language }, answer: 'json' }, options),
    listParked: (input = {}, options) => send({ method: 'GET', path: '/api/v1/parked', query: { limit: input.limit, after: input.after, language: input.language }, answer: 'json' }, options),
    getParkedContent: (input, options) => send({ method: 'GET', path: `/api/v1/parked/${part(input.id)}/content`, query: { language: input.language }, answer: 'bytes' }, options),
    replayParked: (input, options) => send({ method: 'POST', path: `/api/v1/parked/${part(input.id)}/replay`, query: { language: input.language }, answer: 'json' }, options),
    listFilings: (input = {}, options) => send({ method: 'GET', path: '/api/v1/filings', query: { stage: input.stage, differs: input.differs, limit: input.limit, after: input.after, language: input.language }, answer: 'json' }, options),
    getFiling: (input, options) => send({ method: 'GET', path: `/api/v1/filings/${part(input.organisation)}/${part(input.shipment)}/${part(input.filing)}`, query: { language: input.language }, answer: 'json' }, options),
    decideFiling: (input, options) => send({ method: 'POST', path: `/api/v1/filings/${part(input.organisation)}/${part(input.shipment)}/${part(input.filing)}/decision`, query: { language: input.language }, body: input.body, takesKey: true, idempotencyKey: input.idempotencyKey, answer: 'json' }, options),
    listAnswers: (input = {}, options) => send({ method: 'GET', path: '/api/v1/answers', query: { after: input.after, limit: input.limit, wait: input.wait, organisation: input.organisation, language: input.language }, answer: 'json' }, options),
    getAnswerContent: (input, options) => send({ method: 'GET', path: `/api/v1/answers/${part(input.shipment)}/${part(input.digest)}/content`, query: { organisation: input.organisation, language: input.language }, answer: 'bytes' }, options),
    getShipmentReceipt: (input, options) => send({ method: 'GET', path: `/api/v1/shipments/${part(input.id)}/receipt`, query: { revision: input.revision, organisation: input.organisation, language: input.language }, answer: 'json' }, options),
    getAnswerReceipt: (input, options) => send({ method: 'GET', path: `/api/v1/answers/${part(input.shipment)}/${part(input.digest)}/receipt`, query: { organisation: input.organisation, language: input.language }, answer: 'json' }, options),
    listWebhooks: (input = {}, options) => send({ method: 'GET', path: '/api/v1/webhooks', query: { language: input.language }, answer: 'json' }, options),
    addWebhook: (input, options) => send({ method: 'POST', path: '/api/v1/webhooks', query: { language: input.language }, body: input.body, answer: 'json' }, options),
    removeWebhook: (input, options) => send({ method: 'DELETE', path: `/api/v1/webhooks/${part(input.id)}`, query: { language: input.language }, answer: 'nothing' }, options),
    listDeliveries: (input, options) => send({ method: 'GET', path: `/api/v1/webhooks/${part(input.id)}/deliveries`, query: { limit: input.limit, language: input.language }, answer: 'json' }, options),
    redeliver: (input, options) => send({ method: 'POST', path: `/api/v1/webhooks/${part(input.id)}/redeliver`, query: { language: input.language }, body: input.body, answer: 'json' }, options),
  }
}

function part(text: string): string {
  return encodeURIComponent(text)
}
