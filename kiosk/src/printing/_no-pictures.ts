// The encoder of receipts looks for it when it is loaded, jsdom lacks it, and Totem gives it no pictures.
Object.assign(globalThis, { ImageData: Object })
