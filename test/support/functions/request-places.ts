import * as z from 'zod';
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
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  )
    return placesBelow({ ...place, schema: schema.unwrap() });
  if (schema instanceof z.ZodPipe)
    return [schema.in, schema.out].flatMap((side) => placesBelow({ ...place, schema: side }));
  if (schema instanceof z.ZodUnion)
    return schema.options.flatMap((option) => placesBelow({ ...place, schema: option }));
  if (schema instanceof z.ZodArray) return [place, ...inside('0', schema.element, (value) => [value])];
  if (!(schema instanceof z.ZodObject)) return [place];
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
