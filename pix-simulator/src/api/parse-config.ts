/** What valibot says where a schema has no sentence of its own. It never repeats the input. */
export const parseConfig = { message: 'O campo está ausente ou fora do formato.' } as const
