import { Refusal } from '../refusal.ts';

const plain = (code: string, status: number, es: string, en: string) => () => new Refusal(code, status, es, en);

/** What the HTTP edge itself refuses. */
export const refuse = {
  badInput: (es: string, en: string, issues: readonly unknown[]) => new Refusal('bad-input', 400, es, en, { issues }),
  badJson: plain(
    'bad-json',
    400,
    'El cuerpo no es JSON válido. Revise comillas, comas y llaves, y envíelo en UTF-8.',
    'The body is not valid JSON. Check quotes, commas and braces, and send it in UTF-8.',
  ),
  badRequest: plain(
    'bad-request',
    400,
    'La petición no se entiende. Revise la dirección y los encabezados.',
    'The request is not understood. Check the address and the headers.',
  ),
  tooLarge: plain(
    'too-large',
    413,
    'Lo enviado es demasiado grande. Envíe menos de una vez.',
    'What was sent is too large. Send less at a time.',
  ),
  wrongType: plain(
    'wrong-content-type',
    415,
    'El cuerpo debe ser JSON: envíe «Content-Type: application/json».',
    'The body must be JSON: send "Content-Type: application/json".',
  ),
  wrongMethod: (allowed: readonly string[]) =>
    new Refusal(
      'wrong-method',
      405,
      `Esta dirección no admite ese método. Use ${allowed.join(', ')}.`,
      `This address does not take that method. Use ${allowed.join(', ')}.`,
      { allowed },
    ),
  notFound: plain(
    'not-found',
    404,
    'No existe esa dirección. Mire las que hay en /api/openapi.json.',
    'There is no such address. See those there are in /api/openapi.json.',
  ),
  tooMany: (seconds: number) =>
    new Refusal(
      'too-many-requests',
      429,
      `Son demasiadas peticiones seguidas. Espere ${seconds} s y continúe más despacio.`,
      `These are too many requests in a row. Wait ${seconds} s and go on more slowly.`,
      { seconds },
    ),
  conflict: plain(
    'conflict',
    409,
    'Otra persona cambió lo mismo a la vez. Actualice y repita el cambio.',
    'Somebody else changed the same at once. Refresh and repeat the change.',
  ),
  broken: plain(
    'internal-error',
    500,
    'Algo falló en Ventanilla y quedó anotado. Vuelva a intentarlo; si se repite, dé el número de esta petición a quien administra.',
    'Something failed in Ventanilla and was noted. Try again; if it happens again, give this request’s number to your administrator.',
  ),
};
