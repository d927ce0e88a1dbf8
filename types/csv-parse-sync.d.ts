// What the core uses of csv-parse/sync, declared here because the package's own types bring those of Node with them and
// would let the core see files and processes. The library itself is the same.
export function parse(text: string, options: { columns: true; bom: true; skip_empty_lines: true }): unknown[]
