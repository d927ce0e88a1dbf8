// Hong Kong's import and export declaration: forms 1, 1A, 1B for goods that leave the mainland, 2, 2A, 2B for goods that
// enter it (items: C&SD page_1384 and the guide to the declaration; the full element table is not public). The trader on
// this side is the party outside the mainland. Origin and marks are not verified as items and are shown so.
import { dateIn } from '../../../base/instant.ts'
import { isExport, isImport } from '../conditions.ts'
import { firstStatutoryQuantity, plain } from '../derivations.ts'
import {
  assigned,
  derived,
  each,
  numbered,
  once,
  taken,
  translated,
  type Binding,
  type FormContext,
  type FormDefinition,
} from '../form.ts'
import { carriedOver, checkedByRule, crossingDate, lineNumber, mainlandCountry, type LineContext } from '../local-forms.ts'
import { localLineInputs, localLineValue, localValueInputs } from '../local-value.ts'
import { chooseForm } from './choose-form.ts'

type Head = Binding<FormContext>
type Line = Binding<LineContext>

const party: readonly Head[] = [
  { element: 'importer_exporter_name', item: 'consignee_name', itemMark: 'V', need: 'always', from: taken('parties.overseas.nameEn') },
  { element: 'importer_exporter_address', item: 'consignee_address', itemMark: 'V', need: 'always', from: taken('parties.overseas.address') },
  { element: 'br_or_hkid', item: 'importer_reg', itemMark: 'V', need: 'always', from: taken('parties.overseas.businessRegistration') },
]

const movement: readonly Head[] = [
  {
    element: 'form_type',
    need: 'always',
    from: derived(
      'hongkong-form',
      ['hongkong.form', 'direction', 'hongkong.isChargeExempt', 'hongkong.isLocallyMade', 'lines[].isFood', 'lines[].isClothingOrFootwear'],
      ({ submission }) => submission.hongkong.form ?? chooseForm(submission).form,
    ),
  },
  {
    element: 'arrival_departure_date',
    item: 'cross_date',
    itemMark: 'V',
    need: 'always',
    from: derived('date-of-crossing', ['movement.crossingAt'], (context) => crossingDate(context, 'Asia/Hong_Kong')),
  },
  {
    element: 'port_of_loading_discharge',
    item: 'load_port',
    itemMark: 'V',
    need: 'always',
    asked: isExport,
    from: taken('movement.loadingPlace'),
  },
  {
    element: 'port_of_loading_discharge',
    item: 'load_port',
    itemMark: 'V',
    need: 'always',
    asked: isImport,
    from: taken('movement.dischargePlace'),
  },
  {
    element: 'consigning_country',
    item: 'arrival_country',
    itemMark: 'V',
    need: 'always',
    from: derived('mainland-as-counterpart', ['direction'], mainlandCountry),
  },
  {
    element: 'transport_mode',
    item: 'transport_mode',
    itemMark: 'V',
    need: 'always',
    from: translated('transport-mode-rec19', 'movement.transportMode', (context) =>
      carriedOver(context, 'transport-mode-rec19', 'transport-mode', context.submission.movement.transportMode),
    ),
  },
  {
    element: 'control_point',
    item: 'exit_office',
    itemMark: 'V',
    need: 'always',
    from: derived('hongkong-control-point', ['movement.controlPoint', 'movement.crossingOffice'], (context) => {
      const { controlPoint, crossingOffice } = context.submission.movement
      return controlPoint ?? carriedOver(context, 'office-hongkong-control-point', 'customs-office', crossingOffice)
    }),
  },
  { element: 'transport_id', item: 'vehicle_hk', itemMark: 'V', need: 'always', from: taken('movement.counterpartVehicle') },
  { element: 'bl_awb_no', item: 'bill_no', itemMark: 'V', need: 'never', from: taken('movement.billNumber') },
]

const packages: readonly Head[] = [
  { element: 'packages_number', item: 'packages', itemMark: 'V', need: 'always', from: taken('packages.count') },
  {
    element: 'packages_type',
    item: 'package_kind',
    itemMark: 'V',
    need: 'always',
    from: translated('package-kind-rec21', 'packages.kind', (context) =>
      carriedOver(context, 'package-kind-rec21', 'package-kind', context.submission.packages.kind),
    ),
  },
  { element: 'marks_numbers', item: 'marks', itemMark: 'U', need: 'never', from: taken('packages.marks') },
]

const lines: readonly Line[] = [
  { element: 'item_no', need: 'always', from: derived('line-number', [], lineNumber) },
  { element: 'hkhs', item: 'hs', itemMark: 'V', need: checkedByRule, from: taken('lines[].codes.hongkong') },
  { element: 'description', item: 'goods_name', itemMark: 'V', need: 'always', from: taken('lines[].nameEn') },
  {
    element: 'origin_country',
    item: 'origin',
    itemMark: 'U',
    need: 'never',
    from: translated('country-iso2', 'lines[].originCountry', (context) =>
      carriedOver(context, 'country-iso2', 'country', context.item.originCountry),
    ),
  },
  {
    element: 'quantity',
    item: 'qty',
    itemMark: 'V',
    need: 'always',
    from: derived(
      'first-statutory-quantity',
      ['lines[].firstQuantity', 'lines[].firstUnit', 'lines[].netWeightKg', 'lines[].quantity'],
      ({ item }) => plain(firstStatutoryQuantity(item)),
    ),
  },
  {
    element: 'quantity_unit',
    item: 'stat_qty',
    itemMark: 'V',
    need: 'always',
    from: translated('unit-rec20', 'lines[].firstUnit', (context) => carriedOver(context, 'unit-rec20', 'unit', context.item.firstUnit)),
  },
  {
    element: 'value',
    item: 'total',
    itemMark: 'V',
    need: checkedByRule,
    from: derived(
      'local-value',
      localValueInputs,
      ({ submission, indexes }) => localLineValue(submission, 'hongkong', indexes[0] ?? 0),
      ({ submission, indexes }) => localLineInputs(submission, 'hongkong', indexes[0] ?? 0),
    ),
  },
  { element: 'licence_no', item: 'licence_dest', itemMark: 'V', need: 'never', from: taken('lines[].destinationLicence') },
]

export const hongKongDeclaration: FormDefinition = {
  kind: 'hongkong-declaration',
  customs: 'hongkong',
  countedAs: 'hongkong-declaration',
  groups: [
    once('Header', [...party, ...movement, ...packages]),
    each('Line', 'lines[]', ({ lines: all }) => numbered(all), lines),
    once('Footer', [
      {
        element: 'declarant',
        item: 'hk_declarant',
        itemMark: 'V',
        need: 'always',
        from: derived('declarant-capacity-date', ['parties.localDeclarant.name', 'parties.localDeclarant.capacity'], declarantOf),
      },
    ]),
    once('Answer', [{ element: 'udr', need: 'never', from: assigned('hongkong') }]),
  ],
}

/** Name, capacity and day of lodging: `Sample Agent, Manager, 2025-10-20`. */
function declarantOf({ submission, now }: FormContext): string | undefined {
  const { name, capacity } = submission.parties.localDeclarant
  if (name === undefined) return undefined
  const day = dateIn('Asia/Hong_Kong', now)
  return [name, capacity, day].filter((part) => part !== undefined).join(', ')
}
