import * as z from 'zod/mini';
import { LaboratoryProfile } from '#domain/catalog/laboratories.ts';

/** A laboratory's profile. */
export const Profile = z.strictObject(LaboratoryProfile.shape);
