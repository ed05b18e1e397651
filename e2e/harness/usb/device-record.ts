/** Vendor and product of the printer that is shown to Chromium: an Epson TM-T20. */
export const printerIds = { vendor: 0x04b8, product: 0x0e03, serial: 'TOTEM0001' } as const

const device = [
  ...[18, 1, 0x00, 0x02, 0, 0, 0, 64],
  ...[0xb8, 0x04, 0x03, 0x0e, 0x00, 0x01],
  ...[1, 2, 3, 1],
]
const configuration = [9, 2, 32, 0, 1, 1, 0, 0xc0, 1]
/** Class 7, subclass 1, protocol 2: a printer that talks both ways. */
const printing = [9, 4, 0, 0, 2, 7, 1, 2, 0]
const bulkOut = [7, 5, 0x01, 2, 64, 0, 0]
const bulkIn = [7, 5, 0x82, 2, 64, 0, 0]

const descriptors = [device, configuration, printing, bulkOut, bulkIn]
  .flat()
  .map((byte) => byte.toString(16).padStart(2, '0').toUpperCase())
  .join('')

/** What /sys holds of the printer, in umockdev's words. */
export const deviceRecord = `P: /devices/pci0000:00/0000:00:14.0/usb1/1-1
N: bus/usb/001/002
E: DEVNAME=/dev/bus/usb/001/002
E: DEVTYPE=usb_device
E: SUBSYSTEM=usb
E: BUSNUM=001
E: DEVNUM=002
E: MAJOR=189
E: MINOR=1
E: PRODUCT=4b8/e03/100
E: ID_VENDOR_ID=04b8
E: ID_MODEL_ID=0e03
A: bConfigurationValue=1\\n
A: bNumConfigurations=1\\n
A: bDeviceClass=00\\n
A: idVendor=04b8\\n
A: idProduct=0e03\\n
A: bcdDevice=0100\\n
A: busnum=1\\n
A: devnum=2\\n
A: manufacturer=EPSON\\n
A: product=TM-T20\\n
A: serial=${printerIds.serial}\\n
H: descriptors=${descriptors}
`
