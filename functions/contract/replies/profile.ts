import * as z from 'zod';
import { LaboratoryProfile } from '#domain/catalog/laboratories.ts';

/** What a laboratory says of itself. */
export const Profile = z.strictObject(LaboratoryProfile.shape);
