// Hong Kong's bundling: the driver links the cargo reference with the vehicle at least 30 minutes before the control point
// (rocars.gov.hk, AboutUs). The reference is known only after the advance cargo information is accepted.
import { once, taken, type FormDefinition } from '../form.ts'

export const hongKongBundling: FormDefinition = {
  kind: 'hongkong-bundling',
  customs: 'hongkong',
  countedAs: 'hongkong-bundling',
  groups: [
    once('Bundling', [
      { element: 'CCRN', item: 'ccrn', itemMark: 'V', need: 'never', from: taken('hongkong.cargoReference') },
      { element: 'VRN', item: 'vehicle_hk', itemMark: 'V', need: 'always', from: taken('movement.counterpartVehicle') },
    ]),
  ],
}
