import { execFileSync } from 'node:child_process'

/** A cell as openpyxl, which shares no code with the product, reads it. */
export interface PyCell {
  value: string | number | null
  type: 'n' | 's' | 'd' | 'f' | 'b' | 'e'
  format: string
  quotePrefix: boolean
  bold: boolean
}
export interface PySheet {
  title: string
  frozen: string | null
  filter: string | null
  widths: number[]
  /** The rows that every page repeats, which way it lies, and how many pages wide the sheet is printed. */
  print: { titles: string | null; orientation: string | null; wide: number | null; fits: boolean }
  rows: PyCell[][]
}

const SCRIPT = `
import datetime, json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book[sys.argv[2]] if len(sys.argv) > 2 else book.active
def plain(value):
    return value.date().isoformat() if isinstance(value, datetime.datetime) else value
def cell(c):
    return dict(value=plain(c.value), type=c.data_type, format=c.number_format,
                quotePrefix=bool(c.quotePrefix), bold=bool(c.font.b))
print(json.dumps(dict(
    title=sheet.title, frozen=sheet.freeze_panes, filter=sheet.auto_filter.ref,
    widths=[sheet.column_dimensions[c].width for c in sorted(sheet.column_dimensions)],
    print=dict(titles=sheet.print_title_rows, orientation=sheet.page_setup.orientation,
        wide=sheet.page_setup.fitToWidth, fits=bool(sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage)),
    rows=[[cell(c) for c in row] for row in sheet.iter_rows()])))
`

/** The sheet of a workbook that is shown when it opens, or the named one. Needs Debian's python3-openpyxl. */
export function readWithOpenpyxl(path: string, sheet?: string): PySheet {
  const output = execFileSync('/usr/bin/python3', ['-c', SCRIPT, path, ...(sheet ? [sheet] : [])], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  })
  return JSON.parse(output) as PySheet
}
