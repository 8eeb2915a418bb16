import type { Line } from '#desk/api/client.ts';
import { servicesText } from '#desk/lists/row-texts.ts';
import type { Words } from '#desk/words/en.ts';

type Brief = Pick<Line, 'quantity'> & {
  service: { name: string };
  teeth: readonly string[];
  arch?: Line['arch'] | undefined;
  shade?: { value: string } | undefined;
};

/** What is ordered: each service with its teeth or its jaw, as in the lists, and its shade. */
export const servicesInBrief = (services: readonly Brief[], words: Words['lists']): string[] =>
  services.map(({ service: { name }, teeth, arch, quantity, shade }) => {
    const line = { name, quantity, teeth: [...teeth], ...(arch && { arch }) };
    const [text = name] = servicesText({ services: [line], more: 0 }, words);
    return shade ? `${text}, ${shade.value}` : text;
  });
