import type { HealthCheck } from '#kernel';
import { stopsNow } from './acknowledge-store.ts';

/** Says that the acknowledgement stopped by itself, and what to do. */
export const acknowledgementHealth: HealthCheck = {
  name: 'acuse automático',
  nameEn: 'automatic acknowledgement',
  async check(k) {
    const stops = await stopsNow(k);
    if (stops.some((one) => one.cause === 'minute')) {
      return {
        ok: false,
        detail:
          'Salían demasiados acuses por minuto: se detuvieron durante una hora. Puede ser un programa que contesta a los acuses; mire Bandeja › Todas antes de subir el tope en Configuración › Parámetros.',
        detailEn:
          'Too many acknowledgements were leaving each minute: they stopped for an hour. Some program may be answering them; look at Inbox › All before you raise the limit under Settings › Parameters.',
      };
    }
    if (stops.length > 0) {
      return {
        ok: false,
        detail: 'Un buzón llegó a su tope de acuses de hoy; mañana salen otra vez. El tope está en Configuración › Parámetros.',
        detailEn:
          'A mailbox reached its limit of acknowledgements for today; they go out again tomorrow. The limit is under Settings › Parameters.',
      };
    }
    return { ok: true, detail: 'El acuse automático no se ha detenido.', detailEn: 'The automatic acknowledgement has not stopped.' };
  },
};
