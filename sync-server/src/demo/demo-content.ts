/** The two services of the demo's studio. */
export const demoServices = [
  {
    id: 'GELO',
    name: 'Banheira de Gelo',
    description: 'Imersão em água a 5 °C para recuperar os músculos.',
    safety:
      'Não use se estiver grávida, com febre ou feridas abertas, ou se tem problema de coração, pressão ou circulação sem liberação médica. Sentiu algo estranho, saia e chame a equipe.',
    translations: {
      en: {
        name: 'Ice bath',
        description: 'Immersion in water at 5 °C to recover the muscles.',
        safety:
          'Do not use it if you are pregnant, have a fever or open wounds, or have heart, blood pressure or circulation problems without a doctor’s consent. If anything feels wrong, get out and call the staff.',
      },
      es: {
        name: 'Bañera de hielo',
        description: 'Inmersión en agua a 5 °C para recuperar los músculos.',
        safety:
          'No la uses si estás embarazada, tienes fiebre o heridas abiertas, o problemas de corazón, presión o circulación sin permiso médico. Si sientes algo raro, sal y llama al equipo.',
      },
    },
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
    safety:
      'Não use se tem ou teve trombose, se tem feridas ou fratura nas pernas, ou marca-passo. Na dúvida, pergunte à equipe.',
    translations: {
      en: {
        name: 'Compression boots',
        description: 'Air massage that gets the blood in your legs moving.',
        safety:
          'Do not use them if you have or had thrombosis, have wounds or a fracture in your legs, or a pacemaker. If in doubt, ask the staff.',
      },
      es: {
        name: 'Botas de compresión',
        description: 'Masaje neumático que activa la circulación de las piernas.',
        safety:
          'No las uses si tienes o tuviste trombosis, heridas o una fractura en las piernas, o marcapasos. Ante la duda, pregunta al equipo.',
      },
    },
    priceCents: 8_000,
    durationMinutes: 30,
    color: '#c2570c',
    sound: 'chime',
    position: 2,
    active: true,
  },
] as const

/** Opens the staff's corner of the demo's kiosks. `make up` prints it, so it guards nothing. */
export const demoStaffPin = '246810'

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
