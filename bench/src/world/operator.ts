/** Who works on the tablets of the bench: the operator of the demo. */
export const operator = { tenant: 'demo', username: 'operador', password: 'totem-operador' }
