// What organisations keep, in PostgreSQL, under row-level security for writing too.
import type { Keeping, KeptItem, KeptKind, Workspace } from '../../app/ports.ts'
import { instant } from '../../base/instant.ts'
import type { Database } from './database.ts'
import { within } from './scoped.ts'

interface KeptRow {
  readonly organisation: string
  readonly kind: KeptKind
  readonly id: string
  readonly version: number
  readonly content: string
  readonly changed_at: number
  readonly changed_by: string
  readonly is_removed: boolean
}

const columns = 'organisation, kind, id, version, content, changed_at, changed_by, is_removed'

/** `members` works as lingding_member. */
export function openPostgresWorkspace(members: Database): Workspace {
  const own = (organisation: string) => within(members, { kind: 'own', organisation })
  const find: Workspace['find'] = async (organisation, kind, id) => {
    const query = { name: 'kept-find', text: `select ${columns} from lingding.kept where organisation = $1 and kind = $2 and id = $3`, values: [organisation, kind, id] }
    const { rows } = await own(organisation).patiently((client) => client.query<KeptRow>(query))
    return rows[0] === undefined ? undefined : itemOf(rows[0])
  }
  return {
    list: async (organisation, kind, { limit, after = '', isWithRemoved = false }) => {
      const text = `select ${columns} from lingding.kept where organisation = $1 and kind = $2 and id > $3 and (not is_removed or $4) order by id limit $5`
      const { rows } = await own(organisation).patiently((client) => client.query<KeptRow>({ name: 'kept-list', text, values: [organisation, kind, after, isWithRemoved, limit] }))
      return rows.map(itemOf)
    },
    find,
    keep: async (item, expectedVersion) => {
      const version = expectedVersion + 1
      const { organisation, kind, id, changedAt, changedBy, isRemoved } = item
      const values = [organisation, kind, id, version, JSON.stringify(item.content), changedAt, changedBy, isRemoved]
      const query = expectedVersion === 0 ? { name: 'kept-new', text: newText, values } : { name: 'kept-change', text: changeText, values }
      const { rowCount } = await own(organisation).patiently((client) => client.query(query))
      if (rowCount === 1) return { kind: 'kept', item: { ...item, version } }
      return againstWhatIsThere(await find(organisation, kind, id), { ...item, version })
    },
  }
}

const newText = `insert into lingding.kept (${columns}) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (organisation, kind, id) do nothing`
const changeText = `update lingding.kept set version = $4, content = $5, changed_at = $6, changed_by = $7, is_removed = $8
  where organisation = $1 and kind = $2 and id = $3 and version = $4 - 1`

/** The very change may have been kept before its connection broke, and been tried again. */
function againstWhatIsThere(found: KeptItem | undefined, wanted: KeptItem): Keeping {
  const isSame = found !== undefined && (Object.keys(wanted) as (keyof KeptItem)[]).every((name) => found[name] === wanted[name])
  return isSame ? { kind: 'kept', item: found } : { kind: 'conflict', item: found }
}

function itemOf(row: KeptRow): KeptItem {
  return {
    organisation: row.organisation,
    kind: row.kind,
    id: row.id,
    version: row.version,
    content: JSON.parse(row.content) as string,
    changedAt: instant(row.changed_at),
    changedBy: row.changed_by,
    isRemoved: row.is_removed,
  }
}
