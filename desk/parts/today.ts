import { settings, zoneHere } from '#desk/parts/format.ts';
import { type CalendarDate, dateIn } from '#domain/kernel/calendar.ts';

/**
 * Today in the time zone of the organisation; of a laboratory, or until the settings are there, in that of this computer.
 */
export const today = (): CalendarDate => dateIn(settings()?.timeZone ?? zoneHere(), new Date());
