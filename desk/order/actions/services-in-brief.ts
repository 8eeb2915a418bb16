import type { Line } from '#desk/api/client.ts';
import { servicesText } from '#desk/lists/row-texts.ts';
import type { Words } from '#desk/words/en.ts';

type Brief = Pick<Line, 'quantity'> & {
  service: { name: string };
  teeth: readonly string[];
  pontics?: readonly string[] | undefined;
  arch?: Line['arch'] | undefined;
  shade?: { value: string } | undefined;
};

/** The most services that are listed; more would push away what else is to be checked. */
const most = 10;

/**
 * What is ordered: each service with its teeth or its jaw, as in the lists, its pontics and its shade; of many, the first.
 */
export function servicesInBrief(services: readonly Brief[], words: Words['lists']): string[] {
  const listed = services.slice(0, most).map(({ service: { name }, teeth, pontics = [], arch, quantity, shade }) => {
    const line = { name, quantity, teeth: [...teeth], ...(arch && { arch }) };
    const [text = name] = servicesText({ services: [line], more: 0 }, words);
    return [text, pontics.length > 0 && words.pontics(pontics), shade?.value].filter(Boolean).join(', ');
  });
  return services.length > most ? [...listed, words.andMore(services.length - most)] : listed;
}
