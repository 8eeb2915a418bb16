import * as z from 'zod/mini';
import { optionsOf } from '#domain/kernel/unions.ts';
import { type RouteName, routes } from '#functions/contract/routes.ts';

export type Schema = z.core.$ZodType;
type Part = 'params' | 'query' | 'body';

/** A place in a request, with its schema. `sent` wraps a value so that it is at this place. */
export type Place = { part: Part; pointer: string; schema: Schema; sent: (value: unknown) => unknown };

/** A place and all places below it, through optional, nullable and union schemas. */
function placesBelow(place: Place): Place[] {
  const { schema, pointer, sent } = place;
  const inside = (step: string, inner: Schema, wrapped: (value: unknown) => unknown) =>
    placesBelow({ ...place, pointer: `${pointer}/${step}`, schema: inner, sent: (value) => sent(wrapped(value)) });
  if (
    schema instanceof z.ZodMiniOptional ||
    schema instanceof z.ZodMiniNullable ||
    schema instanceof z.ZodMiniDefault ||
    schema instanceof z.ZodMiniPrefault
  )
    return placesBelow({ ...place, schema: schema.def.innerType });
  if (schema instanceof z.ZodMiniPipe)
    return [schema.def.in, schema.def.out].flatMap((side) => placesBelow({ ...place, schema: side }));
  const options = optionsOf(schema);
  if (options) return options.flatMap((option) => placesBelow({ ...place, schema: option }));
  if (schema instanceof z.ZodMiniArray) return [place, ...inside('0', schema.def.element, (value) => [value])];
  if (!(schema instanceof z.ZodMiniObject)) return [place];
  const literals = Object.entries<Schema>(schema.shape).flatMap(([member, { _zod }]) =>
    _zod.values && _zod.def.type === 'literal' ? [[member, [..._zod.values][0]]] : [],
  );
  const members = Object.entries<Schema>(schema.shape);
  return [
    place,
    ...members.flatMap(([member, inner]) =>
      inside(member, inner, (value) => ({ ...Object.fromEntries(literals), [member]: value })),
    ),
  ];
}

/** All places in the path parameters, the query and the body of a route. */
export const placesOf = (name: RouteName): Place[] =>
  (['params', 'query', 'body'] as const).flatMap((part) => {
    const schema = routes[name].takes.shape[part];
    return placesBelow({ part, pointer: '', schema, sent: (value) => value });
  });

/** The most elements or characters that a schema allows, if it has a bound. */
export const mostOf = ({ _zod: { def } }: Schema): number | undefined =>
  def.checks?.map((check) => Object(check._zod.def).maximum).find(Number.isFinite);
