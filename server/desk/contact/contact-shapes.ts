import { z } from 'zod';
import { idShape } from '#kernel/shapes';
import { nameShape } from '../shapes.ts';

export const segmentShape = z.enum(['young-student', 'adult-student', 'corporate', 'internal-area']);
export const languageShape = z.enum(['es', 'en']);
export const purposeShape = z.enum(['surveys', 'campaigns', 'calls', 'other']);
export const consentWayShape = z.enum(['mail', 'form', 'phone', 'in-person', 'paper']);

const shortShape = nameShape.max(200);

/** What a person says of somebody on the card; null takes it out. */
export const cardChangeShape = z.strictObject({
  name: shortShape.optional(),
  segment: segmentShape.nullish(),
  organisation: shortShape.nullish(),
  language: languageShape.nullish(),
});

export const newContactShape = cardChangeShape.extend({
  addresses: z.array(z.string().max(320)).max(20).default([]),
  phones: z.array(z.string().max(60)).max(20).default([]),
});

export const newConsentShape = z.strictObject({
  purpose: purposeShape,
  how: consentWayShape,
  detail: z.string().trim().max(1000).nullish(),
  givenOn: z.iso.date('Escriba la fecha en que lo dio, por ejemplo 2026-11-24.'),
});

export const addressParams = z.strictObject({ id: idShape, address: idShape });
export const phoneParams = z.strictObject({ id: idShape, phone: idShape });
export const noteParams = z.strictObject({ id: idShape, note: idShape });
export const consentParams = z.strictObject({ id: idShape, consent: idShape });

export const contactShape = z.object({
  id: z.string(),
  /** As the card has it; where it has none, as the first mail called its sender. May be empty: then the address stands for it. */
  name: z.string(),
  email: z.string().nullable(),
  /** As it is read here. */
  phone: z.string().nullable(),
  segment: segmentShape.nullable(),
  organisation: z.string().nullable(),
  /** Counted up to 1,000. */
  conversations: z.number().int(),
  lastAt: z.string().nullable(),
});

const writtenShape = z.object({ by: z.string(), at: z.string() });

export const cardShape = z.object({
  id: z.string(),
  name: z.string(),
  segment: segmentShape.nullable(),
  organisation: z.string().nullable(),
  language: languageShape.nullable(),
  /** `by` null: by its first mail. */
  made: z.object({ by: z.string().nullable(), at: z.string() }),
  addresses: z.array(
    z.object({
      id: z.string(),
      email: z.string(),
      /** What its mail calls the sender. */
      name: z.string(),
      hasMail: z.boolean(),
      /** Null: by its first mail. */
      added: writtenShape.nullable(),
    }),
  ),
  phones: z.array(
    z.object({ id: z.string(), number: z.string(), extension: z.string().nullable(), shown: z.string(), added: writtenShape }),
  ),
  notes: z.array(writtenShape.extend({ id: z.string(), text: z.string() })),
  consents: z.array(
    z.object({
      id: z.string(),
      purpose: purposeShape,
      how: consentWayShape,
      detail: z.string().nullable(),
      givenOn: z.string(),
      noted: writtenShape,
      revoked: writtenShape.nullable(),
    }),
  ),
  /** Cards of the same person that are shown here; `id` takes the union back. */
  united: z.array(writtenShape.extend({ id: z.string(), contact: z.object({ id: z.string(), name: z.string() }) })),
  /** Counted up to 1,000. */
  conversations: z.number().int(),
});

/** A card that may be the same person's. */
export const candidateShape = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  reasons: z.array(z.enum(['name', 'phone'])),
});

export type Segment = z.infer<typeof segmentShape>;
export type Purpose = z.infer<typeof purposeShape>;
export type ConsentWay = z.infer<typeof consentWayShape>;
export type CardChange = z.infer<typeof cardChangeShape>;
export type NewContact = z.infer<typeof newContactShape>;
export type NewConsent = z.infer<typeof newConsentShape>;
export type ContactItem = z.infer<typeof contactShape>;
export type Candidate = z.infer<typeof candidateShape>;
export type ContactCard = z.infer<typeof cardShape>;
