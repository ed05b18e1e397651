/** The two services of the demo's studio. */
export const demoServices = [
  {
    id: 'GELO',
    name: 'Banheira de Gelo',
    description: 'Imersão em água a 5 °C para recuperar os músculos.',
    priceCents: 6_000,
    durationMinutes: 15,
    color: '#1d6fd1',
    sound: 'bell',
    position: 1,
    active: true,
  },
  {
    id: 'BOTA',
    name: 'Bota de Compressão',
    description: 'Massagem pneumática que ativa a circulação das pernas.',
    priceCents: 8_000,
    durationMinutes: 30,
    color: '#c2570c',
    sound: 'chime',
    position: 2,
    active: true,
  },
] as const

/** The demo's staff. Their passwords are printed by `make up`, so they protect nothing. */
export const demoOperators = [
  { id: 'operador', name: 'Operador', role: 'operator', password: 'totem-operador' },
  { id: 'gerente', name: 'Gerente', role: 'manager', password: 'totem-gerente' },
] as const

/** The demo's customers: invented names, and CPFs made of their own check digits. */
export const demoSales = [
  {
    service: demoServices[0],
    minutesAgo: 12,
    atDesk: true,
    customer: { name: 'Mariana Teste', phone: '+5551999990001', cpf: '11144477735' },
  },
  {
    service: demoServices[1],
    minutesAgo: 8,
    atDesk: true,
    customer: { name: 'João Exemplo', phone: '+5551999990002', cpf: '52998224725' },
  },
  {
    service: demoServices[0],
    minutesAgo: 3,
    atDesk: false,
    customer: { name: 'Beatriz Amostra', phone: '+5551999990003', cpf: '12345678909' },
  },
] as const

/** One sale of the demo. */
export type DemoSale = (typeof demoSales)[number]
