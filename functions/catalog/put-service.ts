import { serviceFaults, serviceNeeds } from '#domain/decisions/put-service.ts';
import { entryPut } from '#functions/http/entry-endpoints.ts';

/** Adds or replaces a service with its production steps. */
export const handler = entryPut('putService', 'services', { needs: serviceNeeds, rules: serviceFaults });
