import * as z from 'zod';

export const readOnly = z.unknown().optional().describe('Read-only: as a reply shows it, or left out.');
