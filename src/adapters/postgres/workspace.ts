// What organisations keep, in PostgreSQL, under row-level security for writing too.
import type { Keeping, KeptItem, KeptKind, Workspace } from '../../app/ports.ts'
import { instant } from '../../base/instant.ts'
import type { Database } from './database.ts'
import { storable } from './rows.ts'
import { within } from './scoped.ts'

interface KeptRow {
  readonly organisation: string
  readonly kind: KeptKind
  readonly id: string
  readonly version: number
  readonly title: string
  readonly content: string
  readonly changed_at: number
  readonly changed_by: string
  readonly is_removed: boolean
}

const columns = 'organisation, kind, id, version, title, content, changed_at, changed_by, is_removed'
/** Content is kept as JSON text, since that holds every character. */
const noContent = `'""'`

/** `members` works as lingding_member. */
export function openPostgresWorkspace(members: Database): Workspace {
  const own = (organisation: string) => within(members, { kind: 'own', organisation })
  const find: Workspace['find'] = async (organisation, kind, id) => {
    const query = { name: 'kept-find', text: `select ${columns} from lingding.kept where organisation = $1 and kind = $2 and id = $3`, values: [organisation, kind, id] }
    const { rows } = await own(organisation).patiently((client) => client.query<KeptRow>(query))
    return rows[0] === undefined ? undefined : itemOf(rows[0])
  }
  return {
    list: async (organisation, kind, { limit, after = '', isWithRemoved = false, isWithoutContent = false }) => {
      const listed = isWithoutContent ? columns.replace('content', `${noContent} as content`) : columns
      const text = `select ${listed} from lingding.kept where organisation = $1 and kind = $2 and id > $3 and (not is_removed or $4) order by id limit $5`
      const { rows } = await own(organisation).patiently((client) => client.query<KeptRow>({ name: isWithoutContent ? 'kept-titles' : 'kept-list', text, values: [organisation, kind, after, isWithRemoved, limit] }))
      return rows.map(itemOf)
    },
    count: async (organisation, kind) => {
      const query = { name: 'kept-count', text: 'select count(*) as count from lingding.kept where organisation = $1 and kind = $2', values: [organisation, kind] }
      const { rows } = await own(organisation).patiently((client) => client.query<{ count: number }>(query))
      return rows[0]?.count ?? 0
    },
    find,
    keep: async (item, expectedVersion) => {
      const version = expectedVersion + 1
      const { organisation, kind, id, changedAt, changedBy, isRemoved } = item
      const values = [organisation, kind, id, version, storable(item.title ?? ''), JSON.stringify(item.content), changedAt, changedBy, isRemoved]
      const query = expectedVersion === 0 ? { name: 'kept-new', text: newText, values } : { name: 'kept-change', text: changeText, values }
      const { rowCount } = await own(organisation).patiently((client) => client.query(query))
      if (rowCount === 1) return { kind: 'kept', item: { ...item, version } }
      return againstWhatIsThere(await find(organisation, kind, id), { ...item, version })
    },
  }
}

const newText = `insert into lingding.kept (${columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (organisation, kind, id) do nothing`
const changeText = `update lingding.kept set version = $4, title = $5, content = $6, changed_at = $7, changed_by = $8, is_removed = $9
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
    ...(row.title === '' ? {} : { title: row.title }),
    content: JSON.parse(row.content) as string,
    changedAt: instant(row.changed_at),
    changedBy: row.changed_by,
    isRemoved: row.is_removed,
  }
}
