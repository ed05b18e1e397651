/** The manager's pages, in the order of their tabs. */
export const managerPages = [
  'dashboard',
  'payments',
  'inbox',
  'devices',
  'catalog',
  'envelope',
  'texts',
  'staff',
  'reports',
  'audit',
  'people',
] as const
/** A page of the manager's. */
export type ManagerPage = (typeof managerPages)[number]
