import * as v from 'valibot'
import { Service } from '../catalog/service.ts'

/** Parses the answer of `GET /manager/catalog`: every service, also those no longer sold. */
export const ManagedCatalog = v.object({ services: v.array(Service) })

/**
 * Parses the body of `PUT /manager/catalog/{code}`. It counts for tickets sold from then on: a ticket carries the
 * name, price and time it was sold with.
 */
export const ServiceChange = v.omit(Service, ['id', 'tenantId'])
/** What a manager writes about a service. */
export type ServiceChange = v.InferInput<typeof ServiceChange>
